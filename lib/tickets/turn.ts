/** Debouncing: messages of a customer within a few seconds get one agent run together. */
import { and, eq, gt, inArray } from "drizzle-orm";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { cancelJobs } from "#lib/platform/jobs/enqueue";
import { recentSetting } from "#lib/settings/queries";
import type { TicketChange, WrittenEvent } from "./change";

/** The job by which the agent looks at an event. */
export function runJobId(eventId: number): string {
  return `consider:${eventId}`;
}

/**
 * When the agent is to look at `event`: at once, or where more may follow, so many seconds after it was written. It is
 * never guessed from the words whether somebody has finished: who has a last word to add adds it to what looked complete.
 */
export function turnEnd(event: WrittenEvent, seconds: number, now: Date): Date | undefined {
  if (event.kind !== "customer_message" || event.source === "desk") return undefined;
  const end = Math.min(event.at.getTime(), now.getTime()) + seconds * 1000;
  return end > now.getTime() ? new Date(end) : undefined;
}

/** The length of a turn's wait, in seconds; agent runs that wait are withdrawn where the customer went on writing. */
export async function waitForTurns(tx: Ctx, changes: readonly TicketChange[]): Promise<number> {
  const written = changes.filter(({ events }) => events.some(({ kind }) => kind === "customer_message"));
  if (written.length === 0) return 0;
  const { seconds } = await recentSetting(tx, "policy.turns");
  const since = new Date(tx.now().getTime() - seconds * 1000);
  const going = written.filter(({ before }) => before?.lastCustomerAt && before.lastCustomerAt > since);
  if (going.length === 0) return seconds;
  const fresh = new Set(written.flatMap(({ events }) => events.map(({ id }) => id)));
  const rows = await tx.db
    .select({ id: ticketEvent.id })
    .from(ticketEvent)
    .where(
      and(
        inArray(
          ticketEvent.ticketId,
          going.map(({ after }) => after.id),
        ),
        eq(ticketEvent.kind, "customer_message"),
        gt(ticketEvent.at, since),
      ),
    );
  const earlier = rows.filter(({ id }) => !fresh.has(id));
  await cancelJobs(
    tx,
    earlier.map(({ id }) => runJobId(id)),
  );
  return seconds;
}
