/** Selects candidate passages for a question: by shared rare words, and by embedding similarity. */
import { sql } from "drizzle-orm";
import { type Ctx, isHiding } from "#lib/platform/context";
import { log } from "#lib/platform/log";
import { scaleAmong, similarityLogOdds } from "./embedding-similarity";
import type { Passage } from "./model";
import type { QueryTerm } from "./rank";
import { quoted, type SearchQuery } from "./search";
import { cosinesOf, type NearPassage, nearestVectors, type QueryEmbedding } from "./vectors";

export type CandidateFilter = {
  kinds?: readonly Passage["kind"][];
  exceptTicketId?: number;
  /** Only articles of this source, for instance one organisation's runbooks. */
  source?: string;
};

export type PassageCandidate = Pick<Passage, "kind" | "ref" | "title" | "body"> & {
  isRunbook: boolean;
  id: number;
  /** False for one that was found by its embedding alone. */
  isWorded: boolean;
  /** The log odds, from its embedding, that it is about the question; null without an embedding. */
  near: number | null;
};

/** Candidates of each kind re-ranked per search: enough to hold the right one, few enough to read in milliseconds. */
export const candidateLimit = 40;
/** What holds less than this share of the weight of the words of the best of its kind does not come first. */
const leastShare = 0.4;
/** Passages of which the words are compared, and words compared, to choose the candidates. */
const comparedLimit = 1_000;
const wordsCompared = 24;

/** The candidates by words, and, where the question has an embedding, those nearest to it. */
export async function findCandidates(
  ctx: Ctx,
  filter: CandidateFilter,
  query: SearchQuery,
  queryEmbedding: QueryEmbedding | null,
): Promise<PassageCandidate[]> {
  const kinds = filter.kinds ?? (["article", "ticket"] as const);
  const [worded, nearest] = await Promise.all([
    query.fetching === null ? [] : byWords(ctx, filter, query.fetching, query.terms),
    orNone(queryEmbedding, (asked) => nearestVectors(ctx, asked, kinds)),
  ]);
  const isWorded = new Set(worded.map(({ id }) => id));
  const isNearest = new Set(nearest.map(({ id }) => id));
  const [further, others] = await Promise.all([
    byId(
      ctx,
      filter,
      [...isNearest].filter((id) => !isWorded.has(id)),
    ),
    orNone(queryEmbedding, (asked) =>
      cosinesOf(
        ctx,
        asked,
        [...isWorded].filter((id) => !isNearest.has(id)),
      ),
    ),
  ]);
  const near = queryEmbedding ? readCosines(queryEmbedding, nearest, others) : new Map<number, number>();
  return [...worded, ...further].map((row) => {
    return { ...row, isWorded: isWorded.has(row.id), near: near.get(row.id) ?? null };
  });
}

type Row = Omit<PassageCandidate, "isWorded" | "near">;

/** The log odds each cosine stands for, among the nearest of its kind. */
function readCosines(
  { space }: QueryEmbedding,
  nearest: NearPassage[],
  others: NearPassage[],
): Map<number, number> {
  const scales = new Map(
    (["article", "ticket"] as const).map((kind) => {
      const cosines = nearest.filter((one) => one.kind === kind).map(({ cosine }) => cosine);
      return [kind, scaleAmong(space, kind, cosines)];
    }),
  );
  return new Map(
    [...nearest, ...others].map(({ id, kind, cosine }) => [
      id,
      similarityLogOdds(cosine, scales.get(kind) ?? space),
    ]),
  );
}

/** The search goes on by words when vectors cannot be read, for instance while a model's space is made anew. */
async function orNone(
  queryEmbedding: QueryEmbedding | null,
  read: (queryEmbedding: QueryEmbedding) => Promise<NearPassage[]>,
): Promise<NearPassage[]> {
  if (!queryEmbedding) return [];
  return read(queryEmbedding).catch((error: unknown) => {
    log().warn({ error }, "The search went on without embeddings.");
    return [];
  });
}

async function byWords(
  ctx: Ctx,
  filter: CandidateFilter,
  fetching: string,
  words: QueryTerm[],
): Promise<Row[]> {
  const compared = words.filter(({ isKnown }) => isKnown).slice(0, wordsCompared);
  const names = compared.map(({ term }) => quoted(term));
  const weights = compared.map(({ weight }) => weight);
  const rows = await ctx.db.execute<Row>(sql`
    with hit as materialized (
      select id, kind, terms from passage where terms @@ ${fetching}::tsquery ${within(filter)} ${seen(ctx)}
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
    select ${row}
    from best join passage using (id)
    left join article on passage.kind = 'article' and article.id = passage.ref
    where best.place <= ${candidateLimit} and best.weight >= ${leastShare} * best.most`);
  return [...rows];
}

async function byId(ctx: Ctx, filter: CandidateFilter, ids: number[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db.execute<Row>(sql`
    select ${row}
    from passage left join article on passage.kind = 'article' and article.id = passage.ref
    where passage.id = any(${sql.param(ids)}::bigint[]) ${within(filter)} ${seen(ctx)}`);
  return [...rows];
}

const row = sql`passage.id::int as id, passage.kind, passage.ref::int as ref, passage.title, passage.body,
  coalesce(article.kind = 'runbook', false) as "isRunbook"`;

/** A passage of a ticket is seen with its ticket. No policy of the table says so, because none lets the index of words be used. */
function seen(ctx: Ctx) {
  if (!isHiding(ctx)) return sql``;
  return sql`and (passage.kind <> 'ticket' or exists (select from ticket where ticket.id = passage.ref))`;
}

function within({ kinds, exceptTicketId, source }: CandidateFilter) {
  return sql.join([
    kinds ? sql`and passage.kind = any(${sql.param([...kinds])}::text[])` : sql``,
    exceptTicketId ? sql`and not (passage.kind = 'ticket' and ref = ${exceptTicketId})` : sql``,
    source
      ? sql`and passage.kind = 'article' and ref in (select id from article where source = ${source})`
      : sql``,
  ]);
}
