/** Reads of what the team knows: search over articles and closed tickets, articles and their versions. */
import { and, desc, eq, ilike, inArray, lt, or } from "drizzle-orm";
import { article, articleVersion, passage } from "#db/schema/knowledge";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { isForTeam } from "./audience";
import { type CandidateFilter, candidateLimit, findCandidates, type PassageCandidate } from "./candidates";
import { evidence } from "./embedding-similarity";
import { type Article, type ArticleKind, ArticleLine, isAbout, type Passage } from "./model";
import { keptReading, readPassage } from "./parse-passage";
import type { Question } from "./question";
import { excerpt, inverseFrequency, scoreCandidates } from "./rank";
import { distinctTerms, textSimilarity } from "./relevance";
import { newReranker, type Reranker, rerank, retrievalFeatures } from "./reranker";
import { buildQuery } from "./search";
import { keptFrequencies } from "./statistics";
import type { QueryEmbedding } from "./vectors";

export type SearchInput = Question &
  CandidateFilter & {
    /** How the team weighs what speaks for a passage; as calibrated when left out. */
    reranker?: Reranker;
    /** How many there may be, of all or of each kind. */
    limit?: number | Record<Passage["kind"], number>;
    /** What an embedding model makes of the question, null where there is none; the search waits for it. */
    queryEmbedding?: Promise<QueryEmbedding | null>;
  };

/**
 * The passages most likely to help with a question, best first. Candidates come from the inverted index by rare terms,
 * and from the embeddings where the question has one; they are re-ranked by BM25F and embedding similarity in equal parts.
 * `score` is the probability that a passage is about the question: nearest is not near, see `isAbout`. What was found by
 * its embedding alone has to be about it.
 */
export async function searchPassages(ctx: Ctx, input: SearchInput): Promise<Passage[]> {
  const [query, queryEmbedding] = await Promise.all([buildQuery(ctx, input), input.queryEmbedding ?? null]);
  const rows = await findCandidates(ctx, input, query, queryEmbedding);
  const readings = rows.map(keptReading);
  const ranks = scoreCandidates(query.terms, readings);
  const most = Math.max(...ranks) || 1;
  const ordered = rows
    .map((row, place) => {
      const rank = ranks[place] ?? 0;
      const share = rank / most;
      const near = row.near === null ? share : 1 / (1 + Math.exp(-row.near));
      return { row, reading: readings[place] ?? readPassage(row), rank, order: share + near };
    })
    .sort((a, b) => b.order - a.order || a.row.ref - b.row.ref);
  const { limit = 5 } = input;
  const best = [true, false].flatMap((isWorded) =>
    ordered.filter(({ row }) => row.isWorded === isWorded).filter(within(limit)),
  );
  const counts = await keptFrequencies(ctx, new Set(best.flatMap(({ reading }) => distinctTerms(reading))));
  const rarity = (term: string) => inverseFrequency(counts.get(term) ?? 0, query.size);
  const reranker = input.reranker ?? newReranker();
  const words = query.terms.filter(({ asked }) => asked > 0).length;
  return best
    .map(({ row, reading, rank, order }) => {
      const near = row.near === null ? 0 : evidence(row.near, words);
      const features = retrievalFeatures(input.text, row, {
        textSimilarity: textSimilarity(query, reading, rarity),
        rank,
        near,
      });
      const { score, shift } = rerank(reranker, features);
      return { row, features, score, order: order * Math.exp(shift) };
    })
    .filter(({ row, score }) => row.isWorded || isAbout({ score }))
    .sort((a, b) => b.order - a.order)
    .filter(within(limit))
    .map(({ row: { kind, ref, title, body, isRunbook }, features, score }) => {
      const isInternal = kind === "article" && isForTeam({ isRunbook, body });
      return { kind, ref, title, body, isInternal, features, score, excerpt: excerpt(body, query.terms) };
    });
}

/** Articles newest first, filtered by kind and by words of the title; `before` is the last row of the page before. */
export async function articlesPage(
  ctx: Ctx,
  filter: { kind?: ArticleKind; title?: string; before?: { updatedAt: Date; id: number } },
  limit = 50,
): Promise<Article[]> {
  const { kind, title, before } = filter;
  return ctx.db
    .select()
    .from(article)
    .where(
      and(
        kind && eq(article.kind, kind),
        title ? ilike(article.title, `%${title.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
        before &&
          or(
            lt(article.updatedAt, before.updatedAt),
            and(eq(article.updatedAt, before.updatedAt), lt(article.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(article.updatedAt), desc(article.id))
    .limit(limit);
}

/** Articles in use that fit some words best, best first, each with the passage that fits. At most 40. */
export async function findArticles(
  ctx: Ctx,
  { text, queryEmbedding }: { text: string; queryEmbedding: Promise<QueryEmbedding | null> },
  kind?: ArticleKind,
): Promise<ArticleLine[]> {
  const passages = await searchPassages(ctx, {
    text,
    queryEmbedding,
    kinds: ["article"],
    limit: candidateLimit,
  });
  if (passages.length === 0) return [];
  const rows = await ctx.db
    .select()
    .from(article)
    .where(
      and(
        inArray(
          article.id,
          passages.map(({ ref }) => ref),
        ),
        kind && eq(article.kind, kind),
      ),
    );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return passages.flatMap(({ ref, excerpt: found }) => {
    const row = byId.get(ref);
    return row ? [ArticleLine.parse({ ...row, excerpt: found })] : [];
  });
}

/** What articles say; those that are gone are left out. */
export async function articleBodies(ctx: Ctx, ids: readonly number[]): Promise<string[]> {
  const rows = await ctx.db
    .select({ body: article.body })
    .from(article)
    .where(inArray(article.id, [...ids]));
  return rows.map(({ body }) => body);
}

/** One article; throws `not_found`. */
export async function articleById(ctx: Ctx, id: number): Promise<Article> {
  const [row] = await ctx.db.select().from(article).where(eq(article.id, id));
  if (!row) throw new AppError("not_found", "This article does not exist.", { id });
  return row;
}

/** Several articles, in no order; unknown ids are left out. */
export async function articlesById(ctx: Ctx, ids: readonly number[]): Promise<Article[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .select()
    .from(article)
    .where(inArray(article.id, [...ids]));
}

/** Articles as the search hands them out, in no order; those that are not found by it are left out. */
export async function articlePassages(
  ctx: Ctx,
  ids: readonly number[],
): Promise<Pick<Passage, "ref" | "title" | "body">[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .select({ ref: passage.ref, title: passage.title, body: passage.body })
    .from(passage)
    .where(and(eq(passage.kind, "article"), inArray(passage.ref, [...ids])));
}

/** Earlier versions of an article, newest first. */
export function articleVersions(ctx: Ctx, id: number) {
  return ctx.db
    .select()
    .from(articleVersion)
    .where(eq(articleVersion.articleId, id))
    .orderBy(desc(articleVersion.version));
}

/** Keeps the first so many, of all or of each kind. */
function within(
  limit: number | Record<Passage["kind"], number>,
): (found: { row: PassageCandidate }, place: number) => boolean {
  if (typeof limit === "number") return (_, place) => place < limit;
  const left = { ...limit };
  return ({ row }) => left[row.kind]-- > 0;
}
