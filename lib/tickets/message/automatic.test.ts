/** Automatic mail told from people by its words, in many languages; the second list was written after the signs were. */
import { expect, test } from "vitest";
import { originOf } from "./automatic";

test.each([
  [
    "absence",
    "Automatic reply: I am out of the office until 5 December with limited access to email. For urgent matters please contact my colleague Bob Gray.",
  ],
  ["bounce", "Mail delivery failed: returning message to sender. 550 5.1.1 User unknown"],
  [
    "absence",
    "Ich bin bis zum 5. Dezember nicht im Büro. In dringenden Fällen wenden Sie sich bitte an meine Kollegin.",
  ],
  ["absence", "Je suis absent jusqu'au 5 décembre. En cas d'urgence, veuillez contacter mon collègue Marc."],
  [
    "absence",
    "Estoy fuera de la oficina hasta el 5 de diciembre. Para asuntos urgentes contacte con mi compañera.",
  ],
  ["absence", "我正在休假，12月5日回来。紧急事宜请联系王先生。"],
  ["absence", "ただいま休暇をいただいております。12月5日まで不在です。"],
  [
    "notice",
    "We have received your request. Your ticket number is #48213. Please do not reply to this email.",
  ],
  ["receipt", "Your message was read on Monday, 30 November 2026 10:12."],
  ["receipt", "Gelesen: AW: Server hängt"],
  // A receipt names the mail it is about by its headers: that is no quotation.
  [
    "receipt",
    "Your message\n\n  To: Ola Nowak\n  Subject: Re: Export\n  Sent: 30.11.2026 09:14\n\nwas read on 30.11.2026 09:40.",
  ],
  [
    "receipt",
    "Ihre Nachricht\n\n   An: Jutta Brandmeier\n   Betreff: AW: Export\n   Gesendet: Montag, 30. November 2026 09:14\n\nwurde am Montag, 30. November 2026 09:40 gelesen.",
  ],
  [
    "receipt",
    "Votre message\n\n   À : Fiona\n   Objet : Re: Export\n   Envoyé : lundi 30 novembre 2026 09:14\n\na été lu le lundi 30 novembre 2026 09:40.",
  ],
  [
    "bounce",
    "Your message\n\n  To: Ola Nowak\n  Subject: Re: Export\n  Sent: 30.11.2026 09:14\n\ndid not reach the following recipient(s):\n\n  ola@firma.example on 30.11.2026 09:15\n    550 5.1.1 User unknown",
  ],
  // The subject it repeats is ours: the trouble and the names in it are not told by it.
  ["receipt", "Lu : RE: serveur vm-4f7710 en panne"],
  [
    "receipt",
    "Your message\n\n   To: Tina\n   Subject: Re: vm-4f7710 is slow\n   Sent: 30.11.2026 09:14\n\nwas read on 30.11.2026 09:40.",
  ],
  ["receipt", "Gelesen: Re: vm-4f7710 ist langsam\n\nIhre Nachricht wurde am 30.11.2026 09:12 gelesen."],
  ["bounce", "Undeliverable: Re: vm-4f7710 hangs"],
  ["person", "I have read: error on vm-4f7710, but what do we do about it?"],
  ["notice", "This mailbox is not monitored."],
  // A form letter asks, and says we, and is automatic all the same.
  [
    "notice",
    "How did we do? Please take 2 minutes to rate your experience with our support: https://survey.example/r/1. This is an automated message, please do not reply.",
  ],
  [
    "notice",
    "Wie zufrieden waren Sie mit unserem Support? Nehmen Sie an der Umfrage teil. Dies ist eine automatisch generierte Nachricht, bitte antworten Sie nicht auf diese E-Mail.",
  ],
  [
    "notice",
    "Êtes-vous satisfait de notre réponse ? Ceci est un message automatique, merci de ne pas répondre.",
  ],
  ["notice", "¿Cómo lo hicimos? Este es un mensaje automático. Por favor, no responda a este correo."],
  [
    "notice",
    "[KELP-4412] Your request has been received and a ticket has been created. Our team will get back to you within 24 hours.",
  ],
  [
    "absence",
    "Thank you for your email. I am currently on parental leave and will be back in September. My colleagues at team@kelpworks.example will gladly help you. Best regards, Ann",
  ],
  [
    "person",
    "When I write to you I get “This is an automated message, please do not reply”. Who reads our mail then?",
  ],
  ["person", "I am back in the office. My colleagues still can't log in."],
  ["notice", "This mailbox is not monitored. For help please open a case at https://help.acme.example."],
  ["bounce", "Ihre Nachricht konnte nicht zugestellt werden. 550 5.7.1"],
  ["bounce", "Undeliverable: Re: [Ticket 12] Server hangs"],
  ["person", "Our users get 550 5.1.1 User unknown when they mail support@acme.example, what is wrong?"],
  ["person", "Server vm-4f7710 hangs, ssh times out."],
  ["person", "I can't log in while travelling until Friday 5 December, error 403."],
  ["person", "We received your message but the disk is still full."],
  ["person", "Hello, pupils see error 500 on pg-bcl-exam."],
  ["person", "The automatic backup failed on vol-77ae02."],
  ["person", "Can you set up an automatic reply for our mailbox?"],
  ["person", "Our autoscaling does not respond automatically"],
  ["person", "No, it still fails with the same error as before, nothing has changed on our side."],
  ["person", "We get an automated response 502 from the load balancer"],
  ["receipt", "Accepted: Weekly sync\nAnn Lee has accepted this invitation."],
  ["receipt", "Abgelehnt: Wartungsfenster\nFrau Kunz hat diese Einladung abgelehnt."],
  ["person", "Accepted: two of five items. The invitation to the console does not work, we cannot sign in."],
  ["person", "It is back on lb-77c1, 502 everywhere."],
  ["person", "Die Fehler sind wieder da: vm-4f7710 liefert 502."],
  ["person", "asdf qwer zxcv"],
  ["person", "The hosts in rack 4 do not respond to ping since 9:00."],
  ["person", "Two servers don't reply since the update, please check."],
  ["person", "The job is not read by the scheduler since yesterday."],
  ["person", "La macchina vm-5c01fe non risponde al ping da stamattina."],
  ["person", "Сервер не отвечает с утра."],
  ["person", "Сервери не відповідають з ранку."],
  ["person", "De hosts die niet reageren staan in rij 4."],
  ["person", "Il arrive que le serveur puisse ne pas répondre."],
  ["person", "Er antwortet nicht auf diese Ports."],
  ["notice", "Questa è una notifica automatica. Si prega di non rispondere a questo messaggio."],
  ["notice", "Это письмо создано автоматически, не отвечайте на него."],
  ["notice", "Do not reply. This mailbox is not monitored."],
  ["person", "Thank you for your message, it works now"],
])("%s: %s", (origin, text) => {
  expect(originOf(text, undefined)).toBe(origin);
});

test.each([
  [
    "absence",
    "Hi, thanks for your mail. I'm away on holiday and back on Monday 7 December. If it's urgent, ring Paula on ext. 412.",
  ],
  [
    "absence",
    "Vielen Dank für Ihre Nachricht. Ich befinde mich derzeit im Urlaub und bin ab dem 14.12. wieder für Sie da. Ihre E-Mail wird nicht weitergeleitet.",
  ],
  [
    "absence",
    "Actuellement en congés, je serai de retour le 4 janvier. Pour toute urgence, merci de joindre le standard.",
  ],
  [
    "absence",
    "Me encuentro de vacaciones hasta el 10 de diciembre. Si es urgente, escriba a soporte@acme.example.",
  ],
  ["absence", "Sono in ferie fino al 9 dicembre. Per urgenze contattare Marco Rossi."],
  ["absence", "Estou de férias até 12 de dezembro. Em caso de urgência, contacte a Marta."],
  ["absence", "Ik ben afwezig tot en met 11 december. Neem bij spoed contact op met Jan."],
  ["absence", "Jestem na urlopie do 10 grudnia. W pilnych sprawach proszę o kontakt z Anną."],
  ["absence", "Jag är på semester till och med 9 december. Kontakta Lars vid brådskande ärenden."],
  ["absence", "Olen lomalla 10.12. saakka. Kiireellisissä asioissa ota yhteyttä Mikaan."],
  ["absence", "Я в отпуске до 10 декабря. По срочным вопросам обращайтесь к Ивану."],
  ["absence", "10 Aralık'a kadar izindeyim. Acil durumlarda Ayşe ile iletişime geçin."],
  ["absence", "12月10日まで出張のため不在にしております。お急ぎの場合は田中までご連絡ください。"],
  ["absence", "12월 10일까지 휴가입니다. 급한 용무는 김철수에게 연락 바랍니다."],
  ["absence", "您好，我正在出差，12月10日前可能无法及时回复邮件。"],
  ["absence", "أنا في إجازة حتى 10 ديسمبر. للحالات العاجلة يرجى التواصل مع أحمد."],
  ["absence", "Momentálně jsem na dovolené do 10. 12. V naléhavých případech kontaktujte kolegu Petra."],
  [
    "bounce",
    "This is the mail system at host mx1.acme.example. I'm sorry to have to inform you that your message could not be delivered to one or more recipients.",
  ],
  [
    "bounce",
    "Delivery has failed to these recipients or groups: ann@acme.example. The email address you entered couldn't be found.",
  ],
  [
    "bounce",
    "Échec de remise : l'adresse ann@acme.example n'existe pas. 550 5.1.10 RESOLVER.ADR.RecipientNotFound",
  ],
  ["bounce", "No se ha podido entregar el mensaje a los siguientes destinatarios. 554 5.4.4"],
  ["bounce", "Не удалось доставить сообщение следующим получателям: ann@acme.example"],
  ["receipt", "Accusé de lecture : votre message « Serveur en panne » a été lu le 30/11/2026 à 10:12."],
  ["receipt", "Confirmación de lectura: su mensaje fue mostrado el 30/11/2026."],
  ["receipt", "开封确认：您的邮件已读。"],
  [
    "notice",
    "Ihre Anfrage wurde unter der Ticketnummer #829134 registriert. Bitte antworten Sie nicht auf diese E-Mail.",
  ],
  [
    "notice",
    "Nous avons bien reçu votre demande n° 88231. Ceci est un message automatique, merci de ne pas y répondre.",
  ],
  ["notice", "[JIRA] Case 55123 has been created. A member of our team will respond within 24 hours."],
  ["notice", "Hemos recibido su solicitud, número de caso 77120. Este es un correo automático, no responda."],
  ["person", "Hello, I'm back in the office and vm-12 is still unreachable."],
  ["person", "Our mails to customers bounce with 550 5.7.1 since you changed the relay IP. Can you look?"],
  ["person", "Unser Autoresponder verschickt keine Mails mehr, Fehler im Log von vm-19."],
  ["person", "We will be away until Monday, please do not restart anything before."],
  ["person", "J'ai bien reçu votre message mais le serveur ne répond toujours pas."],
  ["person", "Please read the attached log: delivery of events to kw-archive failed at 10:12."],
  ["person", "El ticket 4711 sigue abierto, ¿cuándo lo arreglan?"],
  ["person", "Die Urlaubsvertretung kann sich nicht anmelden, Fehler 403."],
  ["person", "お世話になっております。lb-77が502を返します。"],
  ["person", "Здравствуйте, балансировщик lb-77 возвращает 502."],
  ["person", "Yes, ticket number 829134 is about the same volume."],
  ["person", "I cannot reach vm-7 until I add a firewall rule, is that expected?"],
  ["person", "Automatic failover of pg-web did not happen last night."],
])("unseen, %s: %s", (origin, text) => {
  expect(originOf(text, undefined)).toBe(origin);
});

test.each([
  [
    "notice",
    "Vielen Dank für Ihre Anfrage. Ihr Ticket wurde unter der Nummer INC0048213 angelegt. Bitte antworten Sie nicht auf diese automatisch erzeugte Nachricht.",
  ],
  [
    "notice",
    "Votre demande INC0048213 a bien été enregistrée. Merci de ne pas répondre à ce message, cette boîte n'est pas consultée.\nRef:MSG99120021",
  ],
  [
    "notice",
    "Su solicitud SR-20981 ha sido registrada. Este buzón no es atendido, no responda a este correo.",
  ],
  [
    "notice",
    "La vostra richiesta n. 88213 è stata presa in carico. Si prega di non rispondere a questa e-mail.",
  ],
  ["notice", "O seu pedido #55120 foi registado com sucesso. Por favor não responda a esta mensagem."],
  ["notice", "Uw melding M2611-0045 is geregistreerd. Gelieve niet te reageren op deze e-mail."],
  ["notice", "Państwa zgłoszenie nr 77120 zostało przyjęte. Prosimy nie odpowiadać na tę wiadomość."],
  [
    "bounce",
    "Ihre Nachricht konnte nicht zugestellt werden: Das Postfach des Empfängers ist voll.\n#5.2.2 mailbox full",
  ],
  ["bounce", "No se pudo entregar su mensaje: el buzón del destinatario está lleno. Status: 5.2.2"],
  ["person", "After the update to 5.2.2 our pods crash."],
  ["unsure", "I'm on holiday this week, but my colleague restarted it and it is still down."],
  ["unsure", "Ich bin im Urlaub, meine Kollegin hat es neu gestartet, es hängt immer noch."],
  ["unsure", "Je suis en congé, mon collègue l'a relancée et elle ne répond toujours pas."],
  ["absence", "I am still on leave until 5 December. In urgent cases please contact my colleague Bob Gray."],
  ["person", "Votre demande de numéro de série : c'est vm-4f7710, elle ne répond pas."],
  ["person", "Mi solicitud de la semana pasada ha sido cerrada y el servidor sigue caído."],
  [
    "notice",
    "[JIRA] (OPS-1182) Server hangs\nAnn Lee commented on OPS-1182. This message was automatically generated by Jira. If you think it was sent incorrectly, please contact your Jira administrators.",
  ],
  [
    "notice",
    "Your message to ann@example.com is being held because your address is not on my list of approved senders. Click the link below to confirm that you are a person. This message was generated automatically.",
  ],
  ["notice", "OPS-1182 a changé d'état. Ce message a été envoyé automatiquement."],
  ["person", "Our message is automatically deleted after an hour, is that a bug?"],
  ["person", "Diese Nachricht wurde automatisch gelöscht, warum?"],
  ["person", "This error message was generated automatically by the load balancer, what does it mean?"],
  ["person", "This notification was sent automatically by your monitoring: lb-a94e is down for us."],
  [
    "person",
    "This message was automatically generated by our cron and it should not be: please stop the job on vm-4f7710.",
  ],
])("a mail that says of itself what it is, and one that speaks of such mail: %s: %s", (origin, text) => {
  expect(originOf(text, undefined)).toBe(origin);
});

test("a doubt is for somebody to say", () => {
  expect(originOf("I am on annual leave and cannot sign off the change.", undefined)).toBe("unsure");
});

test("what the sender's headers say counts before the words", () => {
  expect(originOf("Automatic reply: away until 9 March", "person")).toBe("person");
  expect(originOf("Hello", "bounce")).toBe("bounce");
});
