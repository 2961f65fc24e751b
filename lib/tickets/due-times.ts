/** Reads and writes the clocks and commitments of tickets, many at once. */
import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#db/client";
import { insertRows, rowJson } from "#db/json";
import { customer } from "#db/schema/customers";
import { commitment, slaClock } from "#db/schema/sla";
import { type Ctx, isInTransaction } from "#lib/platform/context";
import { recentSetting } from "#lib/settings/queries";
import { Clock, Commitment, reminderAt } from "#lib/sla/model";
import type { Terms } from "#lib/sla/rules";
import type { Beside, LockedTicket } from "./change";
import { isSame } from "./clocks";
import { withDue } from "./fold";

/** What each open transaction knows of it, as it has left it itself: the tickets are locked. */
const heldBy = new WeakMap<Database, Map<number, Beside>>();

/** What stands beside tickets, by their ids. A stopped response clock has nothing to say any more and is left out. */
export async function besideTickets(tx: Ctx, ids: number[]): Promise<Map<number, Beside>> {
  const held = heldBy.get(tx.db);
  const missing = ids.filter((id) => !held?.has(id));
  const read = missing.length > 0 ? await readBeside(tx, missing) : [];
  const known = ids.flatMap((id) => {
    const beside = held?.get(id);
    return beside ? [[id, beside] as const] : [];
  });
  return new Map([...known, ...read]);
}

async function readBeside(tx: Ctx, ids: number[]): Promise<[number, Beside][]> {
  const rows = await tx.db.execute<{ id: number; clocks: unknown; commitments: unknown }>(sql`
    select given.id::float8 as id,
      (select coalesce(json_agg(${rowJson(slaClock)}), '[]') from sla_clock
        where ticket_id = given.id and (stopped_at is null or kind = 'resolution')) as clocks,
      (select coalesce(json_agg(${rowJson(commitment)} order by commitment.id), '[]') from commitment
        where ticket_id = given.id) as commitments
    from (select json_array_elements_text(${JSON.stringify(ids)}::text::json)::bigint as id) as given`);
  return rows.map(({ id, clocks, commitments }) => [
    id,
    { clocks: z.array(Clock).parse(clocks), commitments: z.array(Commitment).parse(commitments) },
  ]);
}

/** The terms that hold for tickets, by their ids. The plans of those who ask are read where a policy goes by one. */
export async function termsFor(
  tx: Ctx,
  rows: Pick<LockedTicket, "id" | "customerId">[],
): Promise<(ticketId: number) => Terms> {
  const [hours, reminderDelay, { policies }] = await Promise.all([
    recentSetting(tx, "policy.hours"),
    recentSetting(tx, "policy.silence"),
    recentSetting(tx, "sla.policies"),
  ]);
  const terms: Terms = { hours, reminderDelay, policies, plan: null };
  const customers = rows.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
  if (customers.length === 0 || policies.every(({ plans }) => plans.length === 0)) return () => terms;
  const cards = await tx.db
    .select({ id: customer.id, plan: customer.plan })
    .from(customer)
    .where(inArray(customer.id, customers));
  const plans = new Map(cards.map(({ id, plan }) => [id, plan]));
  const asker = new Map(rows.map(({ id, customerId }) => [id, customerId]));
  return (ticketId) => ({ ...terms, plan: plans.get(asker.get(ticketId) ?? 0) ?? null });
}

/** When something of a ticket is to be done next; null when nothing is. */
export function ringsAt(
  { followUpAt }: Pick<LockedTicket, "followUpAt">,
  { clocks, commitments }: Beside,
): Date | null {
  const instants = [
    followUpAt,
    ...clocks.map(({ nextAt }) => nextAt),
    ...commitments
      .filter(({ state }) => state === "open")
      .map((one) => (one.remindedAt ? one.dueAt : reminderAt(one))),
  ].filter((instant) => instant !== null);
  return instants.length > 0 ? new Date(Math.min(...instants.map((instant) => instant.getTime()))) : null;
}

/** The ticket with what is due first of all that stands beside it, and when it rings next. */
export function withDueTimes(row: LockedTicket, beside: Beside): LockedTicket {
  return { ...withDue(row, beside.clocks, commitmentTimes(beside)), ringsAt: ringsAt(row, beside) };
}

/** When the open promises fall due. */
function commitmentTimes({ commitments }: Beside): Date[] {
  return commitments.filter(({ state }) => state === "open").map(({ dueAt }) => dueAt);
}

/** A ticket whose clocks and promises were `before` and are `after` now. */
export type BesideChange = { ticketId: number; before: Beside; after: Beside };

/** Writes what changed of it: a clock that owes nothing any more is gone. */
export async function keepBeside(tx: Ctx, changes: BesideChange[]): Promise<void> {
  if (isInTransaction(tx)) for (const change of changes) hold(tx, change);
  const gone = changes.flatMap(({ ticketId, before, after }) =>
    before.clocks
      .filter((clock) => !after.clocks.some((one) => isSame(one, clock)))
      .map(({ kind, startedAt }) => ({ ticketId, kind, startedAt })),
  );
  const clocks = changes.flatMap(({ ticketId, before, after }) =>
    after.clocks.filter((clock) => !before.clocks.includes(clock)).map((clock) => ({ ticketId, ...clock })),
  );
  const commitments = changes.flatMap(({ before, after }) =>
    after.commitments.filter((one) => !before.commitments.includes(one)),
  );
  const made = commitments.filter((one) => !("id" in one));
  const settled = commitments.filter((one) => "id" in one);
  if (gone.length > 0)
    await tx.db.execute(sql`
      delete from sla_clock using json_to_recordset(${JSON.stringify(gone)}::text::json)
        as old ("ticketId" bigint, kind text, "startedAt" timestamptz)
      where sla_clock.ticket_id = old."ticketId" and sla_clock.kind = old.kind and started_at = old."startedAt"`);
  await Promise.all([
    clocks.length > 0 && tx.db.execute(insertRows(slaClock, clocks, replacing)),
    made.length > 0 && tx.db.execute(insertRows(commitment, made, sql`on conflict do nothing`)),
    settled.length > 0 &&
      tx.db.execute(sql`
        update commitment set state = new.state, settled_at = new."settledAt", settled_by = new."settledBy",
          reminded_at = new."remindedAt"
        from json_to_recordset(${JSON.stringify(settled)}::text::json)
          as new (id bigint, state text, "settledAt" timestamptz, "settledBy" bigint, "remindedAt" timestamptz)
        where commitment.id = new.id`),
  ]);
}

/** What is new has a number only once it is written, and is read again. */
function hold(tx: Ctx, { ticketId, after }: BesideChange): void {
  const held = heldBy.get(tx.db) ?? new Map<number, Beside>();
  heldBy.set(tx.db, held);
  if (after.commitments.every((one) => "id" in one)) held.set(ticketId, after);
  else held.delete(ticketId);
}

const replacing = sql`on conflict (ticket_id, kind, started_at) do update set
  policy = excluded.policy, target_ms = excluded.target_ms, used_ms = excluded.used_ms,
  running_since = excluded.running_since, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
  breached_at = excluded.breached_at, warned = excluded.warned, next_at = excluded.next_at`;
