/** Signs of automatic mail, by language: each is evidence of some weight, none decides alone. */
import { anyOf } from "./word-pattern";

const adverb =
  "automatically|automatisch|automatiquement|autom[aá]ticamente|automatycznie|automaticky|automatiskt?|automaattisesti|автоматически|автоматично|otomatik olarak";
const mail =
  "e-?mail\\p{L}*|messag\\p{L}*|notifi\\p{L}*|nachricht\\p{L}*|benachrichtigung\\p{L}*|mensaje|mensagem|messaggio|correo|courriel|bericht|wiadomoś\\p{L}*|zpráv\\p{L}*|meddeland\\p{L}*|beskje\\p{L}*|besked\\p{L}*|viesti\\p{L}*|сообщени\\p{L}*|письм\\p{L}*|повідомлен\\p{L}*|ileti\\p{L}*|mesaj\\p{L}*";
const made =
  "generated|created|sent|produced|erzeugt|generiert|erstellt|versandt|versendet|verschickt|générée?|créée?|envoyée?|generad[oa]|enviad[oa]|generat[oa]|inviat[oa]|gerad[oa]|gegenereerd|verstuurd|wygenerowan[ay]|wysłan[ay]|vygenerován[ay]?|odeslán[ay]?|genererat?s?|skickats?|sendt|создано|отправлено|створено|надіслано";
/** A sentence by which a mail speaks of itself: "this message was …". */
export const ofItself = new RegExp(
  `(?:^|[\\s.!?(])(?:this|diese[rs]?|cet?|cette|est[ae]|quest[oa]|dit|deze|t[ao]|tato|denna|detta|denne|dette|tämä|это|данн\\p{L}*|це|bu) (?:${mail})[^.!?\\n]{0,40}$`,
  "iu",
);

/** Where somebody is asked for something: a sentence begins, or a please stands before it. */
const asked = "(?:^|(?<=[.!?:;(\\n*–-]\\s{0,3})|please,? )";

/** The message says itself what it is. */
export const declared = anyOf(
  "auto(?:matic|mated|matically|matisch\\p{L}*|matique\\p{L}*|mátic\\p{L}*|matic\\p{L}*|mátic\\p{L}*|matizad\\p{L}*|matick\\p{L}*|matyczn\\p{L}*|matisk\\p{L}*|maattinen|maattisesti|matski|mat|matu\\p{L}*)[\\s:-]{0,3}(?:out[ -]of[ -]office )?(?:e-?mail |generated |generierte? |erstellte? )?(?:repl\\p{L}*|respon\\p{L}*|answer\\p{L}*|notif\\p{L}*|messag\\p{L}*|e-?mail|acknowledg\\p{L}*|antwort\\p{L}*|nachricht|benachrichtigung|réponse|resposta|respuesta|risposta|antwoord|odpowied\\p{L}*|odpověď|svar|vastaus|generated|generiert\\p{L}*|erstellt\\p{L}*|généré\\p{L}*|generad\\p{L}*|gerad\\p{L}*|generat\\p{L}*|generován\\p{L}*|wygenerowan\\p{L}*|genererat|genereret|gegenereerd|sent|versandt|versendet|envoyé|enviad\\p{L}*|odgovor)",
  "(?:réponse|respuesta|risposta|resposta|notification|message|mensaje|messaggio|mensagem|correo|courriel|e-?mail|notificaci[oó]n|notifica|notificação|odpowiedź|wiadomość|odpověď|zpráva|svar|vastaus|răspuns|odgovor|válasz|nachricht) (?:est |es |è |é |is |wurde |bericht )?(?:a |un |an |una )?auto(?:mati|máti|matiz|matyczn|matick|matisk|mata)\\p{L}*",
  "auto-?(?:reply|response|responder|svar|antwort|antwoord|responde|reponse|vastaus)|autosvar|otomatik (?:yanıt|cevap|mesaj)|автоответ\\p{L}*|автоматическ\\p{L}+ (?:ответ\\p{L}*|сообщени\\p{L}*|уведомлени\\p{L}*)|автоматичн\\p{L}+ (?:відповід\\p{L}*|повідомлен\\p{L}*)|αυτόματη απάντηση|balasan otomatis|trả lời tự động|automatikus (?:válasz|üzenet)|رد تلقائي|الرد التلقائي|מענה אוטומטי|תשובה אוטומטית|स्वचालित",
  `this is an? auto\\p{L}*|robot|noreply|no-reply|do-not-reply|${asked}do not reply`,
  `(?:${adverb}) \\p{L}+ (?:${mail})|(?:${made}) (?:${adverb})`,
  "自动回复|自動回覆|自动答复|自动发送|自动生成|系统自动|自動返信|自動応答|自動送信|自動的に送信|자동 ?(?:응답|회신|발송|발신)|ตอบกลับอัตโนมัติ|อัตโนมัติ",
);

/** Nobody reads what is sent there. What only does not answer, as a server may, is not asked for silence. */
export const unread = anyOf(
  `${asked}do(?: not|n['’]t) (?:reply|respond)|do(?: not|n['’]t) (?:reply|respond) (?:directly )?to this`,
  "(?:mailbox|inbox|address|account|e-?mails?|repl(?:y|ies)|messages?)[^.!?\\n]{0,40} not (?:monitored|read)|unmonitored|replies (?:to this \\p{L}+ )?(?:are|will) not",
  "nicht (?:auf|an) diese[nr]? (?:e-?mail|mail|nachricht|benachrichtigung|mitteilung|adresse)\\p{L}*|antworten sie (?:bitte )?nicht|bitte nicht antworten",
  `(?:merci de |prière de |veuillez |${asked})ne pas répondre|ne pas répondre (?:à|directement)|n['’]y répondez pas|(?:boîte|adresse|messagerie)[^.!?\\n]{0,40} (?:n['’]est|ne sont|n['’]étant) pas (?:consult|relev|lu|surveill)\\p{L}*|(?:buz[oó]n|casella|caixa|dirección|direcci[oó]n|indirizzo|endereço)[^.!?\\n]{0,40} (?:no|non|não) (?:es|está|se|è|viene|é) \\p{L}+|(?:postfach|adresse)[^.!?\\n]{0,40} (?:nicht|kein\\p{L}*) (?:gelesen|überwacht|betreut)|no (?:responda|conteste)\\p{L}*|por favor,? no responda|non rispond(?:ere|ete|a)|não responda`,
  "(?:gelieve|verzoek\\p{L}*|graag|kunt u)[^.!?\\n]{0,40} niet (?:te )?(?:beantwoorden|reageren|antwoorden)|niet (?:te )?beantwoorden",
  "prosimy nie odpowiadać|nie odpowiadaj|neodpovídejte|svara inte på detta|ikke (?:be)?svare?|не отвеча(?:йте|й|ть)|не відповіда(?:йте|й|ти)|yanıtlamayın\\p{L}*",
  "请勿回[复覆]|請勿回[复覆]|不要回复|返信しないで|返信(?:は|に)?(?:でき|いただけ)|회신하지",
);

/** The writer is not there. */
export const absent = anyOf(
  "out[ -]of[ -](?:the[ -])?office|out of town|away (?:from (?:my|the) \\p{L}+|until|on|till)|on (?:annual |sick |parental |maternity |paternity |study |medical )?leave|on (?:vacation|holiday|holidays|business|a business trip)|ooo|not in the office|no longer (?:work\\p{L}*|with|employed)|limited access to (?:my )?e-?mail\\p{L}*|return(?:ing)? (?:to (?:the )?(?:office|work) )?on|back (?:in the office|on)",
  "abwesen\\p{L}*|abwesenheit\\p{L}*|nicht (?:im|in meinem) (?:büro|hause?)|außer haus|im urlaub|urlaub\\p{L}*|elternzeit|mutterschutz|dienstreise|nicht erreichbar|nicht mehr (?:im unternehmen|für .{2,30} tätig)|krank(?:heit|geschrieben)|wieder (?:im büro|erreichbar|da|zurück)",
  "absent\\p{L}*|absence|en (?:congés?|vacances|déplacement|formation)|hors du bureau|de retour|mon retour|ne fais plus partie|fuera de (?:la )?oficina|de vacaciones|ausen\\p{L}*|de (?:baja|permiso|viaje)|mi regreso|regres\\p{L}*|ya no trabaj\\p{L}*|fuori (?:ufficio|sede)|in ferie|assen\\p{L}*|rientr\\p{L}*|fora do escritório|de férias|em férias|retorn\\p{L}*|ausente",
  "afwezig\\p{L}*|niet op kantoor|met (?:vakantie|verlof)|op vakantie|poza (?:biurem|firmą)|na urlopie|urlop\\p{L}*|nieobecn\\p{L}*|mimo kancelář|na dovolené|dovolen\\p{L}*|nepřítom\\p{L}*|semester|frånvaro|frånvarande|inte på kontoret|på ferie|ferie|fravær\\p{L}*|ikke (?:på kontoret|til stede)|poissa|lomalla|loma|poissaolo\\p{L}*|szabadság\\p{L}*|házon kívül|concediu|în afara biroului|na odmoru|godišnj\\p{L}*",
  "вне офиса|в отпуск\\p{L}*|отпуск\\p{L}*|отсутств\\p{L}*|в командировке|у відпуст\\p{L}*|відпуст\\p{L}*|відсутн\\p{L}*|εκτός γραφείου|άδεια|απουσι\\p{L}*|izin\\p{L}*|ofis dışında|tatilde\\p{L}*|yıllık izin|خارج المكتب|في إجازة|إجازة|מחוץ למשרד|בחופש\\p{L}*|חופשה|cuti|di luar kantor|nghỉ phép|vắng mặt|अवकाश|छुट्टी",
  "休假|外出|出差|不在办公室|不在辦公室|请假|年假|休暇|不在に|不在です|休みを|夏季休業|부재|휴가|출장|ลาพักร้อน|ไม่อยู่",
);

/** Something goes on as it was: a note of absence reports nothing of the kind. */
export const persisting = anyOf(
  "still|(?:is|are|was|went|remains) down|unreachable|(?:not|n['’]t) work\\p{L}*|no (?:change|difference)",
  "immer noch|noch immer|nach wie vor|unverändert|toujours|encore|todav[ií]a|sigue|ancora|ainda|nog steeds|fortfarande|fortsatt|stadig|edelleen|nadal|wciąż|stále|pořád|még mindig|до сих пор|вс[её] ещ[её]|досі|h[âa]l[âa]",
  "まだ|仍|还是|還是|여전히|아직도|ما زال|لا يزال|עדיין",
);

/** Whom to ask instead, or in a hurry. */
export const instead = anyOf(
  "(?:in|for) (?:urgent|an emergency|emergencies|case of urgency)\\p{L}*|urgent (?:matters|cases|requests|issues|inquiries)|immediate assistance|in my absence|please (?:contact|reach out)|my colleagues?|during (?:this|that|my) (?:time|absence|period)",
  "in dringenden (?:fällen|angelegenheiten)|dringend\\p{L}*|wenden sie sich|meine? kolleg\\p{L}*|vertretung|vertritt|en cas d['’]urgence|urgen\\p{L}*|veuillez contacter|mon collègue|ma collègue|contact(?:ar|e|en)|mi compañer\\p{L}*|contattare|il mio collega|a minha colega|entre em contat\\p{L}*|spoed\\p{L}*|neem (?:dan )?contact|mijn collega|piln\\p{L}*|w sprawach|proszę o kontakt|naléhav\\p{L}*|kontaktujte|brådskande|kontakta|haster|kontakt\\p{L}*|kiireellis\\p{L}*|срочн\\p{L}*|обращ\\p{L}*|терміно\\p{L}*|зверта\\p{L}*|acil\\p{L}*|sürgős\\p{L}*|للحالات العاجلة|דחוף",
  "紧急|緊急|请联系|請聯[系絡繫]|至急|ご連絡ください|긴급|급한|연락",
);

/** Some day until which it lasts. */
export const until = anyOf(
  "until|till|through|back on|return\\p{L}*|bis (?:zum|einschließlich|\\d)|ab dem|jusqu['’]au|hasta|al \\d|fino al|até|tot|do|til|till och med|asti|saakka|по|до|с|kadar|-ig|până|zurück|retour|regres\\p{L}*",
  "至|到|直到|回来|日前|まで|까지",
);

/** Mail came back. */
export const bounced = anyOf(
  "undeliver\\p{L}*|(?:delivery|delivering) (?:has |to .{3,80} )?(?:failed|failure|status notification|incomplete|problem|delayed)|mail delivery (?:failed|subsystem|system)|this is the mail system|returned (?:mail|to sender)|returning (?:message|mail) to sender|return to sender|failure notice|(?:could|was|can) ?not (?:be )?deliver\\p{L}*|non-?delivery|message (?:was )?(?:not delivered|blocked|rejected)|delivery report|mailbox (?:is )?(?:full|unavailable|not found|disabled)|over quota|(?:user|recipient|address) (?:is )?(?:unknown|rejected|not found)|unknown (?:user|recipient)|no such (?:user|recipient|mailbox)|does not exist at|mailer-?daemon|postmaster|relay access denied|host or domain name not found",
  "(?:postfach|mailbox)[^.\\n]{0,30} (?:ist )?voll|boîte[^.\\n]{0,30} (?:est )?pleine|buz[oó]n[^.\\n]{0,30} lleno|casella[^.\\n]{0,30} piena|caixa[^.\\n]{0,30} cheia|postvak[^.\\n]{0,30} (?:is )?vol|skrzynka[^.\\n]{0,30} pełna|ящик[^.\\n]{0,30} переполнен\\p{L}*|unzustellbar\\p{L}*|nicht (?:zugestellt|zustellbar)|zustellung (?:fehlgeschlagen|nicht)|unzustellbarkeit\\p{L}*|non remis\\p{L}*|échec (?:de (?:la )?)?(?:remise|distribution|livraison)|n['’]a (?:pas )?pu être (?:remis|distribué|délivré)|no se (?:ha podido|pudo) entregar|no entregad\\p{L}*|error de entrega|fallo en la entrega|mancat\\p{L}* (?:consegna|recapito)|non (?:è stato )?(?:consegnat|recapitat)\\p{L}*|não (?:foi )?entregue|falha na entrega|onbestelbaar|niet (?:worden )?(?:bezorgd|afgeleverd)|niedostarczon\\p{L}*|nie (?:mógł|można|udało się) .{0,30}dostarcz\\p{L}*|nedoruč\\p{L}*|kunde inte levereras|kunne ikke (?:leveres|afleveres)|toimitus epäonnistui|не (?:доставлен\\p{L}*|удалось доставить)|недоставлен\\p{L}*|не вдалося доставити|teslim edilemedi|nem kézbesíthető|kézbesíthetetlen",
  "退信|无法投递|無法傳遞|无法送达|投递失败|傳遞失敗|配信(?:できません|不能|に失敗)|配信不可|送信できませんでした|전송(?:하지 못|되지)|반송|배달할 수 없",
);

/** The marks of mail servers. */
export const serverMarks =
  /(?<!\d)[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}(?!\d)|(?:#|status: ?|\()[45]\.\d{1,3}\.\d{1,3}(?!\d)|reporting-mta|final-recipient|diagnostic-code|remote-mta|action: (?:failed|delayed)|x-failed-recipients|smtp;|<<<|permanent (?:fatal )?error/iu;

/** Somebody, or a program, says that a message was opened or arrived. */
export const receipt = anyOf(
  "read receipt|return receipt|(?:was|has been) (?:read|opened|displayed) (?:on|at)|read:|delivered:|message (?:you sent )?.{0,80}was (?:read|displayed)|(?:successfully )?delivered to (?:the following|these) recipients?|delivery to .{3,60} is complete|disposition-notification|gelesen:|lesebestätigung|empfangsbestätigung|wurde (?:(?:am|um) [^\\n]{4,60} )?(?:gelesen|angezeigt)|accusé de (?:lecture|réception)|lu\\s?:|a été (?:lu|ouvert|affiché)|confirmaci[oó]n de (?:lectura|entrega)|le[ií]do:|(?:ha sido|fue) le[ií]do|è stat[oa] lett[oa]|foi lid[ao]|(?:is|werd) (?:[^\\n]{4,60} )?gelezen|zostało? (?:przeczytan|odczytan)\\p{L}*|conferma di (?:lettura|ricezione)|letto:|confirmação de leitura|lida:|leesbevestiging|gelezen:|potwierdzenie (?:przeczytania|odbioru)|przeczytano:|potvrzení o přečtení|läskvitto|läst:|lesekvittering|læsekvittering|отч[её]т о прочтении|прочитано:|okundu (?:bilgisi|bildirimi)|lukukuittaus",
  // The answer of a calendar to an invitation.
  "(?:accepted|declined|tentative(?:ly accepted)?|zugesagt|abgelehnt|mit vorbehalt|accepté|refusé|aceptad[oa]|rechazad[oa]|accettat[oa]|rifiutat[oa]|aceito|recusado|geaccepteerd|geweigerd|zaakceptowano|odrzucono|accepterat|godkendt|akseptert)\\s?:[\\s\\S]{0,160}?(?:invit\\p{L}*|einladung|uitnodiging|zaprosz\\p{L}*|inbjudan|invitasjon)",
  "已读|已讀|阅读回执|開封確認|開封済み|읽음 확인|수신 확인",
);

/** A desk somewhere registers what it was sent. */
export const registered = anyOf(
  "(?:we )?(?:have )?received your (?:\\p{L}+ )?(?:request|message|e-?mail|enquir\\p{L}*|inquir\\p{L}*|ticket|query)|(?:ticket|case|request|incident|enquiry) .{0,40}(?:has been|was) (?:created|opened|received|registered|assigned|logged|updated|closed)|thank you for (?:contacting|reaching out to)|your (?:ticket|case|reference) (?:number|id|no)|reference (?:number|no)|respond (?:to you )?within|will (?:reply|respond|get back to you) (?:within|as soon as possible)|a (?:member|representative) of our (?:team|staff)|you are receiving this|unsubscribe",
  "haben ihre (?:anfrage|nachricht|e-?mail) (?:.{0,30} )?erhalten|ihre (?:anfrage|meldung|nachricht) (?:.{0,40} )?(?:wurde|ist) (?:.{0,30} )?(?:erfasst|registriert|eröffnet|angelegt|aufgenommen|eingegangen|weitergeleitet|zugewiesen|geschlossen)|ihre anfrage (?:wurde|ist)|(?:ticket|vorgangs|fall|bearbeitungs)-?(?:nummer|nr)|eingangsbestätigung",
  "avons bien reçu votre|votre (?:demande|ticket|message|requête) (?:.{0,40} )?a (?:bien |également )?été|votre demande n°|numéro de (?:ticket|dossier|demande)|hemos recibido su|su (?:solicitud|consulta|caso|incidencia|ticket) (?:.{0,40} )?(?:ha sido|fue|se ha)|su (?:solicitud|consulta|caso) n|número de (?:caso|ticket|solicitud|incidencia)|abbiamo ricevuto la (?:sua|tua)|la (?:sua|tua|vostra) (?:richiesta|segnalazione) (?:.{0,40} )?è stata|recebemos (?:a )?(?:sua|seu)|(?:sua solicitação|seu (?:pedido|chamado|ticket)) (?:.{0,40} )?foi",
  "hebben uw (?:bericht|verzoek|e-?mail) (?:goed )?ontvangen|uw (?:verzoek|melding|ticket|aanvraag) (?:.{0,40} )?(?:is|werd) (?:.{0,20} )?(?:geregistreerd|ontvangen|aangemaakt)|otrzymaliśmy (?:twoj|państwa)\\p{L}*|(?:twoje|państwa) zgłoszenie (?:.{0,40} )?zostało|numer zgłoszenia|obdrželi jsme|vaš[ei] (?:žádost|požadavek) (?:.{0,40} )?(?:byl|byla)|vi har (?:mottagit|modtaget|mottatt)|ditt ärende (?:.{0,40} )?har|(?:din sag|saken din) (?:.{0,40} )?er|olemme vastaanottaneet|получили ваш\\p{L}*|номер (?:заявки|обращения)|ваш\\p{L}* (?:заявк|обращени)\\p{L}* (?:.{0,40} )?(?:зарегистрирован|принят)\\p{L}*|talebiniz (?:.{0,40} )?(?:alınmıştır|alındı|oluşturuldu|kaydedildi)",
  "已收到您的|我们已收到|工单(?:号|已)|受理しました|受付番号|お問い合わせ(?:ありがとう|を受け付け)|접수되었|문의(?:가|하신)",
);
