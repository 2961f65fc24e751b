/** In how many passages terms stand. */
import { sql } from "drizzle-orm";
import type { Database } from "#db/client";
import type { Ctx } from "#lib/platform/context";

/** Passages by term; a term that stands in none is missing. */
export type Frequencies = Map<string, number>;

/** The counts as they are now. */
export async function frequencies(ctx: Ctx, terms: string[]): Promise<Frequencies> {
  if (terms.length === 0) return new Map();
  const rows = await ctx.db.execute<{ term: string; documents: number }>(
    sql`select term, documents from term_frequency where term = any(${sql.param(terms)}::text[])`,
  );
  return new Map(rows.map(({ term, documents }) => [term, documents]));
}

const kept = new WeakMap<Database, { counts: Frequencies; since: number }>();
const keptMs = 10 * 60_000;
const termsKept = 50_000;

/**
 * The counts as they were at most ten minutes ago: for the length of a passage's vector, which hardly moves. Held per
 * connection pool, so that the words of most passages are asked for once.
 */
export async function keptFrequencies(ctx: Ctx, terms: Iterable<string>): Promise<Frequencies> {
  const now = performance.now();
  let memory = kept.get(ctx.db);
  if (!memory || now - memory.since > keptMs || memory.counts.size > termsKept) {
    memory = { counts: new Map(), since: now };
    kept.set(ctx.db, memory);
  }
  const { counts } = memory;
  const missing = [...terms].filter((term) => !counts.has(term));
  const found = await frequencies(ctx, missing);
  for (const term of missing) counts.set(term, found.get(term) ?? 0);
  return counts;
}
