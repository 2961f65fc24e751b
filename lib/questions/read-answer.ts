/** Reads a model's answer sentence by sentence: what cites a source and says only what that holds is a statement, the rest is marked. Pure. */
import { valuesOutside } from "#lib/agent/grounding";
import { splitSentences } from "#lib/tickets/message/sentences";
import type { Citation, Statement } from "./model";

/** Something the model was given under a number. */
export type Listed = {
  citation: Citation;
  /** What it was told of it. */
  body: string;
  /** For the team alone: what rests on it is not said to customers. */
  isInternal: boolean;
};

/** Marks after the end of a sentence belong to it: they are moved before its stop. */
const trailing =
  /([.!?。！？])[ \t]{0,3}((?:\[\d{1,3}(?:[ \t]{0,2}[,;][ \t]{0,2}\d{1,3}){0,9}\][ \t]{0,2}){1,6})/gu;
const marks = /[ \t]{0,2}\[(\d{1,3}(?:[ \t]{0,2}[,;][ \t]{0,2}\d{1,3}){0,9})\]/g;
/** A line that only announces what follows. */
const longestLead = 60;

/** The statements of an answer, in its order; `known` is what stands on the ticket itself. */
export function readAnswer(answer: string, listed: readonly Listed[], known: string): Statement[] {
  return splitSentences(answer.replace(trailing, " $2$1"))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence.replace(marks, "")))
    .map((sentence) => read(sentence, listed, known));
}

function read(sentence: string, listed: readonly Listed[], known: string): Statement {
  const numbers = [...sentence.matchAll(marks)].flatMap(([, inside]) => (inside ?? "").match(/\d+/g) ?? []);
  const cited = [...new Set(numbers.map(Number))].flatMap((number) => listed[number - 1] ?? []);
  const text = sentence.replace(marks, "").trim();
  if (cited.length === 0 && /[:：]$/u.test(text) && text.length <= longestLead && !/\p{N}/u.test(text))
    return { role: "lead", text, citations: [] };
  const citations = cited.map(({ citation }) => citation);
  const grounds = [known, ...cited.map(({ body }) => body)].join("\n");
  if (cited.length === 0 || valuesOutside(text, grounds).length > 0)
    return { role: "unsupported", text, citations };
  const isSayable = cited.every(({ isInternal }) => !isInternal);
  return { role: "statement", text, citations, ...(isSayable && { say: text }) };
}
