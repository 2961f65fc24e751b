/** Of whom a draft speaks as "he" or "she": somebody this ticket speaks of so, or nobody. */
import { languageOf } from "#lib/tickets/message/language";

/** Only in English do these speak of people alone: where things have a gender too, they prove nothing. */
const spokenOf = [/\b(?:he|him|his|himself)\b/iu, /\b(?:she|her|hers|herself)\b/iu];

/** The first "he" or "her" of a text about whom `grounds` speak in no such word; null where there is none. */
export function strangersPronoun(text: string, grounds: string): string | null {
  const found = spokenOf.find((pronoun) => pronoun.test(text) && !pronoun.test(grounds));
  if (!found || languageOf(text) !== "en") return null;
  return found.exec(text)?.[0] ?? null;
}
