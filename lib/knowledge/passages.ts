/** Keeps the search index in step: one row a passage, and in how many passages each term stands. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { withTransaction } from "#lib/platform/context";
import { terms } from "./terms";

export type IndexedText = { kind: "article" | "ticket"; ref: number; title: string; body: string };

/** The row of `term_frequency` that counts the passages themselves. */
export const allPassages = "";

/** Longest body a passage keeps, in UTF-16 units; more than that says nothing new about what it is about. */
const longestBody = 8_000;

/** Writes or replaces passages and corrects the term statistics, in one transaction. */
export async function writePassages(ctx: Ctx, texts: IndexedText[]): Promise<void> {
  if (texts.length === 0) return;
  await withTransaction(ctx, async (tx) => {
    await lock(tx);
    const change = new Map<string, number>();
    await forget(tx, texts, change);
    for (const text of texts) await insert(tx, text, change);
    await applyChange(tx, change);
  });
}

/** Takes passages out of search. */
export async function removePassages(ctx: Ctx, refs: Pick<IndexedText, "kind" | "ref">[]): Promise<void> {
  if (refs.length === 0) return;
  await withTransaction(ctx, async (tx) => {
    await lock(tx);
    const change = new Map<string, number>();
    await forget(tx, refs, change);
    await applyChange(tx, change);
  });
}

/** One writer at a time: two that replace the same passage would both subtract its old terms. */
function lock(tx: Ctx) {
  return tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('knowledge.passages', 0))`);
}

async function forget(tx: Ctx, refs: Pick<IndexedText, "kind" | "ref">[], change: Map<string, number>) {
  for (const kind of ["article", "ticket"] as const) {
    const ids = refs.filter((text) => text.kind === kind).map((text) => text.ref);
    if (ids.length === 0) continue;
    const rows = await tx.db.execute<{ lexemes: string[] }>(sql`
      delete from passage where kind = ${kind} and ref = any(${sql.param(ids)}::bigint[])
      returning tsvector_to_array(terms) as lexemes`);
    for (const { lexemes } of rows) count(change, lexemes, -1);
  }
}

async function insert(tx: Ctx, text: IndexedText, change: Map<string, number>) {
  const body = text.body.slice(0, longestBody);
  const distinct = [...new Set(terms(`${text.title}\n${body}`))].sort();
  count(change, distinct, 1);
  await tx.db.execute(sql`
    insert into passage (kind, ref, title, body, terms, updated_at)
    values (${text.kind}, ${text.ref}, ${text.title}, ${body}, array_to_tsvector(${sql.param(distinct)}::text[]), ${tx.now().toISOString()})`);
}

function count(change: Map<string, number>, lexemes: string[], by: number) {
  for (const term of [...lexemes, allPassages]) change.set(term, (change.get(term) ?? 0) + by);
}

async function applyChange(tx: Ctx, change: Map<string, number>) {
  const rows = [...change].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return;
  const names = rows.map(([term]) => term);
  const counts = rows.map(([, count]) => count);
  await tx.db.execute(sql`
    insert into term_frequency (term, documents)
    select * from unnest(${sql.param(names)}::text[], ${sql.param(counts)}::int[])
    on conflict (term) do update set documents = term_frequency.documents + excluded.documents`);
}
