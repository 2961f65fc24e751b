/** Detects whether a text names the field beside a value: "level 7" names `Level`, not `MaxLevel`. */
import { recalled } from "#lib/recalled";
import { words } from "../tokens";
import { ownName } from "./leaves";

/** True for a slot that stands for a value of a result. */
export function isOfResult(slot: string): boolean {
  return !/^[@?#!~]/u.test(slot);
}

/** Words of a name in code: `max_level` and `MaxLevel` are two. */
export const nameWords = recalled(5_000, (name: string) =>
  words(name.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|[_\-./]+/gu, " ")),
);

/**
 * How far the words of a text say the name of a slot, and which of several items it is: 0 not at all, 1 the whole name,
 * more for the item.
 */
export function hintOf(slot: string, said: ReadonlySet<string>): number {
  const kind = /=([^}]{0,400})\}/u.exec(slot)?.[1];
  return shareSaid(ownName(slot), said) + (kind === undefined ? 0 : 2 * shareSaid(kind, said));
}

/** Share of a name's words that were said, in one form or another: "rooms" says `room`, and "not" no `notebook`. */
export function shareSaid(name: string, said: ReadonlySet<string>): number {
  const wanted = nameWords(name).filter((word) => word.length > 1);
  if (wanted.length === 0) return 0;
  return wanted.filter((word) => isSaid(word, said)).length / wanted.length;
}

const SHORTEST_STEM = 3;
/** A form is so much longer than what it is a form of, at most. */
const LONGEST_FORM = 1.5;
function isSaid(word: string, said: ReadonlySet<string>): boolean {
  if (said.has(word)) return true;
  if (word.length < SHORTEST_STEM) return false;
  for (const other of said)
    if (other.startsWith(word) || (isStem(other, word) && word.startsWith(other))) return true;
  return false;
}

function isStem(stem: string, word: string): boolean {
  return stem.length >= SHORTEST_STEM && word.length <= LONGEST_FORM * stem.length;
}
