/** Reads the source numbers out of a model's text: the customer gets the words, the card gets the evidence. */
import type { Evidence } from "#lib/suggestions/step";
import type { Source } from "./source";

/** A mark and the blanks before it; each repetition is bounded, so that no text is gone over again and again. */
const marks = /(?<![ \t])[ \t]*\[(\d{1,2}(?:\s{0,3}[,;–-]\s{0,3}\d{1,2}){0,20})\]/g;

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
export function evidenceOf({
  kind,
  ref,
  eventId,
  turnId,
  title,
  excerpt,
  score,
  features,
}: Source): Evidence {
  return {
    kind,
    ref,
    title,
    excerpt,
    score,
    ...(eventId !== undefined && { eventId }),
    ...(turnId !== undefined && { turnId }),
    ...(features && { features }),
  };
}

/** The text as the customer would read it; also fit for a text still growing. */
export function withoutMarks(text: string): string {
  return text
    .replace(marks, "")
    .replace(/\[[\d,; ]{0,80}$/, "")
    .trim();
}
