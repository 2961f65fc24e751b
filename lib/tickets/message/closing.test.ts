/** Thanks end a conversation; thanks with a question in them do not. */
import { expect, test } from "vitest";
import { doubtsIn, isClosing, isComplaint, isHisTurn } from "./closing";

test.each([
  "Thanks, all fine now.",
  "Thank you!",
  "Perfect, that works now. Thanks a lot for the quick help, have a nice day.",
  "It works again, no problem any more. Cheers",
  "Great, that’s all. You can close this.",
  "Vielen Dank, alles gut!",
  "Merci, ça marche.",
  "谢谢，已经好了",
  "Perfect 🙏 exactly what I needed\n\nBen Cole\nHead of Ops, Colefin Ltd\n+44 20 7946 0101",
  "Just what we were looking for.",
  "Genau das, was ich gesucht habe.",
  "Super, c'est exactement ce qu'il nous fallait.",
  "Justo lo que necesitaba 👍",
  "Proprio quello che cercavo",
  "Precies wat ik zocht",
  "Именно то, что нужно",
  "正是我们需要的。",
  "Never mind, solved!",
  "No, nothing else. Thank you.",
  "Gracias!\n\nAnn Lee\nCTO, Acme S.L.\n+34 600 000 000",
])("“%s” ends it", (text) => expect(isClosing(text)).toBe(true));

test.each([
  "Thanks, but it still does not work.",
  "Thanks. How long will it take?",
  "Thank you. Could you also raise the quota in fra-1",
  "Danke, aber es geht noch nicht.",
  "All good, except for vol-77.",
  "That is not exactly what I needed.",
  "Just what we needed: another outage.",
  "This is what we needed the export for, and it has 0 bytes.",
  "The volume is full.",
  "",
  `Thanks. ${"The log says that the disk of the node ran full at noon and the pods were evicted. ".repeat(3)}`,
  "谢谢，但是还是不行",
])("“%s” does not", (text) => expect(isClosing(text)).toBe(false));

test.each([
  "Never mind, it was our own VPN. Sorry!",
  "False alarm: the wrong password was in our configuration.",
  "Please ignore my last message, we had the old certificate installed.",
  "Hat sich erledigt, der Fehler lag bei uns.",
  "Fausse alerte, c'était notre pare-feu.",
  "Falsa alarma, era un error de nuestra red.",
  "Fałszywy alarm, to był nasz błąd.",
  "虚惊一场，是我们自己的防火墙",
  "お騒がせしました。こちらの設定ミスでした。",
])("“%s” takes it back", (text) => expect(isClosing(text)).toBe(true));

test.each([
  "Never mind the VPN, the database is down.",
  "False alarm on vol-42, but vol-43 is full.",
  "Ignore my last message. Can you restart vm-4f7710?",
  "Ignore my last message. Please restart vm-4f7710.",
  "False alarm. vol-43 is full instead.",
  "Hat sich erledigt, aber jetzt ist vol-43 voll.",
])("“%s” takes back less than all", (text) => expect(isClosing(text)).toBe(false));

/** Written after the words were. */
test.each([
  [true, "Cheers mate, sorted"],
  [true, "Brilliant, thank you so much for the fast response!"],
  [true, "Läuft wieder, danke für die schnelle Hilfe"],
  [true, "Besten Dank und schönes Wochenende!"],
  [true, "Super merci, c'est réglé"],
  [true, "Muchas gracias por la ayuda, ya está solucionado"],
  [true, "Grazie mille, ora funziona"],
  [true, "Obrigada pela ajuda!"],
  [true, "Bedankt, het werkt weer"],
  [true, "Tack så mycket!"],
  [true, "Tack så mycket, nu fungerar det!"],
  [true, "Takk, nå virker det igjen."],
  [true, "Bedankt, nu werkt het weer!"],
  [false, "Bedankt, maar nu werkt het niet meer"],
  [false, "Tack, nu fungerar det inte alls"],
  [false, "Mulțumesc, dar nu funcționează"],
  [true, "Dziękuję bardzo, działa"],
  [true, "Děkuji, funguje to"],
  [true, "Köszönöm szépen"],
  [true, "спасибо большое"],
  [true, "Дякую, все працює"],
  [true, "ありがとうございます。解決しました。"],
  [true, "ありがとうございました！助かりました。"],
  [true, "本当に助かりました、ありがとうございます。"],
  [true, "お世話になりました。ありがとうございました。"],
  [false, "ありがとうございます。サーバーがまた落ちました。"],
  [false, "助かりましたが、まだ遅いです。"],
  [false, "ありがとうございます。ディスクを増やしてほしいです。"],
  [true, "Já voltou a funcionar, obrigado."],
  [true, "Ya volvió a funcionar, gracias"],
  [true, "Ist wieder erreichbar, danke!"],
  [true, "Znów działa, dziękuję"],
  [false, "Já voltou a funcionar ontem, mas hoje não"],
  [true, "太感谢了，帮了大忙！"],
  [false, "感谢，再帮我看看另一台机器"],
  [true, "감사합니다!"],
  [true, "덕분에 해결되었습니다. 정말 감사합니다!"],
  [true, "شكراً جزيلاً"],
  [true, "תודה רבה"],
  [true, "ขอบคุณครับ"],
  [true, "🙏🙏"],
  [true, "ty 👍"],
  [true, "Merci !\n\nCordialement,\nJean"],
  [true, "Thanks a million, you saved our evening"],
  [true, "非常感谢，问题解决了"],
  [true, "Ευχαριστώ πολύ!"],
  [true, "Mulțumesc, merge acum"],
  [false, "Danke, leider hängt der Server immer noch"],
  [false, "Merci mais le volume reste lent"],
  [false, "Gracias. ¿Y la factura?"],
  [false, "Grazie, però non funziona"],
  [false, "Obrigado, porém o erro continua"],
  [false, "Bedankt maar het werkt niet"],
  [false, "Tack, men felet kvarstår"],
  [false, "Dziękuję, ale nadal nie działa"],
  [false, "Děkuji, ale stále to nejde"],
  [false, "Спасибо, однако ошибка осталась"],
  [false, "ありがとうございます。ただ、まだ繋がりません。"],
  [false, "감사합니다만 아직 안 됩니다"],
  [false, "Thanks! One more thing: raise the quota in fra-1 to 200"],
  [false, "Great. Next, lb-22 needs a new certificate"],
  [false, "Thanks for the info. The invoice shows 3 volumes, we have 2"],
  [false, "谢谢，另外 vm-12 也连不上"],
  [false, "Köszönöm, de nem jó"],
  [false, "Teşekkürler ama hala hata veriyor"],
  [false, "شكراً لكن المشكلة مستمرة"],
  [false, "Thank you for your patience, we are checking on our side"],
  [false, "Please close it when the backup has finished, thanks"],
  [false, "Dank je, en wanneer is de andere klaar?"],
] as [boolean, string][])("unseen, %s: “%s”", (isEnd, text) => {
  expect(isClosing(text)).toBe(isEnd);
});

/** How it went, then that nothing more is wanted. */
test.each([
  [true, "It is quiet now and the exam has started. Thank you very much, nothing more needed from our side!"],
  [
    true,
    "The queue has drained and all orders went out. We don't need anything else, you can close the ticket.",
  ],
  [true, "The graphs look normal since the restart at noon. All good now, many thanks!"],
  [true, "Die Anmeldung läuft wieder und der Kurs hat begonnen. Vielen Dank, wir brauchen nichts weiter!"],
  [true, "Seit dem Neustart ist es ruhig, von unserer Seite ist alles erledigt. Danke!"],
  [true, "Le portail répond et les commandes passent. Merci beaucoup, nous n'avons plus besoin de rien."],
  [true, "El portal responde y los pedidos salen. Muchas gracias, no necesitamos nada más."],
  [true, "Il portale risponde e gli ordini partono. Grazie mille, non ci serve altro."],
  [true, "O portal responde e os pedidos saem. Muito obrigado, não precisamos de mais nada."],
  [true, "De site reageert en de bestellingen lopen. Hartelijk bedankt, verder hebben we niets nodig."],
  [true, "门户恢复访问，考试已经开始。非常感谢，不需要别的了！"],
  [false, "It was quiet for an hour and the exam has started. Thank you, but it is still down."],
  [false, "Thank you, it is still down."],
  [
    false,
    "It is quiet now and the exam has started. Thanks, nothing more needed. Now vm-12 drops its packets.",
  ],
  [false, "The exam has started. Thank you very much!"],
  [false, "The volume of the database is full and the shop is offline. Thank you very much."],
  [
    false,
    "Nothing more needed on that one, thanks. The mail gateway bounces every message since the update.",
  ],
  [
    false,
    "Die Anmeldung hängt seit heute früh, der Kurs hat begonnen. Vielen Dank, wir brauchen nichts weiter?",
  ],
  [false, "Vielen Dank, aber wir brauchen noch mehr Speicher"],
  [false, "Le portail ne répond plus. Merci, nous avons besoin de votre aide."],
  [false, "Gracias, pero necesitamos algo más."],
  [false, "Grazie, ma ci serve altro."],
  [false, "Obrigado, mas precisamos de mais espaço."],
  [false, "Bedankt, maar we hebben nog iets nodig."],
  [false, "谢谢，但是还需要别的"],
  [true, "Bedankt voor de snelle hulp, tot ziens!"],
  [true, "Gracias por la ayuda de ayer, ya funciona"],
  [false, "Köszönöm a segítséget, de lassú"],
  [false, "Danke, jetzt geht nichts mehr"],
  [false, "Bedankt, nu werkt niets meer"],
  [false, "Thanks. There is no more space on the disk"],
] as [boolean, string][])("an outcome before the end, %s: “%s”", (isEnd, text) => {
  expect(isClosing(text)).toBe(isEnd);
});

test("where something was asked, a bare yes is an answer and thanks are thanks", () => {
  expect(isClosing("👍", { asked: true })).toBe(false);
  expect(isClosing("ok", { asked: true })).toBe(false);
  expect(isClosing("Thanks!", { asked: true })).toBe(true);
});

/** "Again" says that something is back: what it is for, the fault, or the thanks. */
test.each([
  [true, "it writes again, cheers"],
  [true, "page loads again. thx"],
  [true, "pods run again thx"],
  [true, "bootet wieder, danke"],
  [true, "elle répond de nouveau, merci"],
  [true, "ya sube otra vez, gracias"],
  [true, "Thanks again!"],
  [true, "Many thanks again for the quick help"],
  [true, "Encore merci !"],
  [true, "Grazie ancora!"],
  [true, "Obrigado mais uma vez"],
  [true, "Igen, köszönöm"],
  [false, "it fails again, cheers"],
  [false, "hangs again thx"],
  [false, "it loads again and again, thanks"],
  [false, "it writes again"],
  [false, "hängt wieder, danke"],
  [false, "danke, wieder weg"],
  [false, "danke, stürzt wieder ab"],
  [false, "grazie, si blocca di nuovo"],
  [false, "dank, hij hangt weer"],
  [false, "tack, hänger sig igen"],
  [false, "dzięki, znowu wisi"],
  [false, "谢谢,又断了"],
] as [boolean, string][])("what is back, %s: “%s”", (isEnd, text) => {
  expect(isClosing(text)).toBe(isEnd);
});

test("that something is back is a doubt, unless all is well again", () => {
  expect(doubtsIn("great, hangs again. thanks for nothing")).toContain("again");
  expect(doubtsIn("Läuft wieder, danke")).toEqual([]);
});

test.each([
  "ok will try that tonight",
  "Will try it tomorrow morning, thanks",
  "Thanks, I'll test and report back.",
  "Okay, let me check with our admin first.",
  "I'll give it a shot and let you know",
  "We'll try again tonight.",
  "Danke, ich probiere es heute Abend aus.",
  "Das werden wir heute Nachmittag ausprobieren, danke",
  "Merci, on va essayer ce soir.",
  "Gracias, lo pruebo mañana.",
  "Vou testar hoje à noite, obrigado",
  "Lo provo stasera, grazie",
  "Ik ga het vanavond proberen",
  "Dobrze, sprawdzę jutro.",
  "Понял, попробую завтра",
  "Tamam, deneyeceğim.",
  "我们明天试一下",
  "試してみます。",
])("“%s” waits for nobody, and ends nothing", (text) => {
  expect(isClosing(text)).toBe(true);
  expect(isHisTurn(text)).toBe(true);
});

test.each([
  "I will try to explain: every upload is lost.",
  "We tried it, same error.",
  "Ich versuche es seit Stunden.",
  "I'll try that, but how do I find the id?",
  "Will you check it?",
  "We'll check. Meanwhile the site is down for everybody.",
  "I will test it. Please restart vm-4f7710 first.",
  "I'm trying to reach the database and get a timeout",
  "We will see if our lawyers agree",
  "We will not wait any longer and get back to you with our lawyer.",
  "We will cancel the contract and let you know.",
])("“%s” waits for somebody", (text) => expect(isClosing(text)).toBe(false));

test.each([
  "Thanks, it works again.",
  "It works again. I'll let you know if it comes back.",
  "Works now, thanks! We will test the rest tomorrow.",
  "Läuft wieder, ich melde mich sonst.",
])("“%s” ends something", (text) => {
  expect(isClosing(text)).toBe(true);
  expect(isHisTurn(text)).toBe(false);
});

test.each([
  "Got it - I will look into it and get back to you",
  "Ok! Let's see if it works tomorrow.",
  "ok, will try tomorrow",
  "Alles klar, ich probiere es heute Abend aus.",
  "Ok, we will raise it in tonight's maintenance window and come back to you.",
  "Thanks! I'll hand that to our network people and keep you posted.",
  "Danke, wir ändern das heute Abend im Wartungsfenster und melden uns dann.",
])("“%s” does not", (text) => expect(isHisTurn(text)).toBe(true));

test.each([
  "It's back. Same disk, await over 200 ms since 6 am.",
  "Raised the limit yesterday, still slow.",
  "Changed it an hour ago, now it's 504 instead of 502.",
  "Habe ich gemacht, der Fehler kommt immer noch.",
  "C'est fait, mais c'est toujours lent.",
])("“%s” is a complaint", (text) => expect(isComplaint(text)).toBe(true));

test.each(["Works now, thanks. But lb-77aa is slow.", "What does that cost?", "Done."])(
  "“%s” is none",
  (text) => expect(isComplaint(text)).toBe(false),
);
