/** Side effects of ticket changes, in the same transaction: rows, badges, audit, change feed, timers, jobs. */

import { type SQL, sql } from "drizzle-orm";
import { counter } from "#db/schema/tickets";
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { publishChanges } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { enqueueAll } from "#lib/platform/jobs/enqueue";
import type { AuditAction } from "#lib/platform/model";
import { type BadgeDelta, badgeDeltas } from "./badges";
import type { LockedTicket, TicketChange } from "./change";
import { hold } from "./lock";
import { type EventKind, isActive } from "./model";
import { reactions } from "./reactions";
import { waitForTurns } from "./turn";

export type AppendOptions = {
  /** `noun.verb` of the audit row; the event's kind is the verb when it is left out. */
  action?: AuditAction;
  /** False for history: nobody is asked to react, and no follow-up falls due. */
  runsAgent?: boolean;
  /** True for history that is to be learnt from all the same; an import learns by itself. */
  learns?: boolean;
};

/** Writes the columns a timeline can change, of all tickets with one statement. */
export async function updateTickets(tx: Ctx, changes: TicketChange[]): Promise<void> {
  for (const { after } of changes) hold(tx, after);
  const rows = changes
    .filter(({ before, opened, after }) => differs(before ?? opened, after))
    .map(({ after }) => after);
  if (rows.length === 0) return;
  await tx.db.execute(sql`
    update ticket set
      kind = new.kind, subject = new.subject, snippet = new.snippet, status = new.status,
      priority = new.priority, queue_id = new."queueId", category = new.category, service = new.service,
      assignee_id = new."assigneeId", customer_id = new."customerId", contact_id = new."contactId", agent_state = new."agentState",
      version = new.version, opened_at = new."openedAt", last_event_at = new."lastEventAt",
      last_customer_at = new."lastCustomerAt", first_reply_at = new."firstReplyAt",
      solved_at = new."solvedAt", closed_at = new."closedAt", due_at = new."dueAt",
      due_reason = new."dueReason", follow_up_at = new."followUpAt", follow_up_reason = new."followUpReason",
      rings_at = new."ringsAt"
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as new (
      id bigint, kind text, subject text, snippet text, status text, priority text, "queueId" bigint,
      category text, service text, "assigneeId" text, "customerId" bigint, "contactId" bigint, "agentState" text,
      version int, "openedAt" timestamptz, "lastEventAt" timestamptz, "lastCustomerAt" timestamptz,
      "firstReplyAt" timestamptz, "solvedAt" timestamptz, "closedAt" timestamptz, "dueAt" timestamptz,
      "dueReason" text, "followUpAt" timestamptz, "followUpReason" text, "ringsAt" timestamptz
    )
    where ticket.id = new.id`);
}

/** Kinds whose words a ticket is found by. */
const searchedKinds: readonly EventKind[] = [
  "customer_message",
  "analyst_reply",
  "note",
  "alert_firing",
  "alert_resolved",
];

/**
 * Keeps the words by which tickets are found: those of their subjects, of their customers' cards, and of what was said
 * and which alerts came, the newest of it.
 */
export async function indexWords(tx: Ctx, changes: TicketChange[]): Promise<void> {
  const ids = changes
    .filter(
      ({ before, after, events }) =>
        before?.subject !== after.subject ||
        before.customerId !== after.customerId ||
        events.some(({ kind }) => searchedKinds.includes(kind)),
    )
    .map(({ after }) => after.id);
  if (ids.length === 0) return;
  await indexTickets(
    tx,
    sql`select number::bigint from json_array_elements_text(${JSON.stringify(ids)}::text::json) as given(number)`,
  );
}

/** Reads the words of tickets anew; `ids` selects their ids. */
export async function indexTickets(tx: Ctx, ids: SQL): Promise<void> {
  await tx.db.execute(sql`
    insert into ticket_search (ticket_id, words)
    select id, ticket_words(id) from (${ids}) as given(id) order by id
    on conflict (ticket_id) do update set words = excluded.words`);
}

/** Everything that follows from new events beside the rows themselves. */
export async function applyConsequences(
  tx: Ctx,
  changes: TicketChange[],
  { action, runsAgent = true, learns = runsAgent }: AppendOptions,
): Promise<void> {
  const { follows, within } = reactions();
  const turn = runsAgent ? await waitForTurns(tx, changes) : 0;
  await Promise.all([
    countBadges(tx, changes),
    recordAudit(tx, ...changes.flatMap((change) => auditEntries(change, action))),
    publishChanges(
      tx,
      changes.flatMap(({ after, events }) =>
        events.map(({ id, kind, actorId, actorName }) => ({
          topic: "event" as const,
          ticketId: after.id,
          data: {
            eventId: id,
            kind,
            status: after.status,
            // Whoever is given a ticket is told, and by whom.
            ...(kind === "assignment" && runsAgent && { assigneeId: after.assigneeId, actorId, actorName }),
          },
        })),
      ),
    ),
    enqueueAll(
      tx,
      changes.flatMap((change) => {
        const isWorkedOn = isActive(change.after.status);
        if (!(isWorkedOn ? runsAgent : learns)) return [];
        return follows.flatMap((follow) => follow(change, { now: tx.now(), turn }));
      }),
    ),
  ]);
  for (const work of within) await work(tx, changes);
}

/** Counts tickets in and out of the badges their change moves them between; `change` is sent with it. */
export async function countBadges(tx: Ctx, changes: TicketChange[], change?: SQL): Promise<void> {
  const deltas = changes.flatMap(({ before, after }) => badgeDeltas(before, after));
  await addToBadges(tx, deltas, change);
}

/** A transaction writes to a shard of its own, so that the badges everybody shares are no queue. */
export async function addToBadges(tx: Ctx, changed: BadgeDelta[], change?: SQL): Promise<void> {
  const sums = new Map<string, { scope: string; key: string; value: number }>();
  for (const { scope, key, value } of changed) {
    const sum = sums.get(`${scope}:${key}`)?.value ?? 0;
    sums.set(`${scope}:${key}`, { scope, key, value: sum + value });
  }
  const deltas = [...sums.values()].filter(({ value }) => value !== 0);
  if (deltas.length === 0) return void (change && (await tx.db.execute(change)));
  const shard = sql`(pg_current_xact_id()::text::bigint % 32)::int`;
  const count = tx.db
    .insert(counter)
    .values(deltas.map((delta) => ({ ...delta, shard })))
    .onConflictDoUpdate({
      target: [counter.scope, counter.key, counter.shard],
      set: { value: sql`${counter.value} + excluded.value` },
    });
  await Promise.all([
    change ? tx.db.execute(sql`with change as (${change}) ${count.getSQL()}`) : count,
    publishChanges(tx, [{ topic: "counter", ticketId: null }]),
  ]);
}

function auditEntries(
  { before, after, events }: TicketChange,
  action: AuditAction | undefined,
): AuditEntry[] {
  return events.map(({ id: eventId, kind, at }, index) => ({
    action: action ?? `ticket.${kind}`,
    entity: "ticket",
    entityId: after.id,
    before: index === 0 && before ? summary(before) : null,
    after: {
      eventId,
      kind,
      at,
      ...(index === events.length - 1 && { ...summary(after), ...anotherAsker(before, after) }),
    },
  }));
}

function summary({ status, priority, queueId, assigneeId }: LockedTicket) {
  return { status, priority, queueId, assigneeId };
}

/** Who asks, where that changed: somebody signed in. */
function anotherAsker(before: LockedTicket | null, { customerId }: LockedTicket) {
  return before && before.customerId !== customerId ? { customerId } : {};
}

function differs(before: LockedTicket | undefined, after: LockedTicket): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
