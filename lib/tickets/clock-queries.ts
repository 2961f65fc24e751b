/** Reads of clocks: those of one ticket, as they stand now. */
import { eq } from "drizzle-orm";
import { slaClock } from "#db/schema/sla";
import type { Ctx } from "#lib/platform/context";
import { recentSetting } from "#lib/settings/queries";
import { type Clock, ClockView, clockKinds } from "#lib/sla/model";
import { policyFor, usedBy } from "#lib/sla/rules";
import type { Ticket } from "./model";

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
