/** Takes an export in: the same plan that was shown, written the way the product writes schedules and chains. */
import { isNull } from "drizzle-orm";
import type { z } from "zod";
import { oncallChain, oncallOverride, oncallSchedule } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { type ImportInput, SaveChainInput, SaveScheduleInput } from "../inputs";
import { saveChainRow, saveScheduleRow } from "../saving";
import { type Plan, planOf } from "./plan";

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
  { text }: z.output<typeof ImportInput>,
): Promise<{ schedules: number; chains: number; left: number }> {
  const plan = await previewOf(tx, text);
  const ids = new Map<string, number>();
  for (const { ref, overrides, ...schedule } of plan.schedules) {
    const input = SaveScheduleInput.safeParse({ ...schedule, id: null, version: null });
    if (!input.success) {
      plan.left.push({ what: schedule.name, why: input.error.issues[0]?.message ?? "It is not valid." });
      continue;
    }
    const { id } = await saveScheduleRow(tx, input.data);
    ids.set(ref, id);
    const made = {
      scheduleId: id,
      reason: `From ${plan.system}`,
      createdBy: tx.actor.id,
      createdAt: tx.now(),
    };
    const rows = overrides
      .filter(({ startsAt, endsAt }) => endsAt > startsAt && endsAt > tx.now())
      .map(({ person: userId, startsAt, endsAt }) => ({ ...made, userId, startsAt, endsAt }));
    if (rows.length > 0) await tx.db.insert(oncallOverride).values(rows);
  }
  let chains = 0;
  for (const { name, repeats, steps } of plan.chains) {
    const input = SaveChainInput.safeParse({
      id: null,
      version: null,
      name,
      repeats,
      lastResort: tx.actor.id,
      steps: steps.map(({ wait, targets }) => ({
        wait: Math.min(24 * 60, Math.max(1, wait)),
        targets: targets.flatMap(({ kind, ref }) => {
          if (kind === "person") return [{ kind, id: ref }];
          const id = ids.get(ref);
          return id === undefined ? [] : [{ kind: "schedule", id: String(id) }];
        }),
      })),
    });
    if (!input.success) continue;
    await saveChainRow(tx, input.data);
    chains += 1;
  }
  return { schedules: ids.size, chains, left: plan.left.length };
}
