/** Turns replies into templates by taking this ticket's values out, and templates into replies by putting another ticket's values in. */
import { isJoining, words } from "./tokens";

const OPEN = "\u27e8";
const CLOSE = "\u27e9";
const SLOT = /\u27e8([^\u27e9]*)\u27e9/g;
/** The analyst's first name where it is a signature: elsewhere it may be a word, as "Will" and "Mark" are. */
export const SIGNING = "@meFirst";
/** A line that is the analyst's name and nothing else. Whose it is is not always known yet; then whoever sends the reply signs it. */
const SIGNATURE = /\n[ \t]*\u27e8@me(?:First)?\u27e9[ \t]*(?=\n|$)/g;

/** A reply with its ticket's values replaced by slots. `key` is equal for replies that differ only in case and punctuation. */
export type Pattern = { text: string; key: string; slots: string[] };

/**
 * Replaces, longest first and on word borders, each value of the ticket by its slot.
 * Where two slots hold one value, the first in the order of `values` wins.
 */
export function toPattern(reply: string, values: ReadonlyMap<string, string>): Pattern {
  const clean = reply.replaceAll(OPEN, "<").replaceAll(CLOSE, ">").trim();
  const parts: (string | { slot: string })[] = [clean];
  for (const [slot, value] of byLength(values)) {
    if (!clean.includes(value)) continue;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index];
      if (typeof part !== "string") continue;
      const at = slot === SIGNING ? indexAlone(part, value) : indexOnBorders(part, value);
      if (at < 0) continue;
      parts.splice(index, 1, part.slice(0, at), { slot }, part.slice(at + value.length));
      index++;
    }
  }
  const text = parts
    .map((part) => (typeof part === "string" ? part : `${OPEN}${part.slot}${CLOSE}`))
    .join("");
  return patternOf(text);
}

/** Reads a pattern back from its text. */
export function patternOf(text: string): Pattern {
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
  const wanted = values.has("@me") ? pattern : pattern.replace(SIGNATURE, "");
  const text = wanted.replace(SLOT, (_, slot: string) => {
    const value = values.get(slot);
    if (value === undefined) missing = true;
    return value ?? "";
  });
  return missing ? null : text;
}

/** The pattern's own words without its slots: what it says whatever the ticket. */
export function literalText(pattern: string): string {
  return pattern.replace(SLOT, " ");
}

/**
 * Fills a long text sentence by sentence, leaving out those that cannot be filled or that `keep` refuses.
 * Null when less than `share` of the text is left.
 */
export function fillSentences(
  pattern: string,
  values: ReadonlyMap<string, string>,
  keep: (sentence: string) => boolean,
  share: number,
): string | null {
  const sentences = pattern.split(/(?<=[.!?。！？]["')\]]?\s+|[。！？]|\n+)/u);
  const filled = sentences
    .map((sentence) => fill(sentence, values))
    .map((text) => (text !== null && keep(text) ? text : ""));
  const text = filled.join("").trim();
  return text.length >= share * pattern.length && text !== "" ? text : null;
}

function byLength(values: ReadonlyMap<string, string>): [string, string][] {
  return [...values]
    .filter(([, value]) => worthASlot(value))
    .sort((left, right) => right[1].length - left[1].length);
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
