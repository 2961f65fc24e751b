/** The words by which a written procedure says what kind of step a line is, in the languages desks write in. */

/** Starts of a line that only lead over to its verb. */
const lead =
  "(?:(?:then|next|first|finally|afterwards|also|now|please|politely|always|and|you|we|dann|zuerst|zunächst|danach|anschließend|bitte|und|ensuite|puis|d'abord|enfin|et|luego|después|primero|por favor|y|然后|接着|首先|最后|请|再|次に|まず)[,:，]?\\s*){0,3}";

const sayVerbs =
  "asks?|says?|tells?|repl(?:y|ies)|answers?|responds?|writes?|informs?|greets?|confirms?|thanks?|offers?|apologi[sz]e|explains?|inquire|enquire|send|close with|end with|fragen?|frage|sagen?|sage|antworten?|antworte|schreiben?|schreibe|informieren?|informiere|begrüßen?|begrüße|bestätigen?|bestätige|mitteilen|teilen|demander|demandez|dire|dites|répondre|répondez|écrivez|informez|confirmez|preguntar?|pregunte|pregunta|decir|diga|di|responda|responde|escriba|informe|confirme|询问|请问|告诉|告知|回复|回答|答复|说明|说|问|确认|尋ねる|聞く|伝える|答える|返信";
/** A line that tells somebody something begins so. */
export const sayCue = new RegExp(
  `^${lead}(?:${sayVerbs})(?![\\p{L}\\p{N}_])|^${lead}(?:询问|请问|告诉|告知|回复|回答|答复|说|问)`,
  "iu",
);

const customers =
  "customers?|users?|clients?|callers?|requesters?|guests?|persons?|them|him|her|back|kund(?:e|en|in|innen)|nutzer(?:in|n)?|anrufer(?:in)?|sie|ihn|ihm|ihr|ihnen|le client|la cliente|au client|à la cliente|usager|utilisateur|cliente|usuario|客户|用户|顾客|对方|お客様|ユーザー";
const articles = "the|our|to|with|dem|der|den|die|unserem|au|à|le|la|al|a la|el|向|对|に";
const topics =
  "for|about|whether|if|which|what|when|where|who|how|why|to|that|nach|ob|um|über|wann|welche[rsnm]?|wie|was|wo|pour|si|sur|quel(?:le)?s?|quand|por|sobre|qué|cuál|cuándo";
/** The same for the verbs that need no quotation marks behind them: what follows their colon is said. */
export const plainSayCue = new RegExp(
  `^${lead}(?:ask|say|tell|reply|answer|respond|write|inform|greet|fragen?|frage|sagen?|sage|antworten?|antworte|schreiben?|schreibe|demandez|dites|répondez|écrivez|pregunte|pregunta|diga|di|responda|responde|escriba)(?![\\p{L}\\p{N}_])|^${lead}(?:询问|请问|告诉|告知|回复|回答|答复|说|问)`,
  "iu",
);

/** What may stand between such a verb and the words themselves: nobody, the customer, what it is about. */
export const toCustomer = new RegExp(
  `^\\s*(?:(?:sie|vous|usted|you)\\s+)?(?:(?:${articles})\\s*)?(?:(?:${articles})\\s*)?(?:(?:${customers})\\s*)?(?:(?:mit|with)\\s*)?(?:(?:${topics})(?![\\p{L}]).{0,80})?$`,
  "iu",
);
/** Addresses a customer: a sentence with it is said to somebody. */
export const secondPerson =
  /(?<![\p{L}])(?:you|your|yours|you're|sie|ihr|ihre[rnms]?|ihnen|du|dein(?:e[rnms]?)?|vous|votre|vos|usted|su|sus|te|tu)(?![\p{L}])|您|你|あなた|お客様/iu;
/** Others who are asked or told something in a procedure. */
export const others =
  /\b(?:teams?|engineers?|on-?call|lead|leads|manager|department|colleagues?|vendor|supplier|provider|security|reviewer|owner|sre|support|developers?|channel|abteilung|kolleg\p{L}*|leitung|équipe|responsable|collègues?|equipo|compañeros?)\b|团队|同事|主管|工程师|チーム|担当/iu;

/** A line that holds for some cases only; up to the colon, comma or arrow stands for which. */
export const whenCue =
  /^(?:(?:if|when|whenever|in case|unless|should|as soon as|once|falls|wenn|sofern|sobald|bei|si|lorsque|quand|cuando|en caso)(?![\p{L}])|如果|若|当|要是|もし)/iu;
/** A line that holds where those before it do not. */
export const otherwiseCue =
  /^(?:otherwise|else|if not|in all other cases|sonst|ansonsten|andernfalls|falls nicht|wenn nicht|sinon|autrement|si no|de lo contrario|en otro caso|否则|不然|それ以外)(?![\p{L}])/iu;
/** What stands before a figure that is passed from below, and before one that is not reached. */
export const moreThan =
  ">=?|≥|(?<!\\p{L})(?:over|above|beyond|exceed(?:s|ed|ing)?|(?:more|greater|higher|larger|longer|older) than|at least|reach(?:es|ed)?|über|oberhalb|mehr als|größer als|höher als|länger als|mindestens|überschreitet|übersteigt|erreicht|plus de|au-dessus de|supérieure?s? à|dépasse|au moins|más de|mayor(?:es)? (?:que|a)|superior(?:es)? a|por encima de|supera|al menos|più di|superiore a|oltre|supera|almeno|mais de|maior(?:es)? (?:que|do que)|acima de|ultrapassa|pelo menos|meer dan|hoger dan|groter dan|langer dan|boven|minstens)(?!\\p{L})|超过|大于|高于|多于|不少于|不低于|至少|达到";
export const fewerThan =
  "<=?|≤|(?<!\\p{L})(?:below|under|(?:less|fewer|lower|smaller|shorter) than|at most|unter|unterhalb|weniger als|kleiner als|niedriger als|kürzer als|höchstens|unterschreitet|moins de|au-dessous de|inférieure?s? à|au plus|menos de|menor(?:es)? (?:que|a)|inferior(?:es)? a|por debajo de|como máximo|meno di|inferiore a|sotto|al massimo|menor(?:es)? do que|abaixo de|no máximo|minder dan|lager dan|kleiner dan|onder|hoogstens)(?!\\p{L})|低于|少于|小于|不到|至多";
/** Ends what stands before such words where they are denied: "is not over". */
export const notBefore =
  /(?:(?<![\p{L}])(?:not|no|never|nicht|keine?|nie|pas|jamais|nunca|non|mai|não|niet|geen|nooit)|n['’]t|不|没|未)\s*$/iu;
/** An answer as the branch of a question. */
export const answerCue =
  /^(?:yes|no|ja|nein|oui|non|sí|no|是|否|不是|はい|いいえ)(?=\s*(?::|：|,|→|->|=>|-))/iu;

/** Headings over what is to be done, and over what is only to be known. */
export const actionHeading =
  /diagnos|mitigat|remedia|resol|step|procedure|what to do|how to|action|fix|handling|process|flow|script|check|verif|troubleshoot|recover|vorgehen|schritt|behebung|ablauf|lösung|maßnahme|prüf|étape|procédure|atténuation|que faire|pasos?|procedimiento|mitigaci|solución|qué hacer|步骤|处理|诊断|缓解|解决|排查|流程|操作|手順|対処|対応|診断/iu;
export const backgroundHeading =
  /^(?:\W*)(?:meaning|impact|overview|background|summary|context|description|links?|references?|see also|further|related|notes?|history|owners?|metadata|bedeutung|auswirkung|hintergrund|überblick|zusammenfassung|verweise|siehe auch|signification|contexte|résumé|liens|voir aussi|significado|impacto|resumen|contexto|enlaces|véase|含义|影响|背景|概述|参考|说明|意味|影響|概要|参考)/iu;

/** Verbs by which a sentence of prose orders something, where it begins with one. */
export const imperative = new RegExp(
  `^${lead}(?:(?:${sayVerbs}|add|adjust|analy[sz]e|apply|attach|capture|change|check|clean|collect|compare|configure|connect|consider|contact|create|cross-check|decrease|delete|deploy|describe|detach|determine|disable|do not|don't|drain|enable|ensure|escalate|examine|execute|fetch|find|fix|follow|free|gather|get|give|grow|hand over|identify|increase|inspect|investigate|list|log in|log|look|lower|make|manually|migrate|monitor|move|navigate|note(?! that|:)|notify|open|page|patch|perform|prepare|promise|raise|read|rebuild|refer|recreate|reduce|remove|replace|reproduce|rerun|reset|resize|resolve|restart|restore|retrieve|retry|review|roll back|rollback|rotate|run|scale|search|see|select|set|silence|start|stop|switch|take|test|troubleshoot|try|tune|uncordon|update|upgrade|use|validate|verify|view|wait|write|prüfen?|prüfe|öffnen?|öffne|starten?|starte|stoppen?|kontrollieren?|suchen?|suche|führen?|führe|warten?|setzen?|setze|löschen?|melden?|übergeben|weiterleiten|erstellen?|vergleichen?|vérifie[zr]|ouvr(?:ez|ir)|redémarre[zr]|lance[zr]|exécute[zr]|contacte[zr]|attende[zr]|verifi(?:que|car)|compr(?:uebe|obar)|abr(?:a|ir)|reinici(?:e|ar)|ejecut(?:e|ar)|contact(?:e|ar)|esper(?:e|ar))(?![\\p{L}\\p{N}_])|检查|确认|打开|重启|运行|执行|查看|查询|联系|等待|创建|删除|升级|扩容|调用|确保|收集|登录|確認|実行|再起動|連絡)`,
  "iu",
);
