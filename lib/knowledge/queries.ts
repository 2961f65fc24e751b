/** Reads of what the team knows: search over articles and closed tickets, articles and their versions. */
import { and, desc, eq, ilike, inArray, lt, or, sql } from "drizzle-orm";
import { article, articleVersion } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { armsOf, type Fusion, fuse, newFusion } from "./fusion";
import { distinctTerms, likeness } from "./likeness";
import { type Article, type ArticleKind, ArticleLine, type Passage } from "./model";
import type { Question } from "./question";
import { excerpt, inverseFrequency, type QueryTerm, scoreCandidates } from "./rank";
import { keptReading, readPassage } from "./reading";
import { buildQuery, quoted } from "./search";
import { keptFrequencies } from "./statistics";

export type SearchInput = Question & {
  /** How the team weighs what speaks for a passage; as calibrated when left out. */
  fusion?: Fusion;
  /** How many there may be, of all or of each kind. */
  limit?: number | Record<Passage["kind"], number>;
  kinds?: readonly Passage["kind"][];
  exceptTicketId?: number;
  /** Only articles of this source, for instance one organisation's runbooks. */
  source?: string;
};

/** Candidates of each kind re-ranked per search: enough to hold the right one, few enough to read in milliseconds. */
const candidateLimit = 40;
/** What holds less than this share of the weight of the words of the best of its kind does not come first. */
const leastShare = 0.4;
/** Passages of which the words are compared, and words compared, to choose the candidates. */
const comparedLimit = 1_000;
const wordsCompared = 24;

/**
 * The passages most likely to help with a question, best first. Candidates come from the inverted index by rare terms,
 * are chosen by the summed weight of the terms they hold, and re-ranked by BM25F. `score` is the probability that a
 * passage is about the question: nearest is not near, see `isAbout`.
 */
export async function searchPassages(ctx: Ctx, input: SearchInput): Promise<Passage[]> {
  const query = await buildQuery(ctx, input);
  if (query.fetching === null) return [];
  const rows = await candidates(ctx, input, query.fetching, query.terms);
  const readings = rows.map(keptReading);
  const ranks = scoreCandidates(query.terms, readings);
  const best = rows
    .map((row, place) => ({ row, reading: readings[place] ?? readPassage(row), rank: ranks[place] ?? 0 }))
    .sort((a, b) => b.rank - a.rank || a.row.ref - b.row.ref)
    .filter(within(input.limit ?? 5));
  const counts = await keptFrequencies(ctx, new Set(best.flatMap(({ reading }) => distinctTerms(reading))));
  const rarity = (term: string) => inverseFrequency(counts.get(term) ?? 0, query.size);
  const fusion = input.fusion ?? newFusion();
  return best
    .map(({ row, reading, rank }) => {
      const arms = armsOf(input.text, row, { likeness: likeness(query.terms, reading, rarity), rank });
      const { score, shift } = fuse(fusion, arms);
      return {
        passage: { ...row, arms, score, excerpt: excerpt(row.body, query.terms) },
        rank: rank * Math.exp(shift),
      };
    })
    .sort((a, b) => b.rank - a.rank)
    .map(({ passage }) => passage);
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
export async function findArticles(ctx: Ctx, text: string, kind?: ArticleKind): Promise<ArticleLine[]> {
  const passages = await searchPassages(ctx, { text, kinds: ["article"], limit: candidateLimit });
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

/** One article; throws `not_found`. */
export async function articleById(ctx: Ctx, id: number): Promise<Article> {
  const [row] = await ctx.db.select().from(article).where(eq(article.id, id));
  if (!row) throw new AppError("not_found", "This article does not exist.", { id });
  return row;
}

/** Earlier versions of an article, newest first. */
export function articleVersions(ctx: Ctx, id: number) {
  return ctx.db
    .select()
    .from(articleVersion)
    .where(eq(articleVersion.articleId, id))
    .orderBy(desc(articleVersion.version));
}

type CandidateRow = Pick<Passage, "kind" | "ref" | "title" | "body" | "isRunbook">;

async function candidates(
  ctx: Ctx,
  input: SearchInput,
  fetching: string,
  words: QueryTerm[],
): Promise<CandidateRow[]> {
  const compared = words.filter(({ isKnown }) => isKnown).slice(0, wordsCompared);
  const names = compared.map(({ term }) => quoted(term));
  const weights = compared.map(({ weight }) => weight);
  const rows = await ctx.db.execute<CandidateRow>(sql`
    with hit as materialized (
      select id, kind, terms from passage where terms @@ ${fetching}::tsquery
        ${input.kinds ? sql`and kind = any(${sql.param([...input.kinds])}::text[])` : sql``}
        ${input.exceptTicketId ? sql`and not (kind = 'ticket' and ref = ${input.exceptTicketId})` : sql``}
        ${input.source ? sql`and kind = 'article' and ref in (select id from article where source = ${input.source})` : sql``}
      limit ${comparedLimit}
    ), best as (
      select hit.id, shared.weight, max(shared.weight) over of_kind as most, row_number() over of_kind as place
      from hit, lateral (
        select sum(wanted.weight) as weight
        from unnest(${sql.param(names)}::text[]::tsquery[], ${sql.param(weights)}::float8[]) as wanted(word, weight)
        where hit.terms @@ wanted.word
      ) as shared
      window of_kind as (partition by hit.kind order by shared.weight desc, hit.id)
    )
    select passage.kind, passage.ref::int as ref, passage.title, passage.body,
      coalesce(article.kind = 'runbook', false) as "isRunbook"
    from best join passage using (id)
    left join article on passage.kind = 'article' and article.id = passage.ref
    where best.place <= ${candidateLimit} and best.weight >= ${leastShare} * best.most`);
  return [...rows];
}

/** Keeps the first so many, of all or of each kind. */
function within(
  limit: number | Record<Passage["kind"], number>,
): (found: { row: CandidateRow }, place: number) => boolean {
  if (typeof limit === "number") return (_, place) => place < limit;
  const left = { ...limit };
  return ({ row }) => left[row.kind]-- > 0;
}
