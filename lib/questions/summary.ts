/** The summary of a ticket as the desk shows it: drawn from the timeline at once, a model's where there is one of this very moment. */
import { eq } from "drizzle-orm";
import { ticketSummary } from "#db/schema/questions";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { modelEndpoint } from "#lib/settings/queries";
import { isLong, summaryOf } from "#lib/suggestions/summary";
import { activeEvents } from "#lib/tickets/active-events";
import { commitmentsOf } from "#lib/tickets/commitments/queries";
import { asHeard } from "#lib/tickets/message/heard";
import { customerById, ticketById, timeline } from "#lib/tickets/queries";
import type { TicketSummary } from "./model";

/**
 * The summary now. Nobody waits for a model: its summary is asked for when somebody looks at a long ticket that has moved
 * on since the last one, and shown once it is there.
 */
export async function ticketSummaryOf(ctx: Ctx, ticketId: number): Promise<TicketSummary> {
  const ticket = await ticketById(ctx, ticketId);
  const [events, customer, commitments, [kept], endpoint] = await Promise.all([
    timeline(ctx, ticketId),
    customerById(ctx, ticket.customerId),
    commitmentsOf(ctx, ticketId),
    ctx.db.select().from(ticketSummary).where(eq(ticketSummary.ticketId, ticketId)),
    modelEndpoint(ctx),
  ]);
  const heard = asHeard(activeEvents(events));
  const newest = events.at(-1)?.id ?? 0;
  const own = { ...summaryOf({ ticket, customer, timeline: heard, commitments }), isLong: isLong(heard) };
  const isCurrent = kept?.upToEventId === newest;
  if (endpoint && own.isLong && !isCurrent) await ask(ctx, ticketId, newest);
  return isCurrent && kept?.points && endpoint
    ? { ...kept.points, isLong: own.isLong, model: kept.model }
    : { ...own, model: null };
}

/** Asked for once an event, however many look. */
async function ask(ctx: Ctx, ticketId: number, eventId: number): Promise<void> {
  await withTransaction(ctx, (tx) =>
    enqueue(tx, "questions.summarise", { ticketId, eventId }, { id: `summary:${ticketId}:${eventId}` }),
  );
}
