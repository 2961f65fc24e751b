/** A first answer where nothing was learned yet: the part of an article that speaks about the question, with its title. */
import type { Source } from "./model";
import { isScript } from "./procedure/script";

const longest = 700;

/** Our estimate that an answer quoting a source is taken, from the probability that it is about the question: until decisions teach better. */
export function quoteEstimate(score: number): number {
  return 0.25 + 0.5 * score;
}

/** The score of the best public article that fits, 0 when none does. */
export function bestArticleScore(sources: Source[]): number {
  return Math.max(0, ...sources.filter(isQuotable).map(({ score }) => score));
}

/** A reply that quotes the best public article, cited by its number; null when none fits. */
export function articleReply(sources: Source[], greeting: string | null): string | null {
  const index = sources.findIndex(isQuotable);
  const source = sources[index];
  if (!source) return null;
  const hello = greeting ? `Hello ${greeting},` : "Hello,";
  return `${hello}\n\nthis is described in “${source.title}”:\n\n${bestSection(source)} [${index + 1}]\n\nPlease tell me whether this answers your question.`;
}

/** The section of the article that holds the excerpt the search found, as plain text of at most 700 characters. */
export function bestSection({ body, excerpt }: Pick<Source, "body" | "excerpt">): string {
  const words = new Set(excerpt.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const sections = body.split(/\n(?=#{1,6} )/).map((section) => section.replace(/^#{1,6} .*\n?/, "").trim());
  const overlap = (section: string) =>
    (section.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => words.has(word)).length;
  const best = sections
    .filter(Boolean)
    .reduce((left, right) => (overlap(right) > overlap(left) ? right : left), "");
  const plain = (best || excerpt).replace(/\*\*|__|`/g, "");
  if (plain.length <= longest) return plain;
  const end = plain.slice(0, longest).search(/[.!?\n][^.!?\n]*$/);
  return plain.slice(0, end > longest / 2 ? end + 1 : longest).trim();
}

function isQuotable({ kind, isInternal, body }: Source): boolean {
  return kind === "article" && !isInternal && !isScript(body);
}
