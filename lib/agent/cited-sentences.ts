/** Sentences of a model's text by what they cite: an invented number goes with its sentence, and words must stand in what is cited. Pure. */

import { UNSPACED } from "#lib/apprentice/tokens";
import { languageOf } from "#lib/tickets/message/language";
import { splitSentences } from "#lib/tickets/message/sentences";

/** Other ways to write a number: 【2†source】, [^2], [[2]], [Source 2]. */
const otherMarks =
  /【(\d{1,2})[^】\n]{0,40}】|\[\^(\d{1,2})\]|\[\[(\d{1,2})\]\]|[[(]source #?(\d{1,2})[\])]/gi;
/** Marks after the end of a sentence belong to it: they are moved before its stop. */
const trailing =
  /([.!?。！？])([ \t]{0,3}(?:\[\d{1,2}(?:[ \t]{0,2}[,;–-][ \t]{0,2}\d{1,2}){0,9}\][ \t]{0,2}){1,6})/gu;
const mark = /\[(\d{1,2}(?:[ \t]{0,3}[,;–-][ \t]{0,3}\d{1,2}){0,9})\]/g;

/** The text with its marks in one form, each inside its sentence, without the sentences that cite nothing that is listed. */
export function withoutInvented(text: string, listed: number): string {
  const usual = text
    .replace(otherMarks, (_, ...groups) => `[${groups.slice(0, 4).find(Boolean)}]`)
    .replace(
      trailing,
      (_, stop: string, marks: string) => ` ${marks.trim()}${stop}${/[ \t]$/.test(marks) ? " " : ""}`,
    );
  return splitSentences(usual)
    .filter((sentence) => {
      const numbers = numbersIn(sentence);
      return numbers.length === 0 || numbers.some((number) => number >= 1 && number <= listed);
    })
    .join("")
    .trim();
}

/** The share of the telling words in the sentences that cite something that also stand in `grounds`; 1 where it cannot be told. */
export function supportFor(text: string, grounds: string): number {
  const citing = splitSentences(text)
    .filter((sentence) => numbersIn(sentence).length > 0)
    .join(" ")
    .replace(mark, " ");
  const [said, given] = [languageOf(citing), languageOf(grounds)];
  if (new RegExp(`[${UNSPACED.source}]`, "v").test(citing) || (said && given && said !== given)) return 1;
  const words = stemsOf(citing);
  const known = stemsOf(grounds);
  return words.size < fewestWords ? 1 : [...words].filter((word) => known.has(word)).length / words.size;
}

const fewestWords = 4;

/** Words that tell something, by their beginnings: what is bent or put together differently still meets. */
function stemsOf(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]{4,}/gu)
      ?.map((word) => word.slice(0, 5)),
  );
}

function numbersIn(sentence: string): number[] {
  return [...sentence.matchAll(mark)].flatMap(
    ([, inside]) => (inside ?? "").match(/\d+/g)?.map(Number) ?? [],
  );
}
