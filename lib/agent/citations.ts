/** Reads the source numbers out of a model's text: the customer gets the words, the card gets the evidence. */
import type { Source } from "./model";

const marks = /[ \t]*\[(\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*)\]/g;

/** The text without its marks, and the sources it cites in their order; numbers of no source are dropped. */
export function readCitations(text: string, sources: Source[]): { text: string; cited: Source[] } {
  const numbers = [...text.matchAll(marks)].flatMap(
    ([, inside]) => (inside ?? "").match(/\d+/g)?.map(Number) ?? [],
  );
  const cited = [...new Set(numbers)]
    .map((number) => sources[number - 1])
    .filter((source) => source !== undefined);
  return { text: withoutMarks(text), cited };
}

/** The text as the customer would read it; also fit for a text still growing. */
export function withoutMarks(text: string): string {
  return text
    .replace(marks, "")
    .replace(/[ \t]*\[\d{0,2}[\d,; ]*$/, "")
    .trim();
}
