/** How many pages each on-call shift brought. */
import { eq, gte } from "drizzle-orm";
import { oncallChain, page } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { shiftsOf } from "./calculator";
import type { ChainStep, LoadedShift } from "./model";
import { reachable, rulesOf, scheduleRows } from "./schedules";

const mostShifts = 10;

/** The shifts since `since` with the most pages, each of a schedule that a page called; null where no schedule exists. */
export async function loadedShifts(ctx: Ctx, since: Date): Promise<LoadedShift[] | null> {
  const rows = await scheduleRows(ctx);
  if (rows.length === 0) return null;
  const [rules, isReachable, pages, names] = await Promise.all([
    rulesOf(ctx, rows, since),
    reachable(ctx),
    ctx.db
      .select({ at: page.openedAt, step: page.step, steps: oncallChain.steps })
      .from(page)
      .innerJoin(oncallChain, eq(oncallChain.id, page.chainId))
      .where(gte(page.openedAt, since)),
    ctx.db.select({ id: user.id, name: user.name }).from(user),
  ]);
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const shifts = rows.flatMap(({ id, name }) => {
    const own = rules.get(id);
    const called = pages.filter(({ steps, step }) => calls(steps, step, id));
    return (own ? shiftsOf(own, since, ctx.now(), isReachable) : []).map((shift) => ({
      scheduleId: id,
      schedule: name,
      names: shift.userIds.flatMap((userId) => nameOf.get(userId) ?? []),
      startsAt: shift.startsAt,
      endsAt: shift.endsAt,
      pages: called.filter(({ at }) => at >= shift.startsAt && at < shift.endsAt).length,
    }));
  });
  return shifts
    .filter(({ pages: count }) => count > 0)
    .sort((a, b) => b.pages - a.pages || b.startsAt.getTime() - a.startsAt.getTime())
    .slice(0, mostShifts);
}

/** True when a page that came as far as `step`, counted through all rounds, called a schedule. */
function calls(steps: readonly ChainStep[], step: number, scheduleId: number): boolean {
  return steps
    .slice(0, step + 1)
    .some(({ targets }) => targets.some(({ kind, id }) => kind === "schedule" && Number(id) === scheduleId));
}
