/** Schedules as the calculator reads them, and who can be called. */
import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import { oncallHoliday, oncallOverride, oncallSchedule } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { roleMay } from "#lib/platform/rules";
import { type IsReachable, onCallAt } from "./calculator";
import type { ScheduleRules } from "./model";

export type ScheduleRow = typeof oncallSchedule.$inferSelect;

/** All schedules that stand, by name. */
export function scheduleRows(ctx: Ctx): Promise<ScheduleRow[]> {
  return ctx.db
    .select()
    .from(oncallSchedule)
    .where(isNull(oncallSchedule.removedAt))
    .orderBy(asc(oncallSchedule.name), asc(oncallSchedule.id));
}

/** The rules of schedules with what changes them from `since` on, by id. */
export async function rulesOf(
  ctx: Ctx,
  rows: readonly ScheduleRow[],
  since: Date,
): Promise<Map<number, ScheduleRules>> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const [overrides, holidays] = await Promise.all([
    ctx.db
      .select()
      .from(oncallOverride)
      .where(and(inArray(oncallOverride.scheduleId, ids), gt(oncallOverride.endsAt, since)))
      .orderBy(asc(oncallOverride.id)),
    ctx.db
      .select()
      .from(oncallHoliday)
      .where(and(inArray(oncallHoliday.scheduleId, ids), gt(oncallHoliday.endsAt, since))),
  ]);
  return new Map(
    rows.map(({ id, timeZone, layers }) => [
      id,
      {
        timeZone,
        layers,
        overrides: overrides.filter(({ scheduleId }) => scheduleId === id),
        holidays: holidays.filter(({ scheduleId }) => scheduleId === id),
      },
    ]),
  );
}

/** Tells who can be called: people with an account that is not disabled and a role that may answer. */
export async function reachable(ctx: Ctx): Promise<IsReachable> {
  const rows = await ctx.db
    .select({ id: user.id, role: user.role })
    .from(user)
    .where(isNull(user.disabledAt));
  const ids = new Set(rows.filter(({ role }) => roleMay(role, "oncall.answer")).map(({ id }) => id));
  return (id) => ids.has(id);
}

/** Ids of the people on call on a schedule now; none in a gap, or when it was removed. */
export async function onCallNow(ctx: Ctx, scheduleId: number): Promise<string[]> {
  const [row] = await ctx.db
    .select()
    .from(oncallSchedule)
    .where(and(eq(oncallSchedule.id, scheduleId), isNull(oncallSchedule.removedAt)));
  if (!row) return [];
  const rules = (await rulesOf(ctx, [row], ctx.now())).get(scheduleId);
  return rules ? onCallAt(rules, ctx.now(), await reachable(ctx)).now.userIds : [];
}
