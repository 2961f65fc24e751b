/** Finds what a customer forbade ("do NOT stop any instance"), and whether a draft does it nevertheless. Pure. */
import { readWords } from "#lib/apprentice/tokens";
import { recalled } from "#lib/recalled";
import { languageOf } from "#lib/tickets/message/language";
import { splitSentences } from "#lib/tickets/message/sentences";
import { alikeActs } from "./alike-acts";

/**
 * How the languages desks write in forbid: what negates, and where the forbidden act stands beside it. The act is a group
 * of the expression. A statement ("it does not work", "I do not know") has a subject before its negation and is none.
 */
const forbidding: readonly RegExp[] = [
  // Germanic and Romance languages put the act behind the negation …
  /(?:^|[.!?,;:(\n–-]|\b(?:please|pls|and|but|so|you (?:must|should|may)|must|should))\s{0,40}(?:do not|don't|don’t|dont|never|not to|not)\s+(?:ever |just |please )?(?:be )?(?<act>\p{L}{3,})/giu,
  /\b(?:without|sans|sin|sem|senza|zonder)\s+(?:first )?(?<act>\p{L}{4,})/giu,
  /\bohne\s+(?:[\p{L}\p{N}-]+\s+){0,5}?zu\s+(?<act>\p{L}{4,})/giu,
  /(?:^|[.!?,;:\n])\s{0,40}(?:s'il vous plaît,? |merci de |surtout )?(?:ne\s+pas\s+|n['’e]\s*)(?<act>\p{L}{4,})/giu,
  /(?:^|[.!?,;:\n]|\bpor favor,?)\s{0,40}(?:não|nunca|non|niet)\s+(?<act>\p{L}{4,})/giu,
  /\b(?:under no circumstances|on no account|in no case|en ningún caso|bajo ningún concepto|em (?:nenhuma circunstância|caso algum)|in nessun caso|onder geen beding|en aucun cas)\b,?\s+(?:(?:please|should|may|must) |you |to |il ne faut |ne ){0,5}(?<act>\p{L}{4,})/giu,
  // … Chinese and Japanese beside it; German before or behind it, and Spanish: see below.
  /(?:不要|别|请勿|勿|千万别|不得)(?:再|去)?(?<act>\p{Script=Han}{2})/gu,
  /(?<act>\p{Script=Han}{2})(?:しないで|しないように)/gu,
];

/** Words by which a clause says what is not done: it agrees with the prohibition. */
const negated =
  /\b(?:not|n't|n’t|never|without|nicht|kein\p{L}*|ohne|pas|sans|sin|não|sem|non|senza|niet|zonder)\b|n['’]t\b|不|别|勿|ない|せず/iu;
/** "No" says so of what stands right behind it ("no restart", "no vamos a detener"): "no longer reachable" does not. */
const no = /\bno\s+(?<near>(?:\S+\s+){0,2}\S+)/giu;
/** Where a clause ends: what the next one does is not what this one denies. */
const clauseEnd = /[,;:–—()]\s*/u;

/** Acts that are words of any request: forbidding them forbids nothing a draft does. */
const shortest = 4;

/** A line as long as this was broken by a mail program, and goes on on the next one. */
const brokenLine = /(?<=[^\n]{50})\n(?=\S)/gu;

/** "No" is Spanish for not, and English for none: "No answer for three days" forbids nothing. */
const spanish = /(?:^|[,;:]|\bpor favor)\s{0,40}no\s+(?<act>\p{L}{4,})/giu;
/** How a Spanish order to one or several ends. */
const imperative = /(?:e|en|a|an)$/iu;

/** German asks first ("bitte", "Sie dürfen"), negates somewhere behind it, and ends the clause with the act … */
const asking = /\b(?:[Bb]itte|[Kk]einesfalls|auf keinen Fall|dürfen|darf|sollen|soll)\b/u;
const negating = /\b(?:nicht|kein\p{L}*|keinesfalls|auf keinen Fall)\b/u;
/** … and where it says never, it need not ask. */
const never = /\b(?:[Aa]uf keinen Fall|[Kk]einesfalls|[Uu]nter keinen Umständen)\s/u;
const infinitive = /(?:(?<![\p{L}])(?<particle>\p{Ll}{2,8}) )?(?<!\p{L})(?<act>\p{Ll}{3,}(?:en|ern|eln))\b/u;

/** The acts that messages forbid, as lower-cased words; lines are read as they stand and as they were written. */
export function prohibited(messages: readonly string[]): string[] {
  return [...new Set(messages.flatMap(forbiddenBy))];
}

/** Asked of the same message for each draft that may answer it. */
const forbiddenBy = recalled(500, (message: string): string[] => {
  const texts = new Set([message, message.replace(brokenLine, " ")]);
  const found = [...texts].flatMap((text) => [
    ...forbidding.flatMap((pattern) => [...text.matchAll(pattern)].map(({ groups }) => groups?.act ?? "")),
    ...(text.match(/[^.!?\n]+/gu) ?? []).flatMap((sentence) => [
      ...actsForbiddenInSpanish(sentence),
      ...actsForbiddenInGerman(sentence),
    ]),
  ]);
  return [...new Set(found.map((act) => act.toLowerCase()).filter((act) => act !== ""))];
});

function actsForbiddenInSpanish(sentence: string): string[] {
  const acts = [...sentence.matchAll(spanish)].map(({ groups }) => groups?.act ?? "");
  if (acts.length === 0) return acts;
  const language = languageOf(sentence);
  if (language === "en") return [];
  return language ? acts : acts.filter((act) => imperative.test(act));
}

/** The first act of each clause behind a negation, and that with the word before it: "neu starten" is "neustarten". */
function actsForbiddenInGerman(sentence: string): string[] {
  const asked = asking.exec(sentence);
  const [, ...asks] = asked ? sentence.slice(asked.index + asked[0].length).split(negating) : [];
  const [, ...orders] = sentence.split(never);
  return [...asks, ...orders].flatMap((behind) => {
    const { act, particle } = infinitive.exec(behind.split(/[,;]/, 1)[0] ?? "")?.groups ?? {};
    if (!act) return [];
    return particle ? [act, `${particle}${act}`] : [act];
  });
}

/**
 * The first sentence of a draft that does, or asks for, what was forbidden; null where none does. What a tool `reported`
 * ("Killed process 812") happened: to repeat it does nothing.
 */
export function againstProhibition(
  text: string,
  messages: readonly string[],
  reported: readonly string[] = [],
): string | null {
  const forbidden = prohibited(messages);
  if (forbidden.length === 0) return null;
  const acts = [...new Set(forbidden.flatMap((act) => [act, ...alikeActs(act, isSameVerb)]))];
  const isAgainst = (clause: string) => acts.some((act) => does(clause, act) && !denies(clause, act));
  const told = reported.flatMap(splitSentences).map((one) => one.trim());
  const ownWords = (sentence: string) =>
    told.reduce((left, one) => (one === "" ? left : left.replaceAll(one, " ")), sentence);
  const against = splitSentences(text).find((sentence) =>
    ownWords(sentence).split(clauseEnd).some(isAgainst),
  );
  return against?.trim() ?? null;
}

/** True where a clause says that an act is not done. */
function denies(clause: string, act: string): boolean {
  if (negated.test(clause)) return true;
  return [...clause.matchAll(no)].some(({ groups }) => does(groups?.near ?? "", act));
}

function does(sentence: string, act: string): boolean {
  if (/\p{Script=Han}/u.test(act)) return sentence.includes(act);
  return readWords(sentence).some((word) => isSameVerb(word, act));
}

/** One verb in two of its forms: "stop", "stopping", "gestoppt". */
function isSameVerb(word: string, act: string): boolean {
  const [left, right] = [stem(word), stem(act)];
  const least = Math.min(left.length, right.length);
  if (least < shortest || Math.abs(left.length - right.length) > 3) return left === right;
  return left.slice(0, least) === right.slice(0, least);
}

/** Without what a verb is bent by in these languages; doubled letters before it count once. */
function stem(word: string): string {
  return word
    .replace(/^ge(?=\p{L}{4,}t$)/u, "")
    .replace(/(?:ing|ed|ez|er|en|es|et|te|t|an|ar|as|ir|s|e)$/u, "")
    .replace(/(\p{L})\1$/u, "$1");
}
