/** Detects that a customer has already given what a question asks for, by the form of such answers. Pure. */
import { terms } from "#lib/knowledge/terms";

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
  { asks: /\be-?mail\b|\bcorreo\b|\bcourriel\b|邮箱|邮件|メール/iu, told: /[\w.+-]@[\w-]+\.\w/u },
];

/** True where the question asks for something of a known look and the customer's words hold it. */
export function isTold(question: string, said: string): boolean {
  return kinds.some(({ asks, told }) => asks.test(question) && told.test(said));
}

/** A number or a name of several words stands right beside the word: "4 guests", "the West Bay Venue". */
export function isNamedBeside(word: string, sentence: string): boolean {
  const parts = partsOf(sentence);
  return parts.some((part, place) => {
    if (!terms(part).includes(word)) return false;
    const [farther = "", before = ""] = [parts[place - 2], parts[place - 1]];
    const isNumbered = hasDigit(before) || hasDigit(parts[place + 1] ?? "");
    return isNumbered || [farther, before, part].every((one) => /^\p{Lu}/u.test(one));
  });
}

/** The sentence says who or what it is: "the host is web-12", "John is my host". */
export function isSaidToBe(word: string, sentence: string): boolean {
  const parts = partsOf(sentence);
  return parts.some((part, place) => {
    if (!copula.test(part)) return false;
    const [left, right] = [parts.slice(Math.max(0, place - 3), place), parts.slice(place + 1, place + 4)];
    const isWord = (one: string) => terms(one).includes(word);
    return (left.some(isWord) && right.some(isValue)) || (right.some(isWord) && left.some(isValue));
  });
}

const copula = /^(?:is|are|ist|sind|lautet|est|es|:|：|=|是)$/iu;

function isValue(part: string): boolean {
  return hasDigit(part) || (/^\p{Lu}/u.test(part) && terms(part).length > 0);
}

function hasDigit(part: string): boolean {
  return /\p{N}/u.test(part);
}

function partsOf(sentence: string): string[] {
  return sentence.match(/[\p{L}\p{N}]+|[:：=]/gu) ?? [];
}
