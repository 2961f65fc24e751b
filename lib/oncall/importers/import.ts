/** Takes an export in: the same plan that was shown, written the way the product writes schedules and chains. */
import { isNull } from "drizzle-orm";
import type { z } from "zod";
import { oncallChain, oncallOverride, oncallSchedule } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { type ImportInput, SaveChainInput, SaveScheduleInput } from "../inputs";
import { saveChainRow, saveScheduleRow } from "../saving";
import { asNew, newChain, type Plan, planOf } from "./plan";

/** What an export would become now; `unprocessable` when it is of no system known here. */
export async function previewOf(ctx: Ctx, text: string): Promise<Plan> {
  const [staff, schedules, chains] = await Promise.all([
    ctx.db
      .select({ id: user.id, name: user.name, email: user.email })
      .from(user)
      .where(isNull(user.disabledAt)),
    ctx.db.select({ name: oncallSchedule.name }).from(oncallSchedule).where(isNull(oncallSchedule.removedAt)),
    ctx.db.select({ name: oncallChain.name }).from(oncallChain).where(isNull(oncallChain.removedAt)),
  ]);
  const plan = planOf(
    text,
    staff,
    [...schedules, ...chains].map(({ name }) => name),
  );
  if (plan) return plan;
  throw new AppError(
    "unprocessable",
    "This is no export of Grafana OnCall, PagerDuty or Opsgenie that Vigil knows.",
  );
}

/** Writes what the plan holds; returns how much that was. Within the caller's transaction. */
export async function importPlan(
  tx: Ctx,
  { text, lastResort }: z.output<typeof ImportInput>,
): Promise<{ schedules: number; chains: number }> {
  const { system, schedules, chains } = await previewOf(tx, text);
  const ids = new Map<string, number>();
  for (const schedule of schedules) {
    const { id } = await saveScheduleRow(tx, SaveScheduleInput.parse(asNew(schedule)));
    ids.set(schedule.ref, id);
    const made = { scheduleId: id, reason: `From ${system}`, createdBy: tx.actor.id, createdAt: tx.now() };
    const rows = schedule.overrides
      .filter(({ startsAt, endsAt }) => endsAt > startsAt && endsAt > tx.now())
      .map(({ person: userId, startsAt, endsAt }) => ({ ...made, userId, startsAt, endsAt }));
    if (rows.length > 0) await tx.db.insert(oncallOverride).values(rows);
  }
  for (const chain of chains)
    await saveChainRow(tx, SaveChainInput.parse(newChain(chain, lastResort, (ref) => ids.get(ref))));
  return { schedules: schedules.length, chains: chains.length };
}
