/** What a major incident brings with it by itself: proposals to those who have not written, and to those who were told once it is over. */
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { incident, incidentEvent } from "#db/schema/incidents";
import { incidentNotice } from "#db/schema/major";
import { suggestion } from "#db/schema/suggestions";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { changeStatus, showAgentState } from "#lib/suggestions/open-proposals";
import { lockTicket } from "#lib/tickets/lock";
import { appendEvent, written } from "#lib/tickets/timeline";
import { draftForUntold } from "./affected";
import { draftOn, type IncidentRow } from "./members";

/** What is critical so long, in milliseconds, reaches customers. */
const quietBeforeClosing = 2 * 60_000;
const mostAtOnce = 20;

/** Whoever had an incident's ticket solved it: it is over, whatever still fires. */
const isOver = sql`(incident.status = 'resolved' or exists (
  select from ticket where ticket.id = incident.ticket_id and ticket.status in ('solved', 'closed')))`;

/** Proposes a message to each customer an incident touches, before anybody writes; once an incident. */
export function proposeAhead(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now().getTime() - quietBeforeClosing).toISOString();
  const due = sql`incident.status = 'open' and not ${isOver} and (incident.major = 'confirmed'
    or (incident.severity = 'critical' and incident.opened_at <= ${since}::timestamptz))
    and not exists (select from incident_event where incident_id = incident.id and kind = 'ahead')`;
  return forEach(ctx, due, async (tx, row) => {
    const customers = await draftForUntold(tx, row);
    if (customers > 0) await say(tx, row, "ahead", { customers });
  });
}

/** Proposes to each customer who was told that it is over; what was not sent by then is put away. */
export function proposeClosings(ctx: Ctx): Promise<void> {
  const due = sql`incident.status <> 'merged' and ${isOver}
    and exists (select from incident_notice where incident_id = incident.id and round = 'first')
    and not exists (
      select from incident_event as said where said.incident_id = incident.id and said.kind = 'follow_up'
        and not exists (select from incident_event as back where back.incident_id = incident.id
          and back.kind = 'reopened' and back.id > said.id))`;
  return forEach(ctx, due, close);
}

/** What began again is not over: closing replies nobody sent yet are withdrawn. */
export async function withdrawClosings(ctx: Ctx): Promise<void> {
  const activeIncident = await ctx.db
    .select({ ticketId: suggestion.ticketId, suggestionId: suggestion.id })
    .from(incidentNotice)
    .innerJoin(suggestion, eq(suggestion.id, incidentNotice.suggestionId))
    .innerJoin(incident, eq(incident.id, incidentNotice.incidentId))
    .where(
      and(
        eq(incidentNotice.round, "closing"),
        eq(suggestion.status, "open"),
        inArray(incident.status, ["open", "settling"]),
        sql`not ${isOver}`,
      ),
    )
    .orderBy(suggestion.ticketId)
    .limit(500);
  for (const { ticketId, suggestionId } of activeIncident)
    await withTransaction(ctx, (tx) => outdate(tx, ticketId, suggestionId));
}

async function close(tx: Ctx, row: IncidentRow): Promise<void> {
  const notices = await tx.db
    .select({
      id: incidentNotice.id,
      ticketId: incidentNotice.ticketId,
      status: suggestion.status,
      suggestionId: incidentNotice.suggestionId,
    })
    .from(incidentNotice)
    .leftJoin(suggestion, eq(suggestion.id, incidentNotice.suggestionId))
    .where(and(eq(incidentNotice.incidentId, row.id), eq(incidentNotice.round, "first")))
    .orderBy(incidentNotice.ticketId);
  let followUps = 0;
  for (const { id, ticketId, status, suggestionId } of notices) {
    if (ticketId === null || suggestionId === null) await putAway(tx, id);
    else if (status === "open") await outdate(tx, ticketId, suggestionId);
    else if (status === "accepted" || status === "edited") {
      const locked = await lockTicket(tx, ticketId);
      const body = `Incident ${row.id} is over.`;
      const noted = written(await appendEvent(tx, locked, { kind: "note", body }, { action: "ticket.note" }));
      await draftOn(tx, row, { round: "closing", ticketId, eventId: noted.eventId });
      followUps++;
    }
  }
  await say(tx, row, "follow_up", { customers: followUps });
  await recordAudit(tx, {
    action: "incident.propose_notices",
    entity: "incident",
    entityId: row.id,
    after: { customers: followUps, round: "closing" },
  });
}

/** Nobody is told of what is over already. */
async function putAway(tx: Ctx, noticeId: number): Promise<void> {
  await tx.db
    .update(incidentNotice)
    .set({ refusedAt: tx.now(), refusedBy: tx.actor.id })
    .where(and(eq(incidentNotice.id, noticeId), isNull(incidentNotice.refusedAt)));
}

async function outdate(tx: Ctx, ticketId: number, suggestionId: number): Promise<void> {
  const locked = await lockTicket(tx, ticketId);
  await changeStatus(tx, { ticketId, id: suggestionId }, { from: "open", to: "superseded" });
  await showAgentState(tx, locked, "outdated");
}

async function say(
  tx: Ctx,
  row: IncidentRow,
  kind: "ahead" | "follow_up",
  data: Record<string, unknown>,
): Promise<void> {
  await tx.db
    .insert(incidentEvent)
    .values({ incidentId: row.id, kind, at: tx.now(), actorName: "Vigil", data });
  await publishChange(tx, "incident", row.ticketId, { incidentId: row.id });
}

/** Does `work` for the incidents that are due. One worker does so at a time; the others leave it to that one. */
function forEach(ctx: Ctx, due: SQL, work: (tx: Ctx, row: IncidentRow) => Promise<void>): Promise<void> {
  return withTransaction(ctx, async (tx) => {
    const [lock] = await tx.db.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('vigil.major.course')) as mine`,
    );
    if (!lock?.mine) return;
    const rows = await tx.db.select().from(incident).where(due).orderBy(incident.id).limit(mostAtOnce);
    for (const row of rows) await work(tx, row);
  });
}
