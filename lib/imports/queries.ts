/** Reads of imports: those there were, one with its file, whom and what this installation knows. */
import { gunzipSync } from "node:zlib";
import { desc, eq, isNull, sql } from "drizzle-orm";
import { importRun } from "#db/schema/imports";
import { queue, user } from "#db/schema/team";
import { authorise, type Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { Here } from "./inbound";
import { Import, Learnt } from "./model";

const shown = {
  id: importRun.id,
  fileName: importRun.fileName,
  format: importRun.format,
  system: importRun.system,
  status: importRun.status,
  mapping: importRun.mapping,
  total: importRun.total,
  done: importRun.done,
  figures: importRun.figures,
  learnt: importRun.learnt,
  createdBy: importRun.createdBy,
  createdAt: importRun.createdAt,
  finishedAt: importRun.finishedAt,
};

/** The imports there were, newest first, at most 100. Needs the permission `ticket.import`. */
export async function imports(ctx: Ctx): Promise<Import[]> {
  authorise(ctx, "ticket.import");
  const rows = await ctx.db.select(shown).from(importRun).orderBy(desc(importRun.id)).limit(100);
  return rows.map((row) => Import.parse(row));
}

/** One import, or `AppError("not_found")`. Needs the permission `ticket.import`. */
export async function importById(ctx: Ctx, id: number): Promise<Import> {
  authorise(ctx, "ticket.import");
  const [row] = await ctx.db.select(shown).from(importRun).where(eq(importRun.id, id));
  if (!row) throw new AppError("not_found", "This import does not exist.");
  return Import.parse(row);
}

/** The bytes of an import's file; at most its first `most` ones. `conflict` once the file is gone. */
export async function contentOf(ctx: Ctx, id: number, most?: number): Promise<Uint8Array> {
  const [row] = await ctx.db
    .select({ content: importRun.content })
    .from(importRun)
    .where(eq(importRun.id, id));
  if (!row?.content) throw new AppError("conflict", "The file of this import is no longer here.");
  const bytes = gunzipSync(row.content);
  return most === undefined ? bytes : bytes.subarray(0, most);
}

/** Queues and people a file may name. */
export async function here(ctx: Ctx): Promise<Here> {
  const [queues, people] = await Promise.all([
    ctx.db.select({ key: queue.key, name: queue.name }).from(queue),
    ctx.db
      .select({ id: user.id, name: user.name, email: user.email })
      .from(user)
      .where(isNull(user.disabledAt)),
  ]);
  return {
    queues: new Map(
      queues.flatMap(({ key, name }) => [
        [name.toLowerCase(), key],
        [key, key],
      ]),
    ),
    people: new Map(
      people.flatMap(({ id, name, email }) => [
        [name.toLowerCase(), id],
        [email.toLowerCase(), id],
        [id.toLowerCase(), id],
      ]),
    ),
  };
}

/** Tickets of an import that have grown by anything but imports since: an undo leaves them. */
export async function workedOn(ctx: Ctx, importId: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select own.ticket_id::float8 as id from imported_ticket own
    where own.import_id = ${importId} and (
      exists (select from ticket_event event where event.ticket_id = own.ticket_id and event.source <> 'import')
      or exists (select from agent_run run where run.ticket_id = own.ticket_id))`);
  return rows.map(({ id }) => id);
}

/** What was learned from an import's tickets so far. */
export async function learntFrom(ctx: Ctx, importId: number): Promise<Learnt> {
  const [row] = await ctx.db.execute(sql`
    with learned as (
      select distinct own.ticket_id from imported_ticket own
      join training_example on training_example.ticket_id = own.ticket_id
      where own.import_id = ${importId})
    select (select count(*)::int from learned) as tickets,
      count(*) filter (where event.kind = 'analyst_reply')::int as replies,
      coalesce(jsonb_agg(distinct event.data->>'tool') filter (where event.kind = 'tool_call'), '[]') as tools
    from learned join ticket_event event on event.ticket_id = learned.ticket_id`);
  return Learnt.parse(row);
}
