/** The vectors of passages: which are missing, keeping them, and the passages nearest to a question. */
import { eq, sql } from "drizzle-orm";
import { embeddingSpace } from "#db/schema/knowledge";
import type { Ctx } from "#lib/platform/context";
import { type OpenSpace, type Space, tableOf } from "./embedding-space";
import type { Passage } from "./model";

/** A question as a model understands it: a unit vector, and the space it lies in. */
export type QueryEmbedding = { space: OpenSpace; vector: number[] };

export type PassageText = { id: number; kind: Passage["kind"]; ref: number; title: string; body: string };
/** Passages to embed next, and how far the space is filled when they are. */
export type Missing = { passages: PassageText[]; filled: Pick<Space, "filledFrom" | "filledTo"> };

/** The nearest of each kind that are looked at; see `sharers` in embedding-similarity.ts. */
const nearestLimit = 20;

/**
 * The next passages without a vector: those written since the last look, oldest first, else the backlog, newest first.
 * Null when there are none. A changed passage is a new row, and rows become visible in the order of their ids, because
 * one transaction at a time writes passages: so two marks tell what is done.
 */
export async function missingVectors(ctx: Ctx, space: OpenSpace, limit: number): Promise<Missing | null> {
  const { filledFrom, filledTo } = space;
  const added = await page(ctx, sql`id > ${filledTo} order by id`, limit);
  const last = added.at(-1);
  if (last) return { passages: added, filled: { filledFrom, filledTo: last.id } };
  const older = await page(ctx, sql`id < ${filledFrom} order by id desc`, limit);
  const first = older.at(-1);
  return first ? { passages: older, filled: { filledFrom: first.id, filledTo } } : null;
}

/** True when every passage has been embedded, as far as the model takes it. */
export async function isFilled(ctx: Ctx, { filledFrom, filledTo }: Space): Promise<boolean> {
  const [found] = await ctx.db.execute<{ missing: boolean }>(sql`
    select exists (select from passage where id > ${filledTo}) or
      exists (select from passage where id < ${filledFrom}) as missing`);
  return !found?.missing;
}

/**
 * Keeps vectors, null for a passage the model refused, and how far the space is filled. Passages deleted meanwhile are
 * left out; one row a statement, so that whoever deletes passages waits for one row at most and never in a circle.
 */
export async function keepVectors(
  ctx: Ctx,
  space: OpenSpace,
  vectors: { passage: PassageText; vector: number[] | null }[],
  filled: Missing["filled"],
): Promise<void> {
  for (const { passage, vector } of vectors)
    await ctx.db.execute(sql`
      insert into ${tableOf(space)} (passage_id, kind, embedding)
      select id, kind, ${vector && literal(vector)}::halfvec from passage where id = ${passage.id} for key share
      on conflict do nothing`);
  await ctx.db.update(embeddingSpace).set(filled).where(eq(embeddingSpace.id, space.id));
}

export type VectorCounts = { passages: number; embedded: number; refused: number };

/** How many passages there are, and of how many the model was asked for a vector and gave none. */
export async function countVectors(ctx: Ctx, space: OpenSpace): Promise<VectorCounts> {
  const [counted] = await ctx.db.execute<VectorCounts>(sql`
    select (select count(*)::int from passage) as passages, count(*)::int as embedded,
      count(*) filter (where embedding is null)::int as refused
    from ${tableOf(space)}`);
  return counted ?? { passages: 0, embedded: 0, refused: 0 };
}

export type NearPassage = { id: number; kind: Passage["kind"]; cosine: number };

/** The passages of each kind nearest to a question's embedding, the nearest of a kind first. */
export async function nearestVectors(
  ctx: Ctx,
  { space, vector }: QueryEmbedding,
  kinds: readonly Passage["kind"][],
): Promise<NearPassage[]> {
  const nearest = kinds.map(
    (kind) => sql`(
      select passage_id, kind, embedding <=> (select wanted from asked) as distance from ${tableOf(space)}
      where kind = ${sql.raw(`'${kind}'`)} order by embedding <=> (select wanted from asked) limit ${nearestLimit})`,
  );
  const rows = await ctx.db.execute<NearPassage>(sql`
    with asked as materialized (select ${literal(vector)}::halfvec as wanted)
    select passage_id::int as id, kind, 1 - distance as cosine
    from (${sql.join(nearest, sql` union all `)}) as near where distance is not null order by distance`);
  return [...rows];
}

/** Cosines of a question's embedding and passages by id; those without a vector are left out. */
export async function cosinesOf(
  ctx: Ctx,
  { space, vector }: QueryEmbedding,
  ids: number[],
): Promise<NearPassage[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db.execute<NearPassage>(sql`
    select passage_id::int as id, kind, 1 - (embedding <=> ${literal(vector)}::halfvec) as cosine
    from ${tableOf(space)} where passage_id = any(${sql.param(ids)}::bigint[]) and embedding is not null`);
  return [...rows];
}

async function page(ctx: Ctx, where: ReturnType<typeof sql>, limit: number): Promise<PassageText[]> {
  const rows = await ctx.db.execute<PassageText>(sql`
    select id::int as id, kind, ref::int as ref, title, body from passage where ${where} limit ${limit}`);
  return [...rows];
}

/** Five digits are what half precision can hold. */
function literal(vector: readonly number[]): string {
  return `[${vector.map((value) => value.toFixed(5)).join(",")}]`;
}
