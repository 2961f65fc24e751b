/** What people do with a major incident: confirm or dismiss it, let tickets join or leave, tell those it touches, say what the public reads, end it. */
import { and, eq, ne, sql } from "drizzle-orm";
import { incident, incidentTicket } from "#db/schema/incidents";
import { customerReport } from "#db/schema/major";
import { lockAlerts } from "#lib/incidents/lock";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { activeIncident, lockIncident, note } from "./active-incident";
import { draftForUntold } from "./affected";
import { type IncidentRow, joinTicket, leaveIncident } from "./members";
import { ConfirmInput, IncidentInput, RefuseInput, SendInput, TicketOfIncidentInput } from "./model";
import { refuse, type Sent, send } from "./sending";

/** A person says that it is a major incident: its tickets join, their own cards rest, and what all are told is drafted. */
export const confirmMajor = command(
  "incident.manage",
  ConfirmInput,
  async (tx, { incidentId, ticketIds }): Promise<{ joined: number }> => {
    const before = await activeIncident(tx, incidentId);
    if (before.status === "resolved") throw new AppError("conflict", "This incident is over.");
    if (before.major === "confirmed") return { joined: 0 };
    const row: IncidentRow = { ...before, major: "confirmed" };
    const known = await tx.db
      .select({ ticketId: incidentTicket.ticketId })
      .from(incidentTicket)
      .where(and(eq(incidentTicket.incidentId, incidentId), ne(incidentTicket.state, "declined")))
      .orderBy(incidentTicket.ticketId);
    const joining = known.filter(({ ticketId }) => ticketIds?.includes(ticketId) ?? true);
    await note(tx, incidentId, "confirmed", { tickets: joining.length });
    for (const { ticketId } of joining) await joinTicket(tx, row, ticketId);
    // At the end: alerts wait for nobody while many tickets join.
    await lockAlerts(tx);
    await tx.db.update(incident).set({ major: "confirmed" }).where(eq(incident.id, incidentId));
    await recordAudit(tx, {
      action: "incident.confirm",
      entity: "incident",
      entityId: incidentId,
      before: { major: before.major },
      after: { major: "confirmed", tickets: joining.length },
    });
    await publishChange(tx, "incident", row.ticketId, { incidentId });
    return { joined: joining.length };
  },
);

/** A person says that it is none. One that only customers told of is put away; it is asked again when far more write. */
export const dismissMajor = command(
  "incident.manage",
  IncidentInput,
  async (tx, { incidentId }): Promise<void> => {
    const before = await lockIncident(tx, incidentId);
    if (before.major !== "proposed")
      throw new AppError("conflict", "Nobody asks whether this is a major incident.");
    const over = before.members === 0 ? { status: "resolved" as const, resolvedAt: tx.now() } : {};
    await tx.db
      .update(incident)
      .set({ major: "dismissed", ...over })
      .where(eq(incident.id, incidentId));
    const [known] = await tx.db
      .select({ customers: sql<number>`count(distinct ${customerReport.whose})::int` })
      .from(incidentTicket)
      .innerJoin(customerReport, eq(customerReport.ticketId, incidentTicket.ticketId))
      .where(eq(incidentTicket.incidentId, incidentId));
    await note(tx, incidentId, "dismissed", { customers: known?.customers ?? 0 });
    await recordAudit(tx, {
      action: "incident.dismiss",
      entity: "incident",
      entityId: incidentId,
      before: { major: before.major },
      after: { major: "dismissed" },
    });
    await publishChange(tx, "incident", before.ticketId, { incidentId });
  },
);

/** A ticket belongs to an incident: one that looked alike, or that a person knows of. */
export const joinIncident = command(
  "incident.manage",
  TicketOfIncidentInput,
  async (tx, { incidentId, ticketId }): Promise<void> => {
    const row = await activeIncident(tx, incidentId);
    if (row.status === "resolved") throw new AppError("conflict", "This incident is over.");
    await joinTicket(tx, row, ticketId);
    await recordAudit(tx, {
      action: "incident.join",
      entity: "incident",
      entityId: incidentId,
      after: { ticketId },
    });
    await publishChange(tx, "incident", ticketId, { incidentId });
  },
);

/** A ticket does not belong to an incident, and is not suggested for it again. */
export const declineTicket = command(
  "incident.manage",
  TicketOfIncidentInput,
  async (tx, { incidentId, ticketId }): Promise<void> => {
    await activeIncident(tx, incidentId);
    await leaveIncident(tx, incidentId, ticketId);
    await recordAudit(tx, {
      action: "incident.decline",
      entity: "incident",
      entityId: incidentId,
      after: { ticketId },
    });
    await publishChange(tx, "incident", ticketId, { incidentId });
  },
);

/** Proposes a message to each customer the incident's service serves who has neither written nor been told. */
export const proposeTelling = command(
  "incident.manage",
  IncidentInput,
  async (tx, { incidentId }): Promise<{ proposed: number }> => {
    const row = await lockIncident(tx, incidentId);
    if (row.status === "resolved") throw new AppError("conflict", "This incident is over.");
    const proposed = await draftForUntold(tx, row);
    await publishChange(tx, "incident", row.ticketId, { incidentId });
    return { proposed };
  },
);

/**
 * Sends messages in the words their approver has read. What a customer wrote to meanwhile is held back.
 */
export const sendNotices = command("suggestion.decide", SendInput, async (tx, input): Promise<Sent> => {
  const row = await activeIncident(tx, input.incidentId);
  const outcome = await send(tx, row, input);
  if (outcome.sent > 0) await note(tx, row.id, "told", { customers: outcome.sent });
  await recordAudit(tx, {
    action: "incident.tell",
    entity: "incident",
    entityId: row.id,
    after: { sent: outcome.sent, held: outcome.held.length },
  });
  await publishChange(tx, "incident", row.ticketId, { incidentId: row.id });
  return outcome;
});

/** Messages that are not sent. */
export const refuseNotices = command("suggestion.decide", RefuseInput, async (tx, input): Promise<void> => {
  const row = await activeIncident(tx, input.incidentId);
  await refuse(tx, row, input);
  await recordAudit(tx, {
    action: "incident.refuse_notices",
    entity: "incident",
    entityId: row.id,
    after: { notices: input.noticeIds.length },
  });
  await publishChange(tx, "incident", row.ticketId, { incidentId: row.id });
});

/** Ends an incident that only customers told of; whoever was told is to hear of it. One with alerts ends with them. */
export const closeMajor = command(
  "incident.manage",
  IncidentInput,
  async (tx, { incidentId }): Promise<void> => {
    const row = await lockIncident(tx, incidentId);
    if (row.status === "resolved") return;
    if (row.firing > 0)
      throw new AppError(
        "conflict",
        `${row.firing} alerts of this incident still fire: it is over when they end.`,
      );
    await tx.db
      .update(incident)
      .set({ status: "resolved", resolvedAt: tx.now(), quietSince: null })
      .where(eq(incident.id, incidentId));
    await note(tx, incidentId, "closed", {});
    await recordAudit(tx, { action: "incident.close", entity: "incident", entityId: incidentId, after: {} });
    await publishChange(tx, "incident", row.ticketId, { incidentId });
  },
);
