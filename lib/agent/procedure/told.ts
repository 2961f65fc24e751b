/** Whether a customer told unasked what a question asks for, by the look of the answer. Pure. */

/** What is asked for, and what an answer to it looks like, in the languages desks write in. */
const kinds: readonly { asks: RegExp; told: RegExp }[] = [
  {
    asks: /\b(?:(?:what|which) (?:day|date)|on what day|date|wann|welche[mnr]? tag|datum|quel jour|quelle date|quand|qué (?:día|fecha)|cuándo)\b|哪天|日期|何日/iu,
    told: /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:today|tonight|tomorrow|heute|morgen|demain|aujourd'hui|hoy|mañana)\b|\b(?:mon|diens|donners|frei|sams|sonn)tags?\b|\bmittwochs?\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?\b|今天|明天|星期|周[一二三四五六日]|月\d{1,2}|\d{1,2}[日号]/iu,
  },
  {
    asks: /\b(?:what time|which time|at what hour|uhrzeit|wie viel uhr|quelle heure|qué hora)\b|几点|何時/iu,
    told: /\b\d{1,2}(?::\d{2})?\s*(?:[ap]\.?m\b|o'clock|uhr\b|h\d{0,2}\b)|\b\d{1,2}:\d{2}\b|\b(?:noon|midnight|mittags?|midi|mediodía)\b|\d{1,2}[点時]/iu,
  },
  {
    asks: /\b(?:your|ihr(?:en)?|votre|su) (?:full |first |last |vollständiger )?(?:name|nachname|nom|nombre)\b|\bwie heißen\b|\bhave your name\b|姓名|名字|お名前/iu,
    told: /\b(?:my name(?: is|'s)|mein name ist|ich heiße|je m'appelle|me llamo|mi nombre es)\s+\p{L}|\b(?:[Ii] am|[Ii]'m|[Tt]his is) \p{Lu}\p{Ll}+(?=[\s.,!]|$)|我叫|我是\p{L}/u,
  },
  { asks: /\be-?mail\b|\bcorreo\b|\bcourriel\b|邮箱|邮件|メール/iu, told: /[\w.+-]+@[\w-]+\.\w/u },
];

/** True where the question asks for something of a known look and the customer's words hold it. */
export function isTold(question: string, said: string): boolean {
  return kinds.some(({ asks, told }) => asks.test(question) && told.test(said));
}
