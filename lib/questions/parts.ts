/** A question that asks several things at once, taken apart: each is answered for itself. Pure. */
import { readWords } from "#lib/apprentice/tokens";
import type { QuestionKind } from "./examples/kinds";
import { understood } from "./kind";
import { topicOf } from "./topic";

export type QuestionPart = { text: string; kind: QuestionKind };

/** More than so many things at once are no questions but a text: what is left belongs to the last. */
const mostParts = 4;

/** Words that join two questions, in the languages questions are understood in. */
const and = "and|und|sowie|et|y|e|en|plus";
/** Where another question may begin: after a stop or a comma, and before a word that joins. */
const border = new RegExp(
  `(?<=[?？.!。！,;，；、\\n])\\s*|(?<!\\s)\\s+(?=(?:${and})\\s)|(?<=\\p{Script=Han})(?=和|以及|并且)`,
  "iu",
);
const joining = new RegExp(`^(?:(?:${and})\\s+|和|以及|并且)`, "iu");

/** The questions of a text in their order, at least one. It is cut only between two that ask different things. */
export function questionParts(question: string): QuestionPart[] {
  const [first = "", ...pieces] = question.split(border).filter((piece) => piece.trim() !== "");
  const parts = [partOf(first)];
  for (const piece of pieces) {
    const [last, next] = [parts.at(-1) ?? partOf(first), partOf(piece)];
    if (parts.length < mostParts && areTwo(last, next)) parts.push(next);
    else parts[parts.length - 1] = partOf(`${last.text} ${piece}`);
  }
  return parts;
}

function partOf(text: string): QuestionPart {
  return { text: text.trim(), kind: understood(text.replace(joining, "")).kind };
}

/** Within one sentence both have to be about the ticket itself; beyond a question mark one may be about anything. */
function areTwo(last: QuestionPart, next: QuestionPart): boolean {
  if (last.kind === next.kind || readWords(next.text).length < 2) return false;
  if (isMarked(last.text)) return [last, next].every(isAsked);
  return last.kind !== "other" && next.kind !== "other";
}

/** True for what asks something by itself. */
function isAsked({ text, kind }: QuestionPart): boolean {
  return kind !== "other" || (isMarked(text) && topicOf(text).terms.length > 0);
}

function isMarked(text: string): boolean {
  return /[?？]$/u.test(text);
}
