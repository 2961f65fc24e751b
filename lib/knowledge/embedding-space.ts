/** Where an embedding model's vectors are kept: a table of their own, made only where the server has pgvector. */
import { and, eq, getTableColumns, lt, ne, sql } from "drizzle-orm";
import { embeddingSpace } from "#db/schema/knowledge";
import type { Ctx } from "#lib/platform/context";
import { withTransaction } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { Scale } from "./embedding-similarity";

export type Space = typeof embeddingSpace.$inferSelect;
/** A space whose table is there. */
export type OpenSpace = Space & { dimensions: number } & Scale;

/** Half precision takes half the room and is indexed up to so many dimensions. */
const mostDimensions = 4_000;
/** Oldest version of pgvector that has half precision. */
const oldest = [0, 7] as const;
/** Seconds a worker may take for one batch, and waits after something went wrong. */
const leaseLength = 300;
const pauseLength = 30;
/** Days until the vectors of a model that nobody uses any more are deleted. */
const keptUnused = 7;

/** A space whose table is gone, as after a dump was restored elsewhere, is not open. */
const columns = {
  ...getTableColumns(embeddingSpace),
  dimensions: sql<
    number | null
  >`case when to_regclass('passage_vector_' || ${embeddingSpace.id}) is not null then ${embeddingSpace.dimensions} end`,
};

/** The space of a model; null before a worker has begun it. */
export async function spaceOf(ctx: Ctx, model: string): Promise<Space | null> {
  const [row] = await ctx.db.select(columns).from(embeddingSpace).where(eq(embeddingSpace.model, model));
  return row ?? null;
}

/** True when the space can be searched. */
export function isOpen(space: Space | null): space is OpenSpace {
  return space !== null && space.dimensions !== null && space.slope !== null && space.even !== null;
}

/** The table of a space's vectors. */
export function tableOf({ id }: Pick<Space, "id">) {
  return sql.identifier(`passage_vector_${id}`);
}

/** Begins a model's space when there is none and leases it to the caller; null while another worker has it or it rests. */
export async function leaseSpace(ctx: Ctx, model: string): Promise<Space | null> {
  if (!(await spaceOf(ctx, model)))
    await ctx.db
      .insert(embeddingSpace)
      .values({ model, usedAt: ctx.now() })
      .onConflictDoNothing({ target: embeddingSpace.model });
  const [leased] = await ctx.db
    .update(embeddingSpace)
    .set({ leasedUntil: sql`now() + make_interval(secs => ${leaseLength})`, usedAt: ctx.now() })
    .where(and(eq(embeddingSpace.model, model), lt(embeddingSpace.leasedUntil, sql`now()`)))
    .returning(columns);
  return leased ?? null;
}

/** Gives a space back; with something that went wrong it rests for half a minute. */
export async function releaseSpace(ctx: Ctx, { id }: Space, trouble: string | null): Promise<void> {
  const rest = trouble ? pauseLength : 0;
  await ctx.db
    .update(embeddingSpace)
    .set({ leasedUntil: sql`now() + make_interval(secs => ${rest})`, trouble })
    .where(eq(embeddingSpace.id, id));
}

/** Why this server cannot keep vectors, in a sentence; null when it can. */
export async function whyNoVectors(ctx: Ctx): Promise<string | null> {
  const [found] = await ctx.db.execute<{ version: string }>(sql`
    select coalesce(installed_version, default_version) as version
    from pg_available_extensions where name = 'vector'`);
  if (!found) return "The database server does not have the extension pgvector. Install it there to use it.";
  const [major = 0, minor = 0] = found.version.split(".").map(Number);
  if (major > oldest[0] || minor >= oldest[1]) return null;
  return `The database has pgvector ${found.version}; Vigil needs ${oldest.join(".")} or newer. Update it there.`;
}

/**
 * Makes the table of a space for vectors of so many dimensions. Throws `unprocessable` with a sentence where the server
 * cannot keep them. Nothing embedded before counts any more.
 */
export async function openSpace(
  ctx: Ctx,
  space: Space,
  dimensions: number,
  scale: Scale,
): Promise<OpenSpace> {
  if (dimensions > mostDimensions)
    throw new AppError(
      "unprocessable",
      `The model gives ${dimensions} dimensions; at most ${mostDimensions} can be indexed. Choose another.`,
    );
  const table = tableOf(space);
  await createExtension(ctx);
  return withTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`drop table if exists ${table}`);
    await tx.db.execute(sql`
      create table ${table} (
        passage_id bigint primary key references passage (id) on delete cascade,
        kind text not null,
        embedding halfvec(${sql.raw(String(dimensions))})
      )`);
    for (const kind of ["article", "ticket"])
      await tx.db.execute(sql`
        create index on ${table} using hnsw (embedding halfvec_cosine_ops) where kind = ${sql.raw(`'${kind}'`)}`);
    const newest = sql`coalesce((select max(id) from passage), 0)`;
    const [opened] = await tx.db
      .update(embeddingSpace)
      .set({ dimensions, ...scale, filledFrom: sql`${newest} + 1`, filledTo: newest })
      .where(eq(embeddingSpace.id, space.id))
      .returning();
    return { ...space, ...opened, dimensions, ...scale };
  });
}

/** Has the space made anew, for a model that has changed under its name. */
export async function closeSpace(ctx: Ctx, { id }: Space): Promise<void> {
  await ctx.db.update(embeddingSpace).set({ dimensions: null }).where(eq(embeddingSpace.id, id));
}

/** Deletes the vectors of models that have not been used for a week. */
export async function dropUnusedSpaces(ctx: Ctx, current: string): Promise<void> {
  const unused = await ctx.db
    .select()
    .from(embeddingSpace)
    .where(
      and(
        ne(embeddingSpace.model, current),
        lt(embeddingSpace.usedAt, sql`now() - make_interval(days => ${keptUnused})`),
      ),
    );
  for (const space of unused)
    await withTransaction(ctx, async (tx) => {
      await tx.db.execute(sql`drop table if exists ${tableOf(space)}`);
      await tx.db.delete(embeddingSpace).where(eq(embeddingSpace.id, space.id));
    });
}

/** Whether a role may add an extension only trying tells: managed servers have rules of their own. */
async function createExtension(ctx: Ctx): Promise<void> {
  const [installed] = await ctx.db.execute(sql`select from pg_extension where extname = 'vector'`);
  if (installed) return;
  try {
    await ctx.db.execute(sql`create extension if not exists vector`);
  } catch (error) {
    if (!isDenied(error)) throw error;
    throw new AppError(
      "unprocessable",
      "The role in DATABASE_URL may not add pgvector. Have an administrator run CREATE EXTENSION vector in this database.",
    );
  }
}

function isDenied(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "42501";
}
