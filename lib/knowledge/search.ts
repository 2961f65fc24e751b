/** From a ticket's words to a short query of rare terms, misspelt ones mended by trigram. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { allPassages } from "./passages";
import { inverseFrequency, type QueryTerm } from "./rank";
import { terms } from "./terms";

/**
 * Most passages a query may touch, and most terms it may hold: a ranked OR over common words takes
 * seconds at a million passages, a query of rare terms milliseconds.
 */
const touchedLimit = 4_000;
const termLimit = 24;
const commonShare = 0.2;

/** What to search for: terms that score, and the rare ones among them that fetch candidates. */
export type SearchQuery = { scoring: QueryTerm[]; fetching: QueryTerm[] };

/** Builds the query for `text`; empty when none of its words, nor any word like them, is known. */
export async function buildQuery(ctx: Ctx, text: string): Promise<SearchQuery> {
  const wanted = [...new Set(terms(text))].slice(0, 400);
  if (wanted.length === 0) return { scoring: [], fetching: [] };
  const known = await frequencies(ctx, [...wanted, allPassages]);
  const unknown = wanted.filter((term) => !known.has(term) && /^\p{L}{5,}$/u.test(term)).slice(0, 8);
  const mended = await nearestKnown(ctx, unknown);
  for (const [term, documents] of mended) known.set(term, documents);
  const size = known.get(allPassages) ?? 0;
  known.delete(allPassages);
  const ranked = [...known]
    .filter(([, documents]) => documents > 0)
    .map(([term, documents]) => ({ term, documents, idf: inverseFrequency(documents, size) }))
    .sort((a, b) => a.documents - b.documents || (a.term < b.term ? -1 : 1))
    .slice(0, 60);
  let touched = 0;
  const fetching = ranked.filter(({ documents }, place) => {
    const isRare = place < 3 || size < 2_000 || documents < commonShare * size;
    if (!isRare || place >= termLimit || touched + documents > touchedLimit) return false;
    touched += documents;
    return true;
  });
  return { scoring: ranked, fetching };
}

async function frequencies(ctx: Ctx, wanted: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db.execute<{ term: string; documents: number }>(
    sql`select term, documents from term_frequency where term = any(${sql.param(wanted)}::text[])`,
  );
  return new Map(rows.map((row) => [row.term, row.documents]));
}

async function nearestKnown(ctx: Ctx, unknown: string[]): Promise<[string, number][]> {
  if (unknown.length === 0) return [];
  const rows = await ctx.db.execute<{ term: string; documents: number }>(sql`
    select near.term, near.documents
    from unnest(${sql.param(unknown)}::text[]) as wanted(term),
    lateral (
      select term, documents from term_frequency
      where term % wanted.term and documents > 0
      order by similarity(term, wanted.term) desc, documents desc limit 2
    ) as near
    where similarity(near.term, wanted.term) >= 0.45`);
  return rows.map((row) => [row.term, row.documents]);
}
