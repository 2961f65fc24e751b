/** Reads the source numbers out of a model's text: the customer gets the words, the card gets the evidence. */
import type { Evidence } from "#lib/suggestions/model";
import type { Source } from "./model";

const marks = /[ \t]*\[(\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*)\]/g;

/**
 * The text without its marks, and the sources it cites in their order. A number stands for the sources in its place of
 * `listed`; numbers of nothing are dropped.
 */
export function readCitations(text: string, listed: Source[][]): { text: string; cited: Source[] } {
  const numbers = [...text.matchAll(marks)].flatMap(
    ([, inside]) => (inside ?? "").match(/\d+/g)?.map(Number) ?? [],
  );
  const cited = [...new Set(numbers)].flatMap((number) => listed[number - 1] ?? []);
  return { text: withoutMarks(text), cited: [...new Set(cited)] };
}

/** A source as the card keeps it. */
export function evidenceOf({ kind, ref, eventId, title, excerpt, score, arms }: Source): Evidence {
  return {
    kind,
    ref,
    title,
    excerpt,
    score,
    ...(eventId !== undefined && { eventId }),
    ...(arms && { arms }),
  };
}

/** The text as the customer would read it; also fit for a text still growing. */
export function withoutMarks(text: string): string {
  return text
    .replace(marks, "")
    .replace(/[ \t]*\[\d{0,2}[\d,; ]*$/, "")
    .trim();
}
