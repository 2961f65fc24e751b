/** The people a page calls: whom a step's targets stand for, who can be called at all, and who is left. */
import { asc, eq, sql } from "drizzle-orm";
import { queueMember, user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { whoSees } from "#lib/platform/sight";
import type { IsReachable } from "../calculator";
import type { StepTarget } from "../model";
import { onCallNow, reachable } from "../schedules";

/** Orders people by how much they have to say. */
export const bySay = sql`array_position(array['lead', 'admin', 'analyst'], ${user.role})`;

/** The person named, or the longest-standing one who can be called and has the most to say. */
export async function somebody(
  ctx: Ctx,
  named: string | null,
  isCallable: IsReachable,
): Promise<string | null> {
  if (named !== null && isCallable(named)) return named;
  const rows = await ctx.db.select({ id: user.id }).from(user).orderBy(bySay, asc(user.createdAt));
  return rows.find(({ id }) => isCallable(id))?.id ?? null;
}

/** Who can be called about a ticket, or about none: of one in a restricted queue only members of it. */
export async function callable(ctx: Ctx, { ticketId }: { ticketId: number | null }): Promise<IsReachable> {
  const isReachable = await reachable(ctx);
  if (ticketId === null) return isReachable;
  const sees = await whoSees(ctx, ticketId);
  return (id) => isReachable(id) && sees(id);
}

/** Ids of the members of a queue; none where there is no queue. */
export async function membersOf(ctx: Ctx, queueId: number | null): Promise<string[]> {
  if (queueId === null) return [];
  const members = await ctx.db
    .select({ id: queueMember.userId })
    .from(queueMember)
    .where(eq(queueMember.queueId, queueId))
    .orderBy(asc(queueMember.userId));
  return members.map(({ id }) => id);
}

/** Those a step's targets stand for now, each once. */
export async function peopleOf(
  ctx: Ctx,
  targets: readonly StepTarget[],
  isCallable: IsReachable,
): Promise<string[]> {
  const found = await Promise.all(
    targets.map(async ({ kind, id }) => {
      if (kind === "person") return [id];
      if (kind === "schedule") return onCallNow(ctx, Number(id));
      return membersOf(ctx, Number(id));
    }),
  );
  return [...new Set(found.flat())].filter(isCallable);
}
