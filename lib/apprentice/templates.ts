/** Turns replies into templates by taking this ticket's values out, and templates into replies by putting another ticket's values in. */
import { hintOf, isOfResult } from "./facts/hints";
import { ownName } from "./facts/leaves";
import { isJoining, words } from "./tokens";

const OPEN = "\u27e8";
const CLOSE = "\u27e9";
const SLOT = /\u27e8([^\u27e8\u27e9]*)\u27e9/g;
/** The analyst's first name where it is a signature: elsewhere it may be a word, as "Will" and "Mark" are. */
export const SIGNING = "@meFirst";
/** A line that is the analyst's name and nothing else. Whose it is is not always known yet; then whoever sends the reply signs it. */
const SIGNATURE = /\n[ \t]*\u27e8@me(?:First)?\u27e9[ \t]*(?=\n|$)/g;

/** A reply with its ticket's values replaced by slots. `key` is equal for replies that differ only in case and punctuation. */
export type Pattern = {
  text: string;
  key: string;
  slots: string[];
  /** Other values of the results that would have read the same, by the slot that was taken for them. */
  doubts: Record<string, string[]>;
};

/**
 * Replaces, longest first and on word borders, each value of the ticket by its slot. Where several slots hold one value,
 * one that makes the reply a known one is taken, else the one whose name the reply says, else the first of `values`.
 */
export function toPattern(
  reply: string,
  values: ReadonlyMap<string, string>,
  isKnown: (key: string) => boolean = () => false,
): Pattern {
  const clean = reply.replaceAll(OPEN, "<").replaceAll(CLOSE, ">").trim();
  const { parts, holders } = cut(clean, values);
  const said = new Set(words(clean));
  const choices = new Map([...holders].map(([value, slots]) => [value, byHint(slots, said)]));
  const written = (taken: ReadonlyMap<string, string>) =>
    parts
      .map((part) => (typeof part === "string" ? part : `${OPEN}${taken.get(part.value)}${CLOSE}`))
      .join("");
  const usual = new Map([...choices].map(([value, [best]]) => [value, best?.slot ?? ""]));
  for (const taken of ways(usual, choices)) {
    const pattern = { ...patternOf(written(taken)), doubts: doubtsOf(taken, choices) };
    if (isKnown(pattern.key)) return pattern;
  }
  return { ...patternOf(written(usual)), doubts: doubtsOf(usual, choices) };
}

/** Ways of reading one reply that are tried. */
const WAYS = 12;

type Hinted = { slot: string; hint: number };

/** A reply cut at its values; `holders` are the slots of every value that was found. */
function cut(clean: string, values: ReadonlyMap<string, string>) {
  const parts: (string | { value: string })[] = [clean];
  const holders = new Map<string, string[]>();
  for (const [value, slots] of byLength(values)) {
    if (!clean.includes(value)) continue;
    // Where the only slot is a signature, only a signature is taken.
    const isSigned = slots[0] === SIGNING;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index];
      if (typeof part !== "string") continue;
      const at = isSigned ? indexAlone(part, value) : indexOnBorders(part, value);
      if (at < 0) continue;
      parts.splice(index, 1, part.slice(0, at), { value }, part.slice(at + value.length));
      holders.set(value, slots);
      index++;
    }
  }
  return { parts, holders };
}

/** Slots of results by how far the reply says their names, best first; before or after others as they stood. */
function byHint(slots: readonly string[], said: ReadonlySet<string>): Hinted[] {
  const first = slots[0] ?? "";
  if (!isOfResult(first)) return [{ slot: first, hint: 0 }];
  return slots
    .filter(isOfResult)
    .map((slot) => ({ slot, hint: hintOf(slot, said) }))
    .sort((left, right) => right.hint - left.hint);
}

/** The usual way, then those that take one other slot each. */
function* ways(usual: Map<string, string>, choices: ReadonlyMap<string, Hinted[]>) {
  yield usual;
  let tried = 1;
  for (const [value, slots] of choices)
    for (const { slot } of slots.slice(1)) {
      if (tried++ === WAYS) return;
      yield new Map([...usual, [value, slot]]);
    }
}

/** Values of another name that are no less likely meant. */
function doubtsOf(taken: ReadonlyMap<string, string>, choices: ReadonlyMap<string, Hinted[]>) {
  const doubts: Record<string, string[]> = {};
  for (const [value, slots] of choices) {
    const own = slots.find(({ slot }) => slot === taken.get(value));
    if (!own) continue;
    const others = slots.filter(
      ({ slot, hint }) => hint >= own.hint && ownName(slot) !== ownName(own.slot) && !slot.includes("#"),
    );
    if (others.length > 0) doubts[own.slot] = others.map(({ slot }) => slot);
  }
  return doubts;
}

/** Reads a pattern back from its text. */
export function patternOf(text: string): Omit<Pattern, "doubts"> {
  const needed = text.replace(SIGNATURE, "").matchAll(SLOT);
  const slots = [...new Set([...needed].map((match) => match[1] ?? ""))].sort();
  const key = text
    .split(SLOT)
    .map((piece, index) => (index % 2 === 1 ? `${OPEN}${piece}${CLOSE}` : words(piece).join(" ")))
    .filter((piece) => piece !== "")
    .join(" ");
  return { text, key: key === "" ? text : key, slots };
}

/** Puts values in; null when one is missing. */
export function fill(pattern: string, values: ReadonlyMap<string, string>): string | null {
  let missing = false;
  const text = signedBy(pattern, values).replace(SLOT, (_, slot: string) => {
    const value = values.get(slot);
    if (value === undefined) missing = true;
    return value ?? "";
  });
  return missing ? null : text;
}

/** The pattern without the signature where nobody is known to sign. */
export function signedBy(pattern: string, values: ReadonlyMap<string, string>): string {
  return values.has("@me") ? pattern : pattern.replace(SIGNATURE, "");
}

/** The pattern's own words without its slots: what it says whatever the ticket. */
export function literalText(pattern: string): string {
  return pattern.replace(SLOT, " ");
}

/** The sentences of a text or pattern; joined they give it back. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?。！？]["')\]]?\s{1,40}|[。！？]|\n)/u);
}

/** Slots of a pattern, in the order of the text. */
export function slotsIn(pattern: string): string[] {
  return [...pattern.matchAll(SLOT)].map((match) => match[1] ?? "");
}

/** Values worth a slot with the slots that hold them, the longest first. */
function byLength(values: ReadonlyMap<string, string>): [string, string[]][] {
  const holders = new Map<string, string[]>();
  for (const [slot, value] of values) {
    if (!worthASlot(value)) continue;
    const known = holders.get(value);
    if (known) known.push(slot);
    else holders.set(value, [slot]);
  }
  return [...holders].sort((left, right) => right[0].length - left[0].length);
}

/** Short words without digits ("No", "ok") stand in replies by chance. */
function worthASlot(value: string): boolean {
  return /\p{N}/u.test(value) || [...value].length >= 3 || /\p{Script=Han}{2}/u.test(value);
}

function indexOnBorders(text: string, value: string): number {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (!joins(text, at - 1, at) && !joins(text, at + value.length - 1, at + value.length)) return at;
  }
  return -1;
}

/** Where the value is a line of its own, but not the first. */
function indexAlone(text: string, value: string): number {
  for (let at = text.indexOf(`\n${value}`); at >= 0; at = text.indexOf(`\n${value}`, at + 1)) {
    const end = at + 1 + value.length;
    if (end === text.length || text[end] === "\n") return at + 1;
  }
  return -1;
}

/** True when the two characters belong to one word of a spaced script. */
function joins(text: string, left: number, right: number): boolean {
  return isJoining(text[left]) && isJoining(text[right]);
}
