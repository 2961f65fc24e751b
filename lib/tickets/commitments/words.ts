/** Word tables for commitments and their deadlines, by language. */
import * as chrono from "chrono-node";
import type { Language } from "../message/language";

type Parser = Pick<typeof chrono.en, "parse">;

export type PromiseWords = {
  /** Somebody of the team says what they will do. */
  commits: RegExp;
  /** They do not, or only under a condition. */
  retracts: RegExp;
  /** What stands before a date by which something is done. */
  by: RegExp;
  dates: Parser;
};

/** A word by itself, in any script with blanks between words. */
function word(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "iu");
}

export const promiseWords = {
  en: {
    commits: word(
      "(?:i|we|you)(?:['’]ll| will| shall|['’]m going to|['’]re going to| am going to| are going to)(?! be (?:closed|asked|billed|charged))|(?:^ {0,3}|[:;–—] {1,3}|(?:i|we)\\b[^.!?;\\n]{1,160}(?:,|\\band|\\bthen|\\bbut) {1,3})(?:and |then |but )?(?:will|['’]ll|shall)(?! (?:i|you|we|it|that|this|these|those|there|the|be (?:closed|asked|billed|charged))\\b)|will (?:let you know|keep you (?:posted|updated|informed)|(?:get|come|be|report) back to you|(?:update|call) you|be in touch)",
    ),
    retracts: word("if|unless|once|cannot|can['’]t|won['’]t|will not|not|never|should you"),
    by: /(?:by|until|till|before|on|at|from|no later than)\s+(?:the\s+|about\s+)?$/i,
    dates: chrono.en,
  },
  de: {
    commits: word(
      "(?:ich|wir)\\s+(?:melde|melden|gebe|geben|informiere|informieren|schreibe|schreiben|prüfe|prüfen|werde|werden|liefere|liefern|schicke|schicken|sende|senden|rufe|rufen|erledige|erledigen)|(?:melde|melden|gebe|geben|informiere|informieren|schreibe|schreiben|prüfe|prüfen|werde|werden|liefere|liefern|schicke|schicken|sende|senden|rufe|rufen|erledige|erledigen|bekommen|erhalten|hören)\\s+(?:ich|wir|sie)|sie\\s+(?:bekommen|erhalten|hören)|melden? (?:mich|uns)|(?:gebe|geben|schreibe|schreiben|schicke|schicken|sende|senden) (?:ihnen|euch|dir)|informieren? (?:sie|euch|dich)",
    ),
    retracts: word("wenn|falls|sofern|sobald|nicht|kein|keine|nie"),
    by: /(?:bis|vor|am|um|ab|spätestens)\s+(?:zum\s+|spätestens\s+)?$/i,
    dates: chrono.de,
  },
  fr: {
    commits: word(
      "(?:je|nous|on)\\s+(?:reviens|revenons|revient|reviendrai|reviendrons|(?:vous|te)\\s+\\p{L}+|\\p{L}+(?:rai|rons))|(?:vous|te) (?:tiens|tenons|recontacte|recontactons|réponds|répondons|rappelle|rappelons|écris|écrivons|informe|informons)|(?:reviens|revenons) vers (?:vous|toi)",
    ),
    retracts: word("si|sauf|dès que|ne|n['’]\\p{L}+|pas|jamais"),
    by: /(?:avant|d['’]ici|le|à|pour|jusqu['’]à|au plus tard)\s+(?:le\s+|à\s+)?$/i,
    dates: chrono.fr,
  },
  es: {
    commits: word(
      "(?:le|te|les|os)\\s+(?:escribo|escribimos|aviso|avisamos|contacto|contactamos|informo|informamos|respondo|respondemos|envío|enviamos|llamo|llamamos|\\p{L}+(?:ré|remos))|volveré|volveremos|vamos a|voy a|\\p{L}{3,}(?:aré|eré|iré|aremos|eremos|iremos)",
    ),
    retracts: word("si|salvo|cuando|no|nunca"),
    by: /(?:antes del?|el|para el|hasta el|a las|a más tardar)\s+(?:día\s+)?$/i,
    dates: chrono.es,
  },
  zh: {
    commits: /(?:我|我们|咱们).{0,14}(?:回复|答复|联系|更新|跟进|通知|处理|完成|解决|给您|告知)/u,
    retracts: /如果|若|除非|无法|不能|没有|不会|未/u,
    by: /(?:在|于|到|至|前)$/u,
    dates: { parse: (...given) => chrono.zh.parse(...given) },
  },
  it: {
    commits: word(
      "(?:le|la|ti|vi)\\s+(?:scrivo|scriviamo|rispondo|rispondiamo|informo|informiamo|contatto|contattiamo|aggiorno|aggiorniamo|mando|mandiamo|\\p{L}+(?:rò|remo))|\\p{L}{3,}(?:erò|irò|eremo|iremo)|farò|faremo",
    ),
    retracts: word("se|salvo|appena|quando|non|mai"),
    by: /(?:entro|per|il|alle|prima del?|entro il)\s+$/i,
    dates: chrono.it,
  },
  pt: {
    commits: word(
      "(?:eu|nós)\\s+(?:respondo|respondemos|aviso|avisamos|envio|enviamos|volto|voltamos|contacto|contactamos)|vou|vamos|\\p{L}{3,}(?:arei|erei|irei|aremos|eremos|iremos)|dou|damos|darei|daremos",
    ),
    retracts: word("se|salvo|quando|assim que|não|nunca"),
    by: /(?:até|antes d[ea]|em|na|no|às|para)\s+(?:dia\s+)?$/i,
    dates: chrono.pt,
  },
  nl: {
    commits: word(
      "(?:ik|we|wij)\\s+(?:laat|laten|kom|komen|geef|geven|meld|melden|neem|nemen|stuur|sturen|zal|zullen|ga|gaan|bel|bellen)|(?:laat|laten|kom|komen|geef|geven|meld|melden|neem|nemen|stuur|sturen|zal|zullen|bel|bellen)\\s+(?:ik|we|wij)|(?:laat|laten) het (?:u|je|jullie) .{0,40}weten|(?:stuur|sturen|bel|bellen|geef|geven) (?:u|je|jullie)|kom(?:en)? (?:hierop|erop|bij (?:u|je)) terug",
    ),
    retracts: word("als|indien|tenzij|zodra|niet|geen|nooit"),
    by: /(?:voor|tegen|op|om|uiterlijk|vóór)\s+$/i,
    dates: chrono.nl,
  },
} as const satisfies Record<Language, PromiseWords>;

const minute = 60_000;
const hour = 60 * minute;

/** "within 2 hours": how much, and of what; without letters before or after in scripts that write without blanks. */
export const span = new RegExp(
  "(?<![\\p{L}])(?:in|within|inside|innerhalb(?: von| der nächsten)?|binnen|dans|sous|d['’]ici|en|dentro de|entro|fra|tra|em|over|in het)\\s+" +
    "(?:the next\\s+|den nächsten\\s+|las próximas\\s+|los próximos\\s+|les prochaines\\s+|maximal\\s+|about\\s+|etwa\\s+)?(?<count>\\d{1,3}|\\p{L}{1,8}['’]?)[\\s-]*(?<unit>\\p{L}{1,12})(?:\\s+(?<more>\\p{L}{1,10}))?" +
    "|(?<zhCount>\\d{1,3}|[一二两三四五六七八九十半])\\s*个?(?<zhUnit>分钟|小时|钟头|工作日|天)(?:之?内|以?后)?",
  "iu",
);

/** Numbers as words; "a half" is half an hour. */
export const counts: readonly [RegExp, number][] = [
  [/^(?:an?|one|eine?[rmns]?|une?|una?|un['’]|uno|uma?|een|één|一)$/iu, 1],
  [/^(?:two|zwei|deux|dos|due|duas|dois|twee|二|两)$/iu, 2],
  [/^(?:three|drei|trois|tres|tre|três|drie|三)$/iu, 3],
  [/^(?:four|vier|quatre|cuatro|quattro|quatro|四)$/iu, 4],
  [/^(?:five|fünf|cinq|cinco|cinque|vijf|五)$/iu, 5],
  [/^(?:half|halben?|media|mezz['’]?|meia|半)$/iu, 0.5],
];

/** How long a unit is; working days are counted by the team's week. */
export const units: readonly [RegExp, number | "workingDays"][] = [
  [/^(?:working|business|werktag|arbeitstag|werkdag|工作日)/iu, "workingDays"],
  [/^(?:min|分钟)/iu, minute],
  [/^(?:h$|hr|hour|stunde|heure|hora|ore$|ora$|uur|uren|小时|钟头)/iu, hour],
  [/^(?:d$|day|tag|jour|día|dia|giorn|dag|天)/iu, 24 * hour],
  [/^(?:week|woche|semaine|semana|settiman)/iu, 7 * 24 * hour],
];

/** Said after the unit: the days are working days. */
export const ofWork = /^(?:ouvr|hábil|laborabl|lavorativ|úte|útil)/iu;

/** Parts of a day: until when what is said of them is done, in minutes after midnight; null: when the team closes. */
export const dayParts: readonly [RegExp, number | null][] = [
  [word("noon|midday|lunch(?:time)?|mittags?|midi|mediod[ií]a|mezzogiorno|meio-dia|middag"), 12 * 60],
  [word("midnight|mitternacht|minuit|medianoche|mezzanotte|meia-noite|middernacht"), 24 * 60],
  [
    word(
      "in the morning|tomorrow morning|morning|früh|vormittags?|matin(?:ée)?|por la mañana|mattina|mattinata|manhã|ochtend",
    ),
    12 * 60,
  ],
  [/中午|正午/u, 12 * 60],
  [/(?:明天|今天)?(?:早上|上午)/u, 12 * 60],
  [
    word(
      "end of (?:the )?(?:business )?day|close of business|eod|cob|feierabend|tagesende|fin de (?:la )?journée|fin(?:al)? del día|fine giornata|fim do dia|einde van de dag",
    ),
    null,
  ],
];

/** The end of this week; of the next. */
export const weekEnds: readonly [RegExp, 0 | 1][] = [
  [
    word(
      "end of (?:the|this) week|ende der woche|wochenende|fin de (?:la )?semaine|fin(?:al)? de (?:la )?semana|fine settimana|fim da semana|einde van de week",
    ),
    0,
  ],
  [/本周内|这周/u, 0],
  [
    word(
      "next week|nächste[rn]? woche|semaine prochaine|próxima semana|semana que viene|settimana prossima|prossima settimana|volgende week",
    ),
    1,
  ],
  [/下周(?![一二三四五六日天])|下星期(?![一二三四五六日天])/u, 1],
];

/** Today and tomorrow, where a library does not read them with what stands beside them. */
export const relativeDays: readonly [RegExp, number][] = [
  [
    word("day after tomorrow|übermorgen|après-demain|pasado mañana|dopodomani|depois de amanhã|overmorgen"),
    2,
  ],
  [/后天/u, 2],
  [word("tomorrow|morgen|demain|mañana|domani|amanhã"), 1],
  [/明天|明日/u, 1],
  [
    word(
      "today|tonight|this (?:afternoon|evening|morning)|heute|aujourd['’]hui|ce soir|hoy|oggi|hoje|vandaag|vanavond",
    ),
    0,
  ],
  [word("end of (?:the )?(?:business )?day|close of business|eod|cob"), 0],
  [/今天|今日|今晚/u, 0],
];
