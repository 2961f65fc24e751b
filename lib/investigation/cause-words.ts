/** Says what a cause is in the team's own words, with this ticket's values. Pure. */
import { fill, sentencesOf, slotsIn } from "#lib/apprentice/templates";
import { type Cause, type Causes, nameOfCause } from "./causes";

/** What stands for a value that is not known here. */
const UNKNOWN = "…";
const LONGEST = 240;

/** The sentence of a cause that tells what was found; `values` are this ticket's, by slot. */
export function causeWords(causes: Causes, cause: Cause, values: ReadonlyMap<string, string>): string {
  const pattern = tellingSentence(cause.pattern);
  const salutation = clauseOf(pattern);
  const isUsual =
    salutation !== null &&
    causes.causes.filter((one) => clauseOf(tellingSentence(one.pattern)) === salutation).length >
      causes.causes.length / 2;
  const own = isUsual ? pattern.slice(salutation.length).trimStart() : pattern;
  // What the tool calls it belongs to the cause, whatever it calls this one.
  const known = new Map(
    slotsIn(own).map((slot) => [slot, nameOfCause(causes, cause, slot) ?? (values.get(slot) || UNKNOWN)]),
  );
  const text = fill(own, known) ?? own;
  return text.charAt(0).toUpperCase() + text.slice(1, LONGEST);
}

/** The first sentence with a value of the result in it, else the first that names no person. */
function tellingSentence(pattern: string): string {
  const sentences = sentencesOf(pattern)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "" && !slotsIn(sentence).some((slot) => slot.startsWith("@")));
  const tells = sentences.find((sentence) => slotsIn(sentence).some((slot) => !slot.startsWith("?")));
  return tells ?? sentences[0] ?? pattern;
}

/** The few words up to the first comma, as a letter begins: "Hello,". */
function clauseOf(sentence: string): string | null {
  return /^[\p{L} ]{2,24},/u.exec(sentence)?.[0] ?? null;
}
