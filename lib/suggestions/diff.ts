/** How much an analyst changed a proposal: words added and removed, edit distance, and whether the change matters. */
import { diffArrays } from "diff";
import { distance } from "fastest-levenshtein";
import { greetingWords, signOffThanks, signOffWords } from "#lib/tickets/message/letter-words";
import type { DiffPart } from "./model";

/** Edits in one diff beyond which the texts count as rewritten. */
const maxWordEdits = 1000;
/** Longest changed stretch, in UTF-16 units, whose distance is computed exactly. */
const maxExactLength = 12_000;

/**
 * What turns `before` into `after`, in whole words; scripts written without spaces are compared sign by
 * sign. `same` and `remove` parts joined give `before`, `same` and `add` parts joined give `after`.
 * A text rewritten beyond 1,000 word edits comes back as one removal and one addition.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const changes = diffArrays(words(before), words(after), { maxEditLength: maxWordEdits });
  if (!changes)
    return [
      { kind: "remove", text: before },
      { kind: "add", text: after },
    ];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? "add" : removed ? "remove" : "same",
    text: value.join(""),
  }));
}

/**
 * Levenshtein distance in UTF-16 units. Equal ends cost nothing; when the changed middle is longer
 * than 12,000 units on both sides it is an upper bound: the longer side of each changed stretch of words.
 */
export function editDistance(before: string, after: string): number {
  const [a, b] = changedMiddle(before, after);
  if (a === "" || b === "") return a.length + b.length;
  if (Math.min(a.length, b.length) <= maxExactLength) return distance(a, b);
  let bound = 0;
  let removed = 0;
  for (const part of wordDiff(a, b)) {
    if (part.kind === "remove") removed = part.text.length;
    if (part.kind === "add") bound += Math.max(removed, part.text.length);
    if (part.kind === "same") bound += removed;
    if (part.kind !== "remove") removed = 0;
  }
  return bound + removed;
}

/** 1 − distance / length of the longer text: 1 is untouched, 0 shares nothing. */
export function similarity(
  before: string,
  after: string,
  distanceBetween = editDistance(before, after),
): number {
  const longer = Math.max(before.length, after.length);
  return longer === 0 ? 1 : 1 - distanceBetween / longer;
}

/** False when only the greeting, the signature, case, spacing or punctuation changed. */
export function isSubstantiveEdit(before: string, after: string): boolean {
  return core(before) !== core(after);
}

const wordPattern = new RegExp(
  [
    // One sign each where a script is written without spaces.
    "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]\\p{M}*",
    "[\\p{L}\\p{M}\\p{N}_]+",
    "\\s+",
    "[^]",
  ].join("|"),
  "gu",
);

function words(text: string): string[] {
  return text.match(wordPattern) ?? [];
}

function changedMiddle(before: string, after: string): [string, string] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}

const greeting = new RegExp(`^(?:${greetingWords})(?![\\p{L}\\p{N}])[^\\n]{0,60}?(?:[,!:，！：]|$)`, "iu");
/** A line of farewell and at most four short lines below it. */
const signature = new RegExp(
  `(?<=\\n)(?:${signOffWords}|${signOffThanks}|--)[ ,.!]*(?:\\n[^\\n]{0,80}){0,4}$`,
  "iu",
);

function core(text: string): string {
  return text
    .trim()
    .replace(greeting, "")
    .replace(signature, "")
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, " ")
    .trim();
}
