/** The change feed: what happened, for browsers to follow without missing anything. */
import { sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { change } from "#db/schema/platform";
import { type Ctx, onCommit, writeAtEnd } from "./context";
import { wakeListeners } from "./notifier";

/** Topics a browser can hear about; `data` names rows, never contents another role may not see. */
export const changeTopics = [
  "ticket",
  "event",
  "suggestion",
  "decision",
  "agent_run",
  "question",
  "presence",
  "counter",
  "article",
  "setting",
  "incident",
  "oncall",
] as const;
export type ChangeTopic = (typeof changeTopics)[number];

/** A place in the feed, `transaction.id`: everything up to and including it has been seen. */
export type Cursor = string;

export type Change = {
  cursor: Cursor;
  topic: ChangeTopic;
  ticketId: number | null;
  data: Record<string, unknown>;
  at: Date;
};

export type NewChange = { topic: ChangeTopic; ticketId: number | null; data?: Record<string, unknown> };

/** Appends to the feed inside the transaction of the change; listeners are woken after commit. */
export async function publishChange(
  ctx: Ctx,
  topic: ChangeTopic,
  ticketId: number | null,
  data: Record<string, unknown> = {},
): Promise<void> {
  await publishChanges(ctx, [{ topic, ticketId, data }]);
}

/** Appends several changes to the feed; those of a transaction are written with one statement as it ends. */
export async function publishChanges(ctx: Ctx, changes: NewChange[]): Promise<void> {
  if (changes.length === 0 || ctx.unattended) return;
  await writeAtEnd(ctx, writeChanges, changes);
  onCommit(ctx, wakeListeners);
}

/** That badges have changed is said once. */
async function writeChanges(ctx: Ctx, changes: NewChange[]): Promise<void> {
  const lastCounter = changes.findLast(({ topic }) => topic === "counter");
  const rows = changes.filter((one) => one.topic !== "counter" || one === lastCounter);
  const complete = rows.map(({ topic, ticketId, data = {} }) => ({ topic, ticketId, data }));
  await ctx.db.execute(insertRows(change, complete));
}

/**
 * The changes after `cursor`, oldest first. Ordered by (transaction, id) and cut below the oldest transaction
 * still writing, so that a change that commits late is never skipped: until it does, later ones wait.
 */
export async function changesSince(ctx: Ctx, cursor: Cursor, limit = 500): Promise<Change[]> {
  const { transaction, id } = parseCursor(cursor);
  // A statement of its own, before the rows are read: what was not running then has committed and can be seen.
  const horizon = await readHorizon(ctx);
  const rows = await ctx.db.execute<Omit<Change, "at"> & { at: string }>(sql`
    select transaction::text || '.' || id as cursor, topic, ticket_id::float8 as "ticketId", data, at
    from change
    where (transaction, id) > (${transaction}::xid8, ${id}::bigint) and transaction < ${horizon}::xid8
    order by transaction, id limit ${limit}`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** The place behind everything that may be read now. */
export async function headCursor(ctx: Ctx): Promise<Cursor> {
  return `${await readHorizon(ctx)}.0`;
}

/**
 * The oldest transaction that still writes in this database. `pg_snapshot_xmin` alone would also wait for the other
 * databases of the server, where a transaction may run for hours; it is the answer only when the sessions of another
 * role hide what they do. Running transactions are known by their low 32 bits only.
 */
async function readHorizon(ctx: Ctx): Promise<string> {
  const rows = await ctx.db.execute<{ horizon: string }>(sql`
    with snapshot as (
      select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as xmin,
             pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xmax
    ), writing as (
      -- Signed distance modulo 2^32 from the snapshot's end, which a running transaction may lie behind or before.
      select min(xmax + (backend_xid::text::bigint - xmax % 4294967296 + 6442450944) % 4294967296 - 2147483648) as oldest,
             bool_or(query = '<insufficient privilege>') as is_hidden
      from pg_stat_activity, snapshot where datname = current_database()
    )
    select (case when is_hidden then xmin else least(xmax, oldest) end)::text as horizon from snapshot, writing`);
  return rows[0]?.horizon ?? "0";
}

/** True while changes behind `cursor` are committed but held back by a transaction that still runs. */
export async function isHeldBack(ctx: Ctx, cursor: Cursor): Promise<boolean> {
  const { transaction, id } = parseCursor(cursor);
  const rows = await ctx.db.execute<{ held: boolean }>(sql`
    select exists (select from change where (transaction, id) > (${transaction}::xid8, ${id}::bigint)) as held`);
  return rows[0]?.held ?? false;
}

/** False when changes behind `cursor` have been pruned, or it comes from another database: its holder must start anew. */
export async function isReachable(ctx: Ctx, cursor: Cursor): Promise<boolean> {
  const { transaction, id } = parseCursor(cursor);
  const rows = await ctx.db.execute<{ reachable: boolean }>(sql`
    select ${transaction}::xid8 <= pg_snapshot_xmax(pg_current_snapshot())
      and exists (select from change where (transaction, id) <= (${transaction}::xid8, ${id}::bigint)) as reachable`);
  return rows[0]?.reachable ?? false;
}

/** Deletes what is older than `hours`, always a whole beginning of the feed; returns how many rows went. */
export async function pruneChanges(ctx: Ctx, hours = 24): Promise<number> {
  const before = new Date(ctx.now().getTime() - hours * 3_600_000).toISOString();
  const result = await ctx.db.execute(sql`
    delete from change where transaction < (select min(transaction) from change where at >= ${before})`);
  return result.count;
}

/** Negative, zero or positive as `a` stands before, at or behind `b`. */
export function compareCursors(a: Cursor, b: Cursor): number {
  const [left, right] = [parseCursor(a), parseCursor(b)];
  const byTransaction = BigInt(left.transaction) - BigInt(right.transaction);
  const difference = byTransaction === 0n ? BigInt(left.id) - BigInt(right.id) : byTransaction;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The cursor when it has the shape of one, else null; for what a browser sends. */
export function readCursor(text: string | null | undefined): Cursor | null {
  return text && /^\d{1,20}\.\d{1,18}$/.test(text) ? text : null;
}

function parseCursor(cursor: Cursor): { transaction: string; id: string } {
  const [transaction = "0", id = "0"] = cursor.split(".");
  return { transaction, id };
}
