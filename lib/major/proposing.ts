/** Proposes major incidents, and tickets that may belong to one. A person decides. */
import { and, desc, eq, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { incident, incidentEvent, incidentTicket } from "#db/schema/incidents";
import { ticket } from "#db/schema/tickets";
import { lockAlerts } from "#lib/incidents/lock";
import type { JoinReason } from "#lib/incidents/model";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { membership, nearestTo, type PairMatch } from "./clustering";
import type { Suspicion } from "./model";
import type { CustomerReport } from "./pair-match";

/** An incident that was proposed as a major one. */
export type Raised = { incidentId: number; service: string | null; startsAt: number };

export type Burst = {
  group: readonly CustomerReport[];
  suspicion: Suspicion;
  /** The incident of alerts it is about; null where there is none. */
  incident: number | null;
  matchOf: PairMatch;
};

/** The source of incidents that customers told of first. */
export const customersSource = "tickets";

/** Proposes a burst as a major incident: the one its messages name, else one of its own. */
export async function propose(
  tx: Ctx,
  { group, suspicion, incident: known, matchOf }: Burst,
): Promise<Raised> {
  const startsAt = Math.min(...group.map(({ at }) => at));
  const made = known === null ? await open(tx, group, matchOf, new Date(startsAt)) : await mark(tx, known);
  await tx.db.insert(incidentEvent).values({
    incidentId: made.id,
    kind: "suspected",
    at: tx.now(),
    actorName: tx.actor.name,
    data: suspicion,
  });
  await recordAudit(tx, {
    action: "incident.suspect",
    entity: "incident",
    entityId: made.id,
    after: { customers: suspicion.customers, minutes: suspicion.minutes, tickets: group.length },
  });
  await suggest(
    tx,
    made.id,
    group.map((one) => ({
      customerReport: one,
      probability: membership(one, group, matchOf),
      with: nearestTo(one, group, matchOf),
    })),
  );
  return { incidentId: made.id, service: made.service, startsAt };
}

/** A ticket that looks as if it belonged to an incident, and the one of its tickets that says the same. */
export type Suggested = { customerReport: CustomerReport; probability: number; with: number };

/** Puts tickets before a person, who lets them join; one that belongs already, or was declined, stays as it is. */
export async function suggest(tx: Ctx, incidentId: number, found: readonly Suggested[]): Promise<void> {
  const rows = found.map(({ customerReport, probability, with: other }) => ({
    incidentId,
    ticketId: customerReport.ticketId,
    state: "suggested" as const,
    reason: { rule: "alike", probability, with: String(other) } satisfies JoinReason,
    joinedAt: tx.now(),
  }));
  const distinct = [...new Map(rows.map((row) => [row.ticketId, row])).values()];
  await tx.db.execute(insertRows(incidentTicket, distinct, sql`on conflict do nothing`));
  await publishChange(tx, "incident", null, { incidentId });
}

/** How many customers an incident had when a person said that it is no major one; 0 where nobody did. */
export async function customersWhenDismissed(tx: Ctx, incidentId: number): Promise<number> {
  const [row] = await tx.db
    .select({ data: incidentEvent.data })
    .from(incidentEvent)
    .where(and(eq(incidentEvent.incidentId, incidentId), eq(incidentEvent.kind, "dismissed")))
    .orderBy(desc(incidentEvent.id))
    .limit(1);
  return Number(row?.data.customers ?? 0);
}

type Marked = { id: number; service: string | null };

async function mark(tx: Ctx, incidentId: number): Promise<Marked> {
  await lockAlerts(tx);
  const [row] = await tx.db
    .update(incident)
    .set({ major: "proposed" })
    .where(eq(incident.id, incidentId))
    .returning({ id: incident.id, service: incident.service });
  return row ?? { id: incidentId, service: null };
}

/** Its title is the subject of the ticket that says best what all say; only the team reads it. */
async function open(
  tx: Ctx,
  group: readonly CustomerReport[],
  matchOf: PairMatch,
  startsAt: Date,
): Promise<Marked> {
  const [central] = group
    .map((one) => ({ one, sure: membership(one, group, matchOf) }))
    .sort((a, b) => b.sure - a.sure);
  const [named] = await tx.db
    .select({ subject: ticket.subject })
    .from(ticket)
    .where(eq(ticket.id, central?.one.ticketId ?? 0));
  const service = commonest(
    group.flatMap(({ about }) => about?.service ?? []),
    group.length,
  );
  const [row] = await tx.db
    .insert(incident)
    .values({
      title: named?.subject || "Several customers report one problem",
      service,
      source: customersSource,
      sourceName: "Customers",
      startsAt,
      openedAt: tx.now(),
      lastJoinAt: tx.now(),
      major: "proposed",
    })
    .returning({ id: incident.id });
  await tx.db.insert(incidentEvent).values({
    incidentId: row?.id ?? 0,
    kind: "opened",
    at: startsAt,
    actorName: "Customers",
    data: { by: customersSource },
  });
  return { id: row?.id ?? 0, service };
}

/** What more than half of `of` say. */
function commonest(words: readonly string[], of: number): string | null {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] * 2 > of ? best[0] : null;
}
