/** Finds in a message what could be the value of an argument: values known from closed tickets, spans that look like values. */

import { recalled } from "#lib/recalled";
import { JOINING, UNSPACED } from "../tokens";
import { IDENTIFIER, identifierShape, partsOf } from "./identifiers";
import { kindOf } from "./kinds";
import { type ArgumentMemory, fitOf, isCommon } from "./memory";
import { normalForm, type PlacedWords, placedWords } from "./placed-words";
import { fillPattern, shape } from "./value-form";
import { type Position, positionAt } from "./writing";

/**
 * A value found in a text: the facts of the find, and its words' first and last place. `isTyped` = it is of this
 * argument's kind, so that the order of such values means something.
 */
export type Mention = { value: unknown; facts: string[]; at: number; end: number; isTyped: boolean };

const NAME = `\\p{Lu}[[\\p{L}\\p{M}'\\-]--${UNSPACED.source}]*`;
const SPAN = new RegExp(
  `\\p{N}[\\p{N}.,:\\/\\-]*\\p{N}|\\p{N}|${NAME}(?:(?<=(?<!\\p{L})\\p{L}{1,3})\\.)?(?:[ ]+${NAME})*|["“'‘]([^"”'’]{2,60})["”'’]|[\\w.\\-]{0,100}\\p{N}[\\w.\\-]*|[${JOINING}.+\\-]{1,64}@[${JOINING}.\\-]*\\w`,
  "gv",
);
const PATTERNS_TRIED = 4;
const LONGEST_ROW = 6;
/** Share of an argument's values from which on a kind is one of its own. */
const OFTEN = 0.3;
const LENGTH_READ = 4_000;
const LONG_MESSAGE = 240;

/** All mentions of a text for one argument; of a long text, its beginning is read. */
export function mentionsIn(memory: ArgumentMemory, whole: string): Mention[] {
  const text = whole.slice(0, LENGTH_READ);
  const placed = placedWords(text);
  return [
    ...knownValues(memory, placed),
    ...patternValues(memory, placed),
    ...spans(memory, text, placed),
    ...(text.length <= LONG_MESSAGE ? wholeMessage(text, placed) : []),
  ];
}

function knownValues(memory: ArgumentMemory, placed: PlacedWords): Mention[] {
  const found: Mention[] = [];
  const partly = new Map<string, Part>();
  placed.words.forEach((written, at) => {
    const word = memory.byWord.has(written) ? written : unbent(written);
    const forms = memory.byWord.get(word) ?? [];
    for (const form of forms) {
      const known = memory.values.get(form);
      if (!known) continue;
      const parts = form.split(" ");
      if (parts[0] === word && parts.every((part, offset) => placed.words[at + offset] === part))
        found.push({ value: known.value, facts: ["said"], at, end: at + parts.length - 1, isTyped: true });
      else if (mayStandForWhole(word, known)) notePart(partly, form, { word, at, others: forms.length });
    }
  });
  for (const [form, { words, least, at, end }] of partly) {
    const share = Math.floor((4 * words.size) / form.split(" ").length);
    const facts = ["partly said", `partly said of ${Math.min(least, 3)}`, `share ${share}`];
    found.push({ value: memory.values.get(form)?.value, facts, at, end, isTyped: least === 1 });
  }
  return found;
}

/** A word without its last letter: "GPUs" says "GPU" where no value is called "GPUs". */
function unbent(word: string): string {
  return /^\p{L}{4,}$/u.test(word) && !UNSPACED.test(word) ? word.slice(0, -1) : word;
}

/** The known value that a word says in another form. */
function unbentValue({ values }: ArgumentMemory, word: string): unknown {
  return values.has(normalForm(word)) ? undefined : values.get(normalForm(unbent(word)))?.value;
}

/** Words of a known value found apart; `least` is the smallest number of values that have one of them. */
type Part = { words: Set<string>; least: number; at: number; end: number };

function notePart(
  partly: Map<string, Part>,
  form: string,
  { word, at, others }: { word: string; at: number; others: number },
): void {
  const part = partly.get(form) ?? { words: new Set<string>(), least: others, at, end: at };
  part.words.add(word);
  part.least = Math.min(part.least, others);
  part.end = at;
  partly.set(form, part);
}

/** A word brings in a value given more than once, unless the word is too short or the value could be another ticket's own. */
function mayStandForWhole(word: string, known: { value: unknown; count: number }): boolean {
  if (known.count < 2 || !isCommon(known)) return false;
  return word.length >= 4 || /^\p{N}+$/u.test(word) || UNSPACED.test(word);
}

/** Values nobody gave yet, made of a number of the text and the way this argument's numbers are written. */
function patternValues(memory: ArgumentMemory, placed: PlacedWords): Mention[] {
  const patterns = [...memory.patterns].sort((left, right) => right[1] - left[1]).slice(0, PATTERNS_TRIED);
  if (patterns.length === 0) return [];
  return placed.words.flatMap((word, at) => {
    if (!/^\p{N}{1,3}$/u.test(word)) return [];
    return patterns.flatMap(([pattern], rank): Mention[] => {
      const value = fillPattern(pattern, word);
      const form = normalForm(value);
      const parts = form.split(" ");
      const first = at - parts.indexOf(word);
      const isWhole = parts.every((part, offset) => placed.words[first + offset] === part);
      if (memory.values.has(form))
        return isWhole ? [] : [{ value, facts: ["number in known pattern"], at, end: at, isTyped: true }];
      const facts = [isWhole ? "said in pattern" : `number in pattern ${rank}`];
      return [{ value, facts, at, end: at, isTyped: isWhole }];
    });
  });
}

/** What looks like a value in a text, whoever asks: every argument of every tool does. Few texts are kept: one may hold thousands. */
const foundIn = recalled(60, (text: string) => ({
  identifiers: [...text.matchAll(IDENTIFIER)],
  names: [...text.matchAll(SPAN)],
}));

function spans(memory: ArgumentMemory, text: string, placed: PlacedWords): Mention[] {
  const found: Mention[] = [];
  const { identifiers, names } = foundIn(text);
  const split = new Set<number>();
  for (const match of identifiers) {
    const behind = portOf(match[0]);
    if (behind)
      found.push(
        numberSaid(memory, behind.port, placesOf(placed, match.index + behind.at, behind.port.length)),
      );
    for (const { identifier, at: from } of ownPart(memory, match)) {
      if (identifier !== match[0]) split.add(match.index);
      const form = identifierShape(identifier) ?? "";
      const share = (memory.shapes.get(form) ?? 0) / Math.max(1, memory.count);
      const facts = [
        `identifier ${form}`,
        share > 0.5 ? "looks usual" : share > 0.1 ? "looks known" : "looks foreign",
      ];
      const [at, end] = placesOf(placed, from, identifier.length);
      const value = asWritten(memory, identifier, positionAt(text, match.index));
      found.push({ value, facts, at, end, isTyped: share > 0.1 });
    }
  }
  for (const match of names) {
    if (isPieceOf(identifiers, match) || split.has(match.index)) continue;
    const span = (match[1] ?? match[0]).replace(/(?<![.,:-])[.,:-]+$/u, "");
    for (const part of [span, ...partsOfNames(span)]) {
      // A letter by itself is a word or a choice, and a known choice is found as such.
      if (/^\p{L}$/u.test(part)) continue;
      const value = asWholeNumber(part) ?? unbentValue(memory, part) ?? part;
      const from = part === span ? match.index : match.index + match[0].indexOf(part);
      const [at, end] = placesOf(placed, from, part === span ? match[0].length : part.length);
      const fits = fitOf(memory, normalForm(value));
      if (part !== span && fits !== "most") continue;
      found.push({
        value,
        facts: [`${part === span ? "span" : "part"} ${shape(part)}`, `span fits ${fits}`],
        at,
        end,
        isTyped: fits === "most" || fits === "some",
      });
    }
  }
  return found;
}

/** A number, told as if it stood by itself. */
function numberSaid(memory: ArgumentMemory, number: string, [at, end]: [number, number]): Mention {
  const value = asWholeNumber(number) ?? number;
  const fits = fitOf(memory, normalForm(value));
  const facts = [`span ${shape(number)}`, `span fits ${fits}`];
  return { value, facts, at, end, isTyped: fits === "most" || fits === "some" };
}

/**
 * As it is written where nobody shouts and it begins no sentence, if most known ones of its shape begin with a small letter;
 * where its place explains the large ones, if most known ones of any shape do.
 */
function asWritten(memory: ArgumentMemory, identifier: string, position: Position): string {
  if (!/^\p{Lu}/u.test(identifier)) return identifier;
  if (position !== "shouted" && !/^\p{Lu}\p{Ll}/u.test(identifier)) return identifier;
  const shape = identifierShape(identifier) ?? "";
  // Of joined words the large letter is their own: "Windows-11" is not "windows-11".
  if (position === "within" && !/\p{L}/u.test(shape)) return identifier;
  const all = [...memory.values.values()].map(({ value }) => String(value));
  const alike = all.filter((value) => identifierShape(value) === shape);
  const known = alike.length === 0 && position !== "within" ? all : alike;
  const small = known.filter((value) => !/^\p{Lu}/u.test(value)).length;
  if (2 * small <= known.length) return identifier;
  return position === "shouted"
    ? identifier.toLowerCase()
    : identifier.charAt(0).toLowerCase() + identifier.slice(1);
}

/** A part of an identifier that is of a kind this argument is often given, where the whole is none of its values: else the whole. */
function ownPart(
  memory: ArgumentMemory,
  { 0: whole, index }: RegExpExecArray,
): { identifier: string; at: number }[] {
  // Where nothing like the whole was ever given, one such part is enough.
  const least = isLikeGiven(memory, whole) ? OFTEN * memory.count : 0;
  const isOwn = (part: string) =>
    identifierShape(part) !== null && (memory.kinds.get(kindOf(part)) ?? 0) > least;
  const isWhole = memory.values.has(normalForm(whole));
  const parts = isWhole ? [] : partsOf(whole).filter(isOwn);
  if (parts.length === 0) return [{ identifier: whole, at: index }];
  return parts.map((identifier) => ({ identifier, at: index + whole.indexOf(identifier) }));
}

/** True for an identifier of a kind that was given, joined by the same signs: "pg-shop:5432" is not like "pg-core". */
function isLikeGiven({ kinds, values }: ArgumentMemory, whole: string): boolean {
  const joints = (text: string) => text.replace(/[^/?&=#:]/gu, "");
  if (!kinds.has(kindOf(whole))) return false;
  return [...values.values()].some(({ value }) => joints(String(value)) === joints(whole));
}

/** The number behind the colon of "10.9.8.7:5433", and where it begins there. */
function portOf(identifier: string): { port: string; at: number } | null {
  const [, host = "", port = ""] = /^([^:/]+):(\p{N}{1,5})$/u.exec(identifier) ?? [];
  return identifierShape(host) === null ? null : { port, at: host.length + 1 };
}

/** True for what stands within an identifier and is not all of it: no part of a name is a name. */
function isPieceOf(identifiers: readonly RegExpExecArray[], { 0: span, index }: RegExpExecArray): boolean {
  return identifiers.some(
    ({ 0: whole, index: from }) =>
      index >= from && index + span.length <= from + whole.length && span.length < whole.length,
  );
}

/** The runs of two words within a longer row of capitalised ones: where every noun is, a name stands among others. */
function partsOfNames(span: string): string[] {
  const words = span.split(/ +/);
  if (words.length < 3 || words.length > LONGEST_ROW) return [];
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

function wholeMessage(text: string, placed: PlacedWords): Mention[] {
  return [
    { value: text.trim(), facts: ["whole message"], at: 0, end: placed.words.length - 1, isTyped: false },
  ];
}

/** First and last word of a stretch of characters. */
export function placesOf(placed: PlacedWords, index: number, length: number): [number, number] {
  const at = placed.ends.findIndex((end) => end > index);
  const end = placed.starts.findLastIndex((start) => start < index + length);
  return [at < 0 ? placed.words.length : at, end];
}

/** The number a text stands for; null when it is none, or a code with a leading zero. */
export function asWholeNumber(value: unknown): number | null {
  const text = String(value);
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null;
}
