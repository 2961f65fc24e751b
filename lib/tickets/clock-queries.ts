/** Reads of clocks: those of one ticket, as they stand now. */
import { and, eq, gte, isNotNull, isNull } from "drizzle-orm";
import { commitment, slaClock } from "#db/schema/sla";
import type { Ctx } from "#lib/platform/context";
import { recentSetting } from "#lib/settings/queries";
import { type Clock, ClockView, clockKinds } from "#lib/sla/model";
import { policyFor, usedBy } from "#lib/sla/rules";
import type { Ticket } from "./model";

/** Whether something on a ticket is due soon, or overdue: a clock that told so and still runs, or a promise its owner was reminded of. */
export async function isSomethingDue(ctx: Ctx, ticketId: number): Promise<boolean> {
  const clocks = and(eq(slaClock.ticketId, ticketId), isNull(slaClock.stoppedAt), gte(slaClock.warned, 80));
  const reminded = and(
    eq(commitment.ticketId, ticketId),
    eq(commitment.state, "open"),
    isNotNull(commitment.remindedAt),
  );
  const counts = await Promise.all([ctx.db.$count(slaClock, clocks), ctx.db.$count(commitment, reminded)]);
  return counts.some((count) => count > 0);
}

/** The clocks of a ticket: for each promise the newest. */
export async function clocksOf(
  ctx: Ctx,
  { id, queueId, priority }: Pick<Ticket, "id" | "queueId" | "priority">,
  plan: string | null,
): Promise<ClockView[]> {
  const [rows, hours, reminderDelay, { policies }] = await Promise.all([
    ctx.db.select().from(slaClock).where(eq(slaClock.ticketId, id)).orderBy(slaClock.startedAt),
    recentSetting(ctx, "policy.hours"),
    recentSetting(ctx, "policy.silence"),
    recentSetting(ctx, "sla.policies"),
  ]);
  const calendar =
    policyFor({ hours, reminderDelay, policies, plan }, { queueId, priority })?.calendar ?? null;
  const nameOf = (key: string) => policies.find((policy) => policy.key === key)?.name ?? key;
  const share = (clock: Clock) => usedBy(clock, calendar, ctx.now()) / clock.targetMs;
  return clockKinds.flatMap((kind) => {
    const clock = rows.findLast((row) => row.kind === kind);
    return clock
      ? [ClockView.parse({ ...clock, policyName: nameOf(clock.policy), share: share(clock) })]
      : [];
  });
}
