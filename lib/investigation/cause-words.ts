/** Says what a cause is in the team's own words, with this ticket's values. Pure. */
import { fill, literalText, sentencesOf, slotsIn } from "#lib/apprentice/templates";
import { readWords } from "#lib/apprentice/tokens";
import { countWords } from "#lib/platform/count/rules";
import { type Cause, type Causes, nameOfCause } from "./causes";

const LONGEST = 240;

/** A tool, and what its results turned out to mean. */
type Known = { tool: string; causes: Causes };

/**
 * The sentence of a cause that tells what was found; `values` are this ticket's, by slot. Where one of them is not known, what
 * tells the cause apart: a sentence with a hole in it is not said.
 */
export function causeWords(
  { tool, causes }: Known,
  cause: Cause,
  values: ReadonlyMap<string, string>,
): string {
  const pattern = tellingSentence(causes, cause);
  const salutation = clauseOf(pattern);
  // Of all that is said of a cause its beginning: whichever sentence tells, a letter begins alike.
  const isUsual =
    salutation !== null &&
    causes.causes.filter((one) => one.pattern.startsWith(salutation)).length > causes.causes.length / 2;
  const own = isUsual ? pattern.slice(salutation.length).trimStart() : pattern;
  // What the tool calls it belongs to the cause, whatever it calls this one.
  const known = new Map(
    slotsIn(own).flatMap((slot) => {
      const value = nameOfCause(causes, cause, slot) ?? values.get(slot);
      return value ? [[slot, value] as const] : [];
    }),
  );
  const text = fill(own, known);
  if (text === null) return `${tool}: ${apartWords(cause)}`;
  return text.charAt(0).toUpperCase() + text.slice(1, LONGEST);
}

/** Values that are told of a cause. */
const MOST_TOLD = 3;

/** A value as it is told: "temperature beyond its limit", "statement empty". */
export function markWords(path: string, value: string): string {
  const of = path.replace(/ (?:within|there)$/u, "");
  if (path.endsWith(" within")) return `${of} ${value === "true" ? "within" : "beyond"} its limit`;
  if (value === "none") return `${of} empty`;
  if (value === "some" || path.endsWith(" there")) return `${of} not empty`;
  if (value.startsWith("span ")) return `${of} ${value === "span above" ? "higher" : "lower"} than usual`;
  return `${path} ${value}`;
}

/** What is found with a cause and not with others; where nothing is, how often it was met. */
function apartWords({ own, tickets }: Cause): string {
  const told = [...own].slice(0, MOST_TOLD).map(([path, place]) => markWords(path, place));
  return told.length > 0 ? told.join(", ") : `as in ${countWords(tickets.length, "closed ticket")}`;
}

/**
 * The first sentence with a value in it that says what the tool calls it: a reply may tell first what is well, or how things
 * stand. Where none says that, the first with a value; without one the first that names no person.
 */
function tellingSentence(causes: Pick<Causes, "telling">, cause: Cause): string {
  const sentences = sentencesOf(cause.pattern)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "" && !slotsIn(sentence).some((slot) => slot.startsWith("@")));
  const valued = sentences.filter((sentence) => slotsIn(sentence).some((slot) => !slot.startsWith("?")));
  const named = valued.find((sentence) => saysName(sentence, causes, cause));
  return named ?? valued[0] ?? sentences[0] ?? cause.pattern;
}

/** True for a sentence that holds what the tool calls a cause, or shares a word with it. */
function saysName(sentence: string, causes: Pick<Causes, "telling">, cause: Cause): boolean {
  const slots = slotsIn(sentence);
  const said = wordsOf([literalText(sentence), ...slots]);
  return [...cause.own.keys()].some((path) => {
    const name = nameOfCause(causes, cause, path);
    if (name === null) return false;
    return (
      slots.includes(path) || wordsOf([path, name]).some((word) => said.some((one) => isSame(word, one)))
    );
  });
}

function wordsOf(texts: readonly string[]): readonly string[] {
  return readWords(texts.join(" ").replaceAll("_", " "));
}

/** Letters from which on a word is told by its beginning. */
const STEM = 4;

function isSame(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= STEM && (one.startsWith(other) || other.startsWith(one));
}

/** The few words up to the first comma, as a letter begins: "Hello,". */
function clauseOf(sentence: string): string | null {
  return /^[\p{L} ]{2,24},/u.exec(sentence)?.[0] ?? null;
}
