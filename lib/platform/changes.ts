/** The change feed: what happened, for browsers to follow without missing anything. */
import { sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { change } from "#db/schema/platform";
import { type Ctx, onCommit, type RowWriter, writeAtEnd } from "./context";
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

/** A place in the feed, the number of a change: everything up to and including it has been seen. */
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
  await writeAtEnd(ctx, changesWriter, changes);
  onCommit(ctx, wakeListeners);
}

/** That badges have changed is said once. */
const changesWriter: RowWriter<NewChange> = {
  insert: (changes) => {
    const lastCounter = changes.findLast(({ topic }) => topic === "counter");
    const rows = changes.filter((one) => one.topic !== "counter" || one === lastCounter);
    return insertRows(
      change,
      rows.map(({ topic, ticketId, data = {} }) => ({ topic, ticketId, data })),
    );
  },
};

/**
 * The changes after `cursor`, oldest first, those of one transaction together. Cut before whatever is being written, so
 * that a change that commits late is never skipped: until it does, later ones wait.
 */
export async function changesSince(ctx: Ctx, cursor: Cursor, limit = 500): Promise<Change[]> {
  // A statement of its own, before the rows are read: what was not being written then has committed and can be seen.
  const horizon = await readHorizon(ctx);
  const rows = await ctx.db.execute<Omit<Change, "at"> & { at: string }>(sql`
    with ready as (
      select * from change where id > ${cursor}::bigint and id <= ${horizon}::bigint order by id limit ${limit}
    ), torn as (
      -- Its other changes lie behind the horizon.
      select min(id) as id from ready
      where exists (select from change as other
        where other.transaction = ready.transaction and other.id > ${horizon}::bigint)
    )
    select id::text as cursor, topic, ticket_id::float8 as "ticketId", data, at
    from ready where id < coalesce((select id from torn), id + 1) order by id`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** The place behind everything that may be read now. */
export async function headCursor(ctx: Ctx): Promise<Cursor> {
  return readHorizon(ctx);
}

/**
 * The number up to which every change has committed, or never will. Numbers are given in order, and whoever writes holds a
 * lock (`hold_feed`) on the last one before its own until it has committed: so a transaction that works for long holds
 * nothing back before it writes its changes, as it ends. The last number is read before the locks are.
 */
async function readHorizon(ctx: Ctx): Promise<Cursor> {
  const [last] = await ctx.db.execute<{ id: string }>(
    sql`select coalesce(pg_sequence_last_value('change_id_seq'), 0)::text as id`,
  );
  // A lock names the low 31 bits of its number. One that seems far behind began after the last number was read.
  const [horizon] = await ctx.db.execute<{ id: string }>(sql`
    with writing as (
      select (${last?.id ?? "0"}::bigint - objid::bigint) & 2147483647 as behind from pg_locks
      where locktype = 'advisory' and objsubid = 2
        and classid::bigint = hashtext('vigil.feed')::bigint & 4294967295
        and database = (select oid from pg_database where datname = current_database())
    )
    select (${last?.id ?? "0"}::bigint - coalesce(max(behind), 0))::text as id
    from writing where behind < 1073741824`);
  return horizon?.id ?? "0";
}

/** True while changes behind `cursor` are committed but held back by one that is being written. */
export async function isHeldBack(ctx: Ctx, cursor: Cursor): Promise<boolean> {
  const rows = await ctx.db.execute<{ held: boolean }>(
    sql`select exists (select from change where id > ${cursor}::bigint) as held`,
  );
  return rows[0]?.held ?? false;
}

/** False when changes behind `cursor` have been pruned, or it comes from another database: its holder must start anew. */
export async function isReachable(ctx: Ctx, cursor: Cursor): Promise<boolean> {
  const rows = await ctx.db.execute<{ reachable: boolean }>(sql`
    select ${cursor}::bigint <= coalesce(pg_sequence_last_value('change_id_seq'), 0)
      and exists (select from change where id <= ${cursor}::bigint) as reachable`);
  return rows[0]?.reachable ?? false;
}

/** Deletes what is older than `hours`, always a whole beginning of the feed; returns how many rows went. */
export async function pruneChanges(ctx: Ctx, hours = 24): Promise<number> {
  const before = new Date(ctx.now().getTime() - hours * 3_600_000).toISOString();
  const result = await ctx.db.execute(sql`
    delete from change where id < (select min(id) from change where at >= ${before})`);
  return result.count;
}

/** Negative, zero or positive as `a` stands before, at or behind `b`. */
export function compareCursors(a: Cursor, b: Cursor): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

/** The cursor when it has the shape of one, else null; for what a browser sends. */
export function readCursor(text: string | null | undefined): Cursor | null {
  return text && /^(?:0|[1-9]\d{0,17})$/.test(text) ? text : null;
}
