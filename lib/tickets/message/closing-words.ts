/** Word lists for thanks, good news, doubts and problems, by language: features of a score, none decides alone. */
import { anyOf, everyOf } from "./word-pattern";

/** Whoever says this is grateful. */
export const thanks = everyOf(
  "thank (?:you|u)|thanks|thanx|thankyou|thx|tnx|ty|tysm|cheers|much appreciated|appreciate (?:it|that|you\\p{L}*|the)|many thanks|grateful",
  "dank|danke|dankesch[öo]n|dankeschoen|dankend|herzlichen dank|vielen dank|besten dank|merci|remercie\\p{L}*|gracias|agradec\\p{L}*|grazie|ringrazi\\p{L}*|obrigad[oa]s?|obg|bedankt|dank je|dank u|dankjewel",
  "tack|tusen tack|takk|tusen takk|tak|mange tak|kiitos|kiitti|kiitoksia|takk fyrir|dzięk\\p{L}*|dzieki|děkuj\\p{L}*|dekuj\\p{L}*|díky|diky|ďakuj\\p{L}*|hvala|köszön\\p{L}*|koszon\\p{L}*|köszi|mulțumesc|multumesc|mersi|aitäh|tänan|paldies|ačiū|aciu",
  "спасибо|благодар\\p{L}*|дяку\\p{L}*|благодаря|хвала|ευχαριστ\\p{L}*|ευχαριστώ|teşekkür\\p{L}*|tesekkur\\p{L}*|sağ ?ol\\p{L}*|sagol",
  "شكرا|شكراً|شكرًا|متشکرم|ممنون\\p{L}*|مرسی|תודה|धन्यवाद|शुक्रिया|ধন্যবাদ|நன்றி|terima kasih|makasih|salamat|cảm ơn|cám ơn|cam on|asante|dankie|faleminderit|gràcies|gracies|grazas|eskerrik asko|diolch|go raibh maith agat",
  "谢谢|多谢|感谢|謝謝|多謝|感謝|谢了|ありがとう|有難う|感謝|感谢|감사|고맙|고마워|ขอบคุณ",
);

/** Thanks for what has yet to be done ask for it. */
export const inAdvance = anyOf(
  "in advance|beforehand|im voraus|vorab|d['’]avance|par avance|de antemano|por adelantado|in anticipo|antecipadamente|desde já|alvast|bij voorbaat|på förhand|på forhånd|etukäteen|z góry|předem|заранее|наперед|şimdiden|előre is|先谢|提前|よろしくお願い|미리",
);

/** All is well: it works, it is solved, nothing more is needed. */
export const well = everyOf(
  "(?:it |that |everything |this )?(?:now )?(?:works?|worked|is working|is back|is fixed|is solved|is resolved|is sorted|is fine|runs|is running)(?: again| now| fine| perfectly| well| great| as expected| like a charm)*|(?:that|this|it)(?:['’]s| is| was| did| does) (?:all|it|the trick|perfect|great|fixed|solved|resolved|sorted|done|helpful|what (?:i|we) needed)|(?:problem|issue|case|ticket) (?:is )?(?:now )?(?:solved|fixed|resolved|gone|closed)|never ?mind|solved|resolved|fixed|sorted|up and running|back (?:up|online|to normal)|that helped|helped a lot|you(?:['’]ve)? saved \\p{L}+ \\p{L}+|good to know|will do|got it|understood|noted",
  "(?:exactly|just|precisely) what (?:i|we) (?:needed|wanted|(?:was|were) (?:looking|hoping) for|had in mind)(?= *(?:$|[.,!;\n]))|genau(?: das)?,? was (?:ich|wir) (?:brauchten?|wollten?|(?:gesucht|gebraucht|gemeint) haben?)|exactement ce (?:qu['’]il (?:me|nous) fallait|que (?:je|nous) (?:cherchais|cherchions|voulais|voulions))|(?:justo|exactamente) lo que (?:necesit|busc|quer)\\p{L}*|(?:esattamente|proprio) quello che (?:(?:mi|ci) serviva|cerca\\p{L}*|vole\\p{L}*)|exatamente o que (?:precis|procur|quer)\\p{L}*",
  "precies wat (?:ik|we|wij) (?:zochten|zocht|nodig had(?:den)?|wilden|wilde)|dokładnie (?:tego|to),? (?:czego|co) (?:potrzeb|szuk|chci)\\p{L}*|přesně to,? co (?:jsem|jsme) (?:potřeb|hled|chtě)\\p{L}*|(?:именно|как раз) то,? что (?:мне |нам )?(?:нужно|надо|искал\\p{L}*)|precis vad (?:jag|vi) (?:behövde|letade efter|ville ha)|正是我们?(?:所?需要|想要|要找)的|まさに(?:探して|求めて)いた(?:もの)?",
  "alles klar|(?:es |das |jetzt |nun ){0,3}(?:funktioniert|funzt|läuft|geht|klappt)(?: es| das| alles)?(?: jetzt| nun| wieder| prima| super| einwandfrei)*|(?:hat|hats|hat's) (?:geklappt|geholfen|funktioniert)|erledigt|gelöst|behoben|passt(?: so)?|verstanden|(?:bitte )?schließen",
  "tout (?:fonctionne|marche)(?: maintenant)?|(?:ça|cela|c['’]) ?(?:marche|fonctionne|remarche|y est)(?: maintenant| à nouveau| parfaitement| bien)*|c['’]est (?:bon|réglé|résolu|parfait|noté)|(?:problème )?(?:résolu|réglé)|bien (?:reçu|noté)|parfait|nickel",
  "todo funciona|(?:ya )?(?:funciona|está (?:resuelto|solucionado|arreglado|listo)|quedó resuelto|me ha servido)(?: ya| bien| perfectamente| ahora| de nuevo)*|resuelto|solucionado|perfecto|entendido|recibido|listo",
  "(?:es |das |alles )?(?:ist |läuft |geht )?(?:jetzt |nun )?wieder (?:da|erreichbar|online|verfügbar)|(?:c['’]est |c['’]est bien )?(?:revenu à la normale|reparti)|(?:ça |tout )?(?:refonctionne|remarche)|(?:ya )?(?:volvió|ha vuelto) (?:a funcionar|a la normalidad)|(?:é|è) tornat[oa] (?:a funzionare|online|su)|(?:já )?voltou (?:a funcionar|ao normal)|(?:is )?weer (?:terug|online|bereikbaar)|zn(?:ów|owu) działa|снова работает|tekrar çalışıyor",
  "(?:ora |adesso |tutto )?(?:funziona|a posto|risolto|perfetto)(?: ora| adesso| di nuovo| bene)*|(?:agora )?(?:está (?:a funcionar|funcionando|resolvido)|funciona(?: agora)?|funcionou|resolvido|perfeito)(?: agora| bem)*|(?:nu |het ){0,3}(?:werkt|doet)(?: het| alles)?(?: nu| weer)*|opgelost|alles werkt|(?:(?:nu |nå )?det |nu |nå )(?:fungerar|virker|funker)(?: det| allt| alt)?(?: nu| nå| igen| igjen)*|löst|løst|(?:już )?działa(?: już| teraz)*|rozwiązane|(?:už )?funguje(?: to)?|vyřešeno|toimii(?: taas| nyt)*|kunnossa|(?:всё|все) работает|(?:уже |теперь )?(?:работает|заработало|решено)|(?:все )?(?:працює|вирішено)|(?:şimdi )?(?:çalışıyor|çözüldü|oldu)|működik|functioneaza|funcționează|rezolvat|λειτουργεί|יעבוד|עובד|يعمل(?: الآن)?|تم الحل",
  "好了|没问题了?|沒問題|解决了|解決了|可以了|收到|明白|正常了|恢复了|搞定|帮了大忙|助かりました|直りました|解決しました|大丈夫です|了解(?:しました|です)?|承知(?:しました|いたしました)|動きました|動いています|해결(?:됐|되었|했)\\p{L}*|잘 ?됩니다|작동합니다|알겠습니다|ใช้ได้แล้ว",
);

/** Does again what it is for. Said with thanks it is good news; of what is not here nobody knows whether it serves or fails. */
export const serving = everyOf(
  "(?:writes?|reads?|loads?|boots?|responds?|answers?|replies|resolves?|connects?|syncs?|replicates?|mounts?|opens?|sends?|receives?|builds?|deploys?|uploads?|downloads?|prints?|pings?|runs?|serves?|renders?|accepts? \\p{L}+|behaves?|(?:is|are) (?:fast|quick|green|stable|online|reachable|healthy|alive|available|quiet|accessible))(?: (?:fine|ok|okay|properly|normally|now))* again(?! and again)",
  "(?:bootet|startet|antwortet|reagiert|lädt|schreibt|liest|verbindet(?: sich)?|synchronisiert|repliziert|sendet|druckt|speichert)(?: (?:es|sie|er|alles|jetzt|nun))* wieder|(?:répond\\p{L}*|charge\\p{L}*|démarre\\p{L}*|écri\\p{L}*|se connecte\\p{L}*|synchronise\\p{L}*|envoie\\p{L}*|s['’]ouvre\\p{L}*) (?:bien )?(?:de|à) nouveau|ya (?:responden?|cargan?|arrancan?|escriben?|leen?|conectan?|sincronizan?|env[ií]an?|suben?|bajan?|abren?|contestan?) (?:otra vez|de nuevo|nuevamente)",
  "(?:rispond|caric|si avvi|scriv|si connett|sincronizz|invi|si apr)(?:e|a|ono|ano) (?:di nuovo|nuovamente)|(?:responde|carrega|arranca|inicia|escreve|conecta|sincroniza|envia|abre)m? (?:de novo|outra vez|novamente)|(?:reageert|antwoordt|laadt|start|schrijft|leest|verbindt|synchroniseert|opent)(?: (?:hij|het|alles|nu))* weer|(?:svarar|svarer|startar|starter|laddar|laster|skriver)(?: (?:den|det|allt|alt|nu|nå))* ig(?:en|jen)",
);

/** It is so once more: the fault came back, unless it is said of what is well, or of the thanks. */
export const again = everyOf(
  "again|once more|wieder|erneut|abermals|de nouveau|à nouveau|otra vez|de nuevo|nuevamente|di nuovo|nuovamente|de novo|outra vez|novamente|weer|opnieuw|alweer|(?<=\\p{L} )igen|igjen|på nytt|taas|jälleen|znowu|znów|ponownie|zase|znovu|opět|снова|опять|вновь|знову|tekrar|yine|megint|újra|din nou|πάλι|ξανά|مرة أخرى|שוב",
  "又|再次|また(?!何|よろしく|お願い|は|ね)|다시|또(?= )",
);

/** Said of thanks, "again" and the like are more of them; in some languages the word is elsewhere that of a doubt. */
const moreOf = `(?:${again.source}|${
  anyOf(
    "encore(?: une fois)?|ancora(?: una volta)?|noch ?ein ?mal|nochmals?|nogmaals|mais uma vez|una vez más|jeszcze raz|ještě jednou|ещё раз|еще раз|ще раз|още веднъж|още един път|още|još jednom|once again|다시 한 ?번|また",
  ).source
})`;
const thanksAgain = new RegExp(
  `((?:${thanks.source})(?: (?:so|very|all|a|lot|lots|much|you|both|vielmals|beaucoup|mille|molto|muito)){0,3}) ${moreOf}`,
  "giu",
);
const againThanks = new RegExp(
  `(^|[.!?,;\\n])(\\s{0,2})${moreOf}(?=,? (?:\\p{L}{1,20} )?(?:${thanks.source}))`,
  "giu",
);

/** The text without an "again" that can only be meant of thanks: right after them, or before them at the start of a clause. */
export function thankedOnce(text: string): string {
  return text.replace(thanksAgain, "$1").replace(againThanks, "$1$2");
}

/** The whole matter is over: all is well, nothing more is wanted, it may be closed. */
export const concluded = everyOf(
  "all (?:is )?(?:now )?(?:fine|good|well|set|sorted|clear|ok|okay)|nothing (?:else|more|further)(?: (?:is )?(?:needed|required|to (?:do|add)|from (?:me|us|(?:my|our) (?:side|end))))*|no (?:more|further|other) (?:questions?|help|action|assistance)(?: (?:is )?(?:needed|required))?|(?:(?:i|we) )?(?:do|does)(?: not|n't) need (?:anything|any) (?:else|more|further)(?: (?:help|assistance))?|(?:you can|please) (?:now )?close(?: (?:this|it|the (?:ticket|case|request)))?",
  "alles (?:gut|bestens|erledigt|in ordnung|wieder (?:gut|ok|in ordnung))|(?:(?:ich|wir) )?brauchen? (?:(?:ich|wir) )?(?:sonst |jetzt |nun )?nichts (?:mehr|weiter(?:es)?|anderes)|nichts (?:mehr|weiter(?:es)?) (?:nötig|zu tun|erforderlich|offen)|kann geschlossen werden",
  "tout (?:va bien|est (?:bon|ok|réglé|résolu|rentré dans l'ordre))|(?:(?:nous n'avons|je n'ai|on n'a) )?(?:plus )?besoin de rien(?: d'autre| de plus)?|rien (?:d'autre|de plus) (?:à (?:faire|ajouter|signaler)|de (?:notre|mon) côté)|vous pouvez (?:clore|fermer|clôturer)(?: (?:le|ce|la|cette) (?:ticket|dossier|demande))?",
  "todo (?:bien|ok|perfecto|listo|solucionado|resuelto|en orden)|no (?:necesito|necesitamos|hace falta) nada m[aá]s|nada m[aá]s por (?:nuestra|mi) parte|(?:pueden?|puedes|podéis) cerrar(?:lo| (?:el|este) (?:ticket|caso)| la (?:incidencia|solicitud))?",
  "tutto (?:a posto|bene|ok|risolto)|non (?:ci|mi) serve (?:nient')?altro|non (?:abbiamo|ho) (?:più )?bisogno di (?:(?:nient')?altro|nulla|niente)|(?:potete|può|puoi) chiudere(?: (?:il|questo) (?:ticket|caso)| la (?:richiesta|segnalazione))?",
  "tudo (?:bem|certo|ok|resolvido|em ordem)|n[ãa]o (?:preciso|precisamos) de (?:mais nada|nada mais)|podem? (?:fechar|encerrar)(?: (?:o|este) (?:ticket|chamado|caso|pedido))?",
  "alles (?:goed|in orde|opgelost)|verder (?:hebben we|heb ik|is er) niets (?:meer )?nodig|(?:(?:we|wij|ik) )?(?:(?:hebben|heb) )?(?:verder )?niets (?:meer|anders|verder) nodig|(?:u|je|jullie) (?:kunt|kan|kunnen|mag|mogen) (?:het |dit )?(?:ticket )?(?:af)?sluiten",
  "(?:всё|все) (?:хорошо|в порядке|получилось|ок)|больше ничего не (?:нужно|требуется)|можно закры(?:ть|вать)|(?:vi|jag) behöver inget mer|inget mer behövs|ni kan stänga(?: ärendet)?|nic więcej nie (?:potrzeba|potrzebujemy)|można zamknąć(?: zgłoszenie)?",
  "(?:不需要|没有?)(?:别的|其他|更多)(?:的|问题|事情?|帮助)?了?|可以(?:关闭|关单|结单)(?:工单)?了?|一切正常了?|都好了",
);

/** Takes back what was asked: whatever explains it, it is asked no more. "Never mind the VPN" takes back less. */
export const withdrawn = everyOf(
  "(?:never ?mind|nevermind|nvm|scratch that|forget (?:it|that|about it)|(?:please )?(?:disregard|ignore) (?:this|that|my (?:\\p{L}+ )?(?:message|mail|e-?mail|request|ticket|question)))(?=\\s*(?:$|[.,;:!–—(\\n-]))|false alarm|(?:was|is) (?:our|my) (?:own )?(?:mistake|fault)",
  "hat sich (?:schon |inzwischen |mittlerweile )?erledigt|fehlalarm|falscher alarm|vergessen sie es|vergiss es|fausse alerte|laissez tomber|ne tenez pas compte|falsa alarma|(?:ol|olv)[ií]d(?:en|e|a|enlo|elo|alo)(?=\\s*(?:$|[.,;:!]))|falso allarme|lasciate (?:stare|perdere)|falso alarme|deixe(?:m)? (?:estar|para lá)|vals alarm|laat maar|falskt alarm|glöm det|falsk alarm|glem det|väärä hälytys|fałszywy alarm|nieważne|falešný poplach|ложная тревога|не обращайте внимания|хибна тривога|yanlış alarm|boş verin",
  "虚惊一场|误报|不用(?:管|处理|看)了|当我没说|誤報でした|お騒がせしました|なかったことに|오보였|신경 쓰지 (?:마세요|않으셔도)|إنذار كاذب|אזעקת שווא",
);

/** He does something himself first, and says when it is done: it is his turn. What he has tried already is not meant. */
export const ahead = everyOf(
  "(?:(?:(?:i|we)(?:['’]ll| will| shall|['’]m going to| am going to|['’]re going to| are going to)|(?<=(?:^|[.,;!–\n] ?|(?:ok|okay|thanks|thx|great|cool|sure|yes|yep|fine|good|and) ))will|gonna|let (?:me|us)|let['’]?s)(?: (?:just|now|then|first|definitely|certainly|gladly)){0,2} (?:try|test|check|verify|give (?:it|this|that) a (?:try|go|shot)|(?:have|take) a look|look (?:at|into) (?:it|this|that)|see (?:how|if|whether) (?:it|this|that)(?: (?:works?|helps?|goes|holds))?|report back|let (?:you|u) know|(?:get|come) back to (?:you|u)|keep you (?:posted|updated))(?! to (?!it))|(?:trying|testing|checking) (?:it|this|that)? ?(?:now|right (?:away|now)|tonight|today|tomorrow|later))(?: (?:it|this|that|again|out|now|tonight|today|tomorrow|later|soon|asap|first|then|this (?:evening|afternoon|weekend)|in the (?:morning|evening|afternoon))){0,4}(?: and (?:report back|let you know|(?:get|come) back to you|keep you (?:posted|updated)))?|(?:i|we)(?:['’]ll| will| shall|['’]m going to| am going to|['’]re going to| are going to) (?:(?!(?:not|never|another|leave|cancel|terminate|move|switch|sue|our lawyers?) )[\\p{L}\\p{N}'’-]+ ){1,12}and (?:then )?(?:report back|let you know|(?:get|come) back to you|keep you (?:posted|updated|informed))",
  "(?:(?:ich|wir) )?(?:probier|versuch|test|prüf|check)\\p{L}{1,3} (?:(?:ich|wir|es|das|dies) ){0,2}(?:dann |mal |gleich ){0,2}(?:gleich|heute|morgen|nachher|später|bald|übermorgen|abends)(?: (?:früh|abend|mittag|nachmittag|vormittag|nacht|mal|aus|noch)){0,3}|werden? (?:(?:ich|wir|es|das) ){0,2}(?:\\p{L}{1,12} ){0,2}(?:aus)?(?:probieren|versuchen|testen|prüfen)|(?:(?:ich|wir|werden?) (?:(?!(?:nicht|kein\\p{L}*|kündigen|wechseln|unser\\p{L}* anwalt) )[\\p{L}\\p{N}'’-]+ ){1,12}und )?(?:(?:ich|wir) (?:melden?|gebe|geben) (?:mich|uns|bescheid)|(?<=und )(?:(?:melden?|geben?) (?:mich|uns|bescheid)|(?:(?:mich|uns) )?(?:dann |wieder ){0,2}melden))(?: (?:dann|wieder|danach|später|morgen)){0,2}",
  "(?:je vais|nous allons|on va) (?:l['’])?(?:(?:le|la|les|y|tout) )?(?:essayer|tester|vérifier|regarder)(?: (?:ça|cela|ce soir|demain|tout de suite|cet après-midi|plus tard|d['’]abord)){0,3}|(?:je|on|nous) (?:vous )?(?:tiens|tient|tenons) au courant|je reviens vers vous|(?:voy|vamos) a (?:probar|intentar|revisar|verificar|comprobar)\\p{L}{0,3}(?: (?:hoy|mañana|luego|más tarde|esta noche|esta tarde|ahora)){0,2}|l[oa]s? (?:pruebo|probamos|probaré|probaremos|reviso|revisamos|revisaré)(?: (?:hoy|mañana|luego|más tarde|esta noche|esta tarde|ahora)){0,2}|(?:te|les|os|le) (?:aviso|avisamos|avisaré|avisaremos)",
  "(?:l[oa] )?(?:proverò|proveremo|verificherò|verificheremo|testerò|testeremo)|(?:l[oa] )?(?:provo|proviamo|verifico|verifichiamo) (?:stasera|domani|subito|dopo|più tardi|oggi)|(?:vi|ti|le) (?:faccio|facciamo|farò|faremo) sapere|(?:vou|vamos) (?:testar|tentar|verificar|experimentar)(?: (?:hoje|amanhã|mais tarde|à noite|agora|logo)){0,2}|(?:ik|we|wij) (?:ga|gaan|zal|zullen) (?:(?:het|dat|dit) )?(?:\\p{L}{1,12} ){0,2}(?:proberen|testen|controleren|checken)|(?:ik|we|wij) (?:laat|laten) (?:het )?(?:je|u|jullie)? ?(?:nog )?weten",
  "(?:jag|vi) (?:ska|kommer att) (?:testa|prova|kolla)(?: (?:det|ikväll|imorgon|senare)){0,2}|(?:jag|vi) återkommer|(?:jeg|vi) (?:skal|vil) (?:teste|prøve|sjekke|tjekke)(?: (?:det|i kveld|i aften|i morgen|senere)){0,2}|spróbuję|spróbujemy|sprawdzę|sprawdzimy|przetestuję|przetestujemy|dam znać|damy znać|zkusím\\p{L}{0,2}|vyzkouším\\p{L}{0,2}|ověřím\\p{L}{0,2}|dám vědět|попробую|попробуем|проверю|проверим|протестирую|сообщу|отпишусь|спробую|спробуємо|перевірю|перевіримо|повідомлю|deneyeceğ(?:im|iz)|(?:kontrol|test) edeceğ(?:im|iz)|haber veri(?:rim|riz)",
  "(?:先|再|今晚|明天|回头|稍后|一会儿?){1,2}(?:试试|试一下|试一试|测试一下)看?|我们?(?:来)?(?:试试看?|试一下)|試してみます|確認してみます|やってみます|確認します|해 ?보겠습니다|시도하겠습니다|확인하겠습니다",
);

/** Heard and understood: of what is so, it says nothing. */
export const acknowledged = everyOf(
  "got it|understood|noted|will do|good to know|alles klar|verstanden|bien (?:reçu|noté)|c['’]est noté|entendido|recibido|listo|tamam",
  "收到|明白|了解(?:しました|です)?|承知(?:しました|いたしました)|알겠습니다",
);

/** Good wishes and mere politeness. */
export const courtesy = everyOf(
  "(?:have a|enjoy (?:your|the)) (?:(?:very |really )?(?:nice|good|great|lovely|wonderful) )?(?:day|evening|weekend|one|week|night|afternoon)|(?:happy|merry) \\p{L}+|take care|bye(?: bye)?|see you(?: soon| later)?|talk soon|you(?: guys)?(?:['’]re| are) (?:the best|great|awesome|amazing|a star|a lifesaver)|well done|good job|great (?:job|work|help|support|service)|nice work",
  "(?:(?:ich |wir )?wünschen? (?:ihnen|euch|dir) )?(?:noch )?(?:einen |ein )?(?:schöne[nrs]?|gute[nrs]?|angenehme[nrs]?) (?:tag|abend|wochenende|woche|feierabend|arbeit|nacht)(?: noch)?|tschüs{1,2}|bis (?:bald|dann)|gute arbeit",
  "(?:(?:je vous souhaite )?(?:une )?(?:très )?bonne (?:journée|soirée|fin de \\p{L}+|semaine|continuation))|bon (?:week-?end|après-midi)|à bientôt|(?:que tenga(?:n|s)? )?(?:un )?(?:muy )?(?:buen(?:os|as)?|feliz|excelente) (?:día|dia|tarde|tardes|noche|fin de semana|semana)|hasta (?:luego|pronto)|buona (?:giornata|serata)|buon (?:weekend|lavoro)|(?:um )?bom (?:dia|fim de semana)|boa (?:tarde|noite|semana)|fijne (?:dag|avond)|ha (?:en )?(?:bra|trevlig|god) (?:dag|helg)|miłego dnia|hezký den|хорошего дня|гарного дня|iyi (?:günler|çalışmalar)|mukavaa päivänjatkoa",
  "祝好|祝您|祝你|再见|辛苦了|お疲れ様|良い一日|좋은 하루|수고하세요",
);

/** Says yes to what was said. Where something was asked, it is an answer. */
export const assent = everyOf(
  "ok|okay|okey|oki|k|kk|yes|yep|yeah|sure|fine|great|perfect|super|cool|nice|awesome|excellent|brilliant|wonderful|good|amazing|lovely|fantastic|alright|right|agreed|ja|jawohl|prima|klasse|spitze|toll|gut|genau|wunderbar|sehr gut|oui|d['’]accord|entendu|génial|bien|très bien|sí|si|vale|bueno|genial|muy bien|de acuerdo|estupendo|va bene|ottimo|benissimo|sim|ótimo|ok[ée]|beleza|goed|top|mooi|bra|fint|flott|topp|jättebra|hyvä|hienoa|świetnie|super|dobrze|skvělé|výborně|отлично|хорошо|ок|окей|понял\\p{L}*|ясно|добре|чудово|tamam|harika|süper|rendben|perfekt|tökéletes",
  "好的?|行|嗯|可以|太好了|很好|完美|没事|はい|オーケー|なるほど|よかった|네|예|좋아요|좋습니다|ได้",
);

/** A doubt, a contrast, a refusal. "De" is "but" in Hungarian alone, and "of" or "the" elsewhere. */
export const doubt = anyOf(
  "but|however|although|though|yet|except|unless|instead|unfortunately|still|not|n['’]t|isn['’]?t|doesn['’]?t|don['’]?t|won['’]?t|can['’]?t|didn['’]?t|wasn['’]?t|cannot|never|no|nope|nothing|none|without|again (?:down|failing|broken)|also|another|one more",
  "aber|jedoch|allerdings|leider|trotzdem|noch(?! einen| ein)|immer noch|nicht|nichts|nie|kein\\p{L}*|ohne|außerdem|nur dass|mais|cependant|toutefois|malheureusement|encore|toujours|pas|plus rien|jamais|rien|aucun\\p{L}*|sauf|pero|aunque|sin embargo|todav[ií]a|aún|no|nunca|nada|ningun\\p{L}*|sigue\\p{L}*|lamentablemente|desafortunadamente|excepto|además",
  "ma|però|tuttavia|purtroppo|ancora|non|niente|mai|mas|porém|contudo|infelizmente|ainda|não|nao|nunca|maar|echter|helaas|nog(?: steeds)?|niets?|nooit|geen|men|dock|tyvärr|dessverre|desværre|inte|ikke|fortfarande|stadig|fortsatt|mutta|valitettavasti|vieläkään|vielä|ei|ale|jednak|niestety|nadal|wciąż|nie|bohužel|stále|ještě|pořád|ne|avšak|(?<=k[öo]sz[öoi]\\p{L}*[^.!?\n]{0,60}[\\s,])de|viszont|sajnos|még mindig|nem|dar|însă|din păcate|tot nu|încă|nu|ali|nažalost|još",
  "но|однако|к сожалению|всё ещё|все еще|до сих пор|не|нет|але|проте|на жаль|досі|ні|αλλά|όμως|δυστυχώς|ακόμα|δεν|ama|fakat|ancak|maalesef|hâlâ|hala|değil|yok|لكن|لا|لم|ليس|ما زال|אבל|לא|עדיין|लेकिन|नहीं|tapi|tetapi|tidak|masih|belum|nhưng|không|vẫn",
  "但|不过|可是|然而|还是|還是|仍|不行|没有|没|不能|无法|吗|でも|しかし|ですが|まだ|ません|ない(?:です)?|하지만|그런데|그러나|아직|안 |않|못|แต่|ไม่",
);

/** Asks for something. */
export const request = anyOf(
  "could you|can you|would you|will you|please(?! (?:close|ignore|disregard))|when|why|how|what|where|which|who|need\\p{L}*|want|wait\\p{L}*|another|question|help me|stop|cancel|refund|until|unless",
  "bitte(?! schließen)|könn(?:en|ten) sie|kannst du|wann|warum|wie|wo|welche[rs]?|brauche\\p{L}*|warte\\p{L}*|frage|s['’]il (?:vous|te) pla[iî]t|pouvez|pourriez|quand|pourquoi|comment|où|besoin|question|por favor|puede[ns]?|podr[ií]a\\p{L}*|cuándo|por qué|cómo|dónde|necesit\\p{L}*|pregunta|per favore|potete|quando|perché|serve|por favor|podem|kunt u|wanneer|waarom|vänligen|när|varför|hvornår|hvorfor|proszę|kiedy|dlaczego|prosím|kdy|proč|пожалуйста|когда|почему|как|будь ласка|коли|чому|lütfen|ne zaman|neden",
  "请|請|能否|什么|怎么|何时|ください|いつ|なぜ|언제|왜|주세요",
);

/** Says what hurts. */
export const fault = anyOf(
  "error|errors|fail\\p{L}*|broken|down|slow|problem(?!s? (?:is |are )?(?:solved|fixed|gone))|crash\\p{L}*|wrong|missing|lost|same",
  "fehler\\p{L}*|kaputt|langsam|erreur\\p{L}*|panne|lent\\p{L}*|error\\p{L}*|fall[ao]\\p{L}*|lento|errore|erro|fout\\p{L}*|traag|fel|feil|fejl|błąd|chyba|ошибк\\p{L}*|помилк\\p{L}*|hata",
  "错误|問題が|エラー|오류",
);

/** What reads like a doubt and is none. */
export const harmless = everyOf(
  "never ?mind|no (?:more )?(?:problems?|worries|issues?|questions?|need|further \\p{L}+)(?: any ?more| at all| since)?|not needed any ?more|no,? (?:that['’]?s|thats|that is|thank\\p{L}*|nothing) ?(?:all|it|else|you)?|again later|if not,? (?:i|we)(?:['’]ll| will) (?:write|come back|be in touch)|could(?:n['’]t| not) be (?:better|happier)|how kind|what a (?:relief|great \\p{L}+)",
  "keine? (?:fragen?|probleme?)(?: mehr)?|nein,? nichts mehr|nichts weiter|sonst nichts|kein thema|wie immer|plus (?:de|aucun) (?:problèmes?|soucis?|questions?)|pas de (?:soucis?|problèmes?)|rien d['’]autre|aucun (?:problème|souci)|sin problemas?|ning[uú]n problema|nada m[aá]s|no hay (?:más )?problemas?|nessun problema|senza problemi|nient['’]altro|sem problemas?|nada mais|geen (?:probleem|problemen|vragen)(?: meer)?|nee,? niets meer|inga problem|ingen problemer?|ei ongelmia|bez problemów|žádn\\p{L}* problém\\p{L}*|нет проблем|без проблем|больше ничего|sorun yok|no tengo más preguntas",
  "没问题了?|沒問題|没有问题了?|没事了?|問題(?:あり|ござい)ません|もう大丈夫|문제 ?없\\p{L}*",
);

/** Another thing than the one that was spoken of. */
export const another = anyOf(
  "another|others?|andere\\p{L}*|weitere\\p{L}*|autres?|otr[oa]s?|altr[oaie]|outr[oa]s?|annan|andra|annen|anden|andre|inn[aey]\\p{L}*|jin[ýáé]\\p{L}*|друг\\p{L}*|інш\\p{L}*|başka|diğer",
  "另|别的|其他|別の|他の|다른",
);

/** Announces a question beside: it is about something else, and says of what was answered nothing. */
export const besides = everyOf(
  "(?:just |only )?(?:one|another|a|two) (?:more |other |last |further |quick |small |final ){0,2}(?:thing|things|questions?)|on another (?:note|matter)",
  "(?:nur )?noch (?:eine|zwei|ein paar) (?:\\p{L}+ )?(?:fragen?|sachen?|punkte?|anliegen)|eine (?:andere|weitere) (?:frage|sache)|une (?:autre|dernière) (?:question|chose)|encore une (?:question|chose)|(?:una|otra) (?:última |pregunta )?(?:pregunta|cosa)(?: más)?|(?:un['’]altra|ancora una) (?:domanda|cosa)|(?:outra|mais uma) (?:pergunta|coisa)|nog (?:een|één) vraag(?:je)?",
  "还有(?:一个|个)?问题|另外(?:一个)?问题|もう一つ(?:質問)?",
);
