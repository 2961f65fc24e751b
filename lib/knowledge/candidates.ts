/** Which passages are worth ranking for a question: those that share its rare words, and those that mean what it means. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { log } from "#lib/platform/log";
import type { Passage } from "./model";
import { nearness } from "./nearness";
import type { QueryTerm } from "./rank";
import { quoted, type SearchQuery } from "./search";
import { cosinesOf, type Meant, nearestVectors } from "./vectors";

export type CandidateFilter = {
  kinds?: readonly Passage["kind"][];
  exceptTicketId?: number;
  /** Only articles of this source, for instance one organisation's runbooks. */
  source?: string;
};

export type Candidate = Pick<Passage, "kind" | "ref" | "title" | "body" | "isRunbook"> & {
  id: number;
  /** False for one that was found by its embedding alone. */
  isWorded: boolean;
  /** The log odds its embedding gives that it is about what is meant; null without an embedding. */
  near: number | null;
};

/** Candidates of each kind re-ranked per search: enough to hold the right one, few enough to read in milliseconds. */
export const candidateLimit = 40;
/** What holds less than this share of the weight of the words of the best of its kind does not come first. */
const leastShare = 0.4;
/** Passages of which the words are compared, and words compared, to choose the candidates. */
const comparedLimit = 1_000;
const wordsCompared = 24;

/** The candidates by words, and, where it is known what is meant, those nearest to it. */
export async function findCandidates(
  ctx: Ctx,
  filter: CandidateFilter,
  query: SearchQuery,
  meant: Meant | null,
): Promise<Candidate[]> {
  const [worded, nearest] = await Promise.all([
    query.fetching === null ? [] : byWords(ctx, filter, query.fetching, query.terms),
    orNone(meant, (known) => nearestVectors(ctx, known, filter.kinds ?? ["article", "ticket"])),
  ]);
  const known = new Set(worded.map(({ id }) => id));
  const [further, cosines] = await Promise.all([
    byId(
      ctx,
      filter,
      [...nearest.keys()].filter((id) => !known.has(id)),
    ),
    orNone(meant, (asked) =>
      cosinesOf(
        ctx,
        asked,
        [...known].filter((id) => !nearest.has(id)),
      ),
    ),
  ]);
  const nearOf = ({ id }: Row) => {
    const cosine = nearest.get(id) ?? cosines.get(id);
    return meant && cosine !== undefined ? nearness(cosine, meant.space) : null;
  };
  return [
    ...worded.map((row) => ({ ...row, isWorded: true, near: nearOf(row) })),
    ...further.map((row) => ({ ...row, isWorded: false, near: nearOf(row) })),
  ];
}

type Row = Omit<Candidate, "isWorded" | "near">;

/** The search goes on by words when vectors cannot be read, for instance while a model's space is made anew. */
async function orNone(
  meant: Meant | null,
  read: (meant: Meant) => Promise<Map<number, number>>,
): Promise<Map<number, number>> {
  if (!meant) return new Map();
  return read(meant).catch((error: unknown) => {
    log().warn({ error: String(error) }, "The search went on without embeddings.");
    return new Map();
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
      select id, kind, terms from passage where terms @@ ${fetching}::tsquery ${within(filter)}
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
    where passage.id = any(${sql.param(ids)}::bigint[]) ${within(filter)}`);
  return [...rows];
}

const row = sql`passage.id::int as id, passage.kind, passage.ref::int as ref, passage.title, passage.body,
  coalesce(article.kind = 'runbook', false) as "isRunbook"`;

function within({ kinds, exceptTicketId, source }: CandidateFilter) {
  return sql.join([
    kinds ? sql`and passage.kind = any(${sql.param([...kinds])}::text[])` : sql``,
    exceptTicketId ? sql`and not (passage.kind = 'ticket' and ref = ${exceptTicketId})` : sql``,
    source
      ? sql`and passage.kind = 'article' and ref in (select id from article where source = ${source})`
      : sql``,
  ]);
}
