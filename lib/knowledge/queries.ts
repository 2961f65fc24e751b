/** Reads of what the team knows: search over articles and closed tickets, articles and their versions. */
import { and, desc, eq, ilike, inArray, lt, or, sql } from "drizzle-orm";
import { article, articleVersion } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { type Article, type ArticleKind, ArticleLine, type Passage } from "./model";
import { excerpt, type QueryTerm, scoreCandidates } from "./rank";
import { buildQuery } from "./search";

export type SearchInput = {
  text: string;
  limit?: number;
  kinds?: readonly ("article" | "ticket")[];
  exceptTicketId?: number;
  /** Only articles of this source, for instance one organisation's runbooks. */
  source?: string;
};

/** Candidates re-ranked per search: enough to hold the right one, few enough to read in milliseconds. */
const candidateLimit = 80;

/**
 * The passages most likely to help with `text`, best first. Candidates come from the inverted index by
 * rare terms, are ordered by the summed rarity of the terms they hold, and re-ranked by BM25F.
 */
export async function searchPassages(ctx: Ctx, input: SearchInput): Promise<Passage[]> {
  const query = await buildQuery(ctx, input.text);
  if (query.fetching.length === 0) return [];
  const rows = await candidates(ctx, input, query.fetching);
  const scores = scoreCandidates(query.scoring, rows);
  return rows
    .map((row, index) => ({ ...row, score: scores[index] ?? 0, excerpt: "" }))
    .sort((a, b) => b.score - a.score || a.ref - b.ref)
    .slice(0, input.limit ?? 5)
    .map((row) => ({ ...row, excerpt: excerpt(row.body, query.scoring) }));
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

/** Articles in use that fit some words best, best first, each with the passage that fits. At most 50. */
export async function findArticles(ctx: Ctx, text: string, kind?: ArticleKind): Promise<ArticleLine[]> {
  const passages = await searchPassages(ctx, { text, kinds: ["article"], limit: 50 });
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

async function candidates(ctx: Ctx, input: SearchInput, fetching: QueryTerm[]): Promise<CandidateRow[]> {
  const names = fetching.map(({ term }) => term);
  const weights = fetching.map(({ idf }) => idf);
  const rows = await ctx.db.execute<CandidateRow>(sql`
    with best as (
      select hit.id, sum(wanted.idf) as score
      from unnest(${sql.param(names)}::text[], ${sql.param(weights)}::float8[]) as wanted(term, idf),
      lateral (
        select id from passage where terms @@ quote_literal(wanted.term)::tsquery
          ${input.kinds ? sql`and kind = any(${sql.param([...input.kinds])}::text[])` : sql``}
          ${input.exceptTicketId ? sql`and not (kind = 'ticket' and ref = ${input.exceptTicketId})` : sql``}
          ${input.source ? sql`and kind = 'article' and ref in (select id from article where source = ${input.source})` : sql``}
      ) as hit
      group by hit.id order by score desc, hit.id limit ${candidateLimit}
    )
    select passage.kind, passage.ref::int as ref, passage.title, passage.body,
      coalesce(article.kind = 'runbook', false) as "isRunbook"
    from best join passage using (id)
    left join article on passage.kind = 'article' and article.id = passage.ref`);
  return [...rows];
}
