/** The cold-start candidate, where nothing was learned yet: the section of an article that answers the question, with its title. */
import { excerptOf, splitSentences } from "#lib/tickets/message/sentences";
import { customerLanguage } from "../language";
import type { Observation } from "../model";
import { greet, ownWords } from "../own-words";
import { isScript } from "../procedure/script";
import type { Source } from "../source";
import { apprentice, type Candidate, whySaid } from "./candidate";

const longest = 700;

/**
 * Our estimate that an answer quoting a source is taken, from the probability that it is about the question: until
 * decisions show better.
 */
export function quoteEstimate(score: number): number {
  return 0.25 + 0.5 * score;
}

/** The score of the best public article that fits, 0 when none does. */
export function bestArticleScore(sources: readonly Source[]): number {
  return Math.max(0, ...sources.filter(isQuotable).map(({ score }) => score));
}

/**
 * A reply that quotes the best public article; null when none fits. What stands around the quotation is in the customer's
 * language, or left out where the agent has no words of its own in it.
 */
export function articleCandidate(seen: Observation, sources: readonly Source[]): Candidate | null {
  const source = sources.find(isQuotable);
  if (!source) return null;
  const words = ownWords(customerLanguage(seen));
  const section = bestSection(source);
  const hello = words && greet(words, seen.customer?.name ?? null);
  return {
    id: "article",
    kind: "reply",
    text: words ? [hello, words.quoted(source.title), section, words.helpful].join("\n\n") : section,
    payload: {},
    sources: [source],
    why: whySaid([source], null),
    origin: "article",
    probability: quoteEstimate(source.score),
    practice: null,
    guidance: null,
    bar: null,
    author: apprentice,
  };
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
  let whole = "";
  for (const sentence of splitSentences(plain)) {
    if (whole.length + sentence.length > longest) break;
    whole += sentence;
  }
  return (whole.length > longest / 2 ? whole : excerptOf(plain, longest)).trim();
}

function isQuotable({ kind, isInternal, body }: Source): boolean {
  return kind === "article" && !isInternal && !isScript(body);
}
