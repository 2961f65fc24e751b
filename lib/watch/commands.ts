/** What leads do with watch rules. Every rule starts in shadow, and is in shadow again once it was changed. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { watchRule } from "#db/schema/watch";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { refuseStale } from "#lib/platform/stale";
import { faultOfExpression } from "./matching";
import { RuleIdInput, SaveRuleInput, SetRuleStateInput } from "./model";

/** Writes a rule, or a new version of one; what earlier versions matched stays as it was. */
export const saveWatchRule = command(
  "policy.manage",
  SaveRuleInput,
  async (tx, { ruleId, version, ...rule }): Promise<{ ruleId: number }> => {
    const fault =
      rule.match === "expression" ? rule.looksFor.map(faultOfExpression).find((one) => one !== null) : null;
    if (fault) throw new AppError("invalid", fault, { fields: [{ field: "looksFor", message: fault }] });
    if (ruleId !== null) await refuseRewritten(tx, ruleId, version);
    const since = tx.now();
    const [row] =
      ruleId === null
        ? await tx.db.insert(watchRule).values({ rule, since }).returning()
        : await tx.db
            .update(watchRule)
            .set({ rule, since, state: "shadow", version: sql`${watchRule.version} + 1` })
            .where(and(eq(watchRule.id, ruleId), isNull(watchRule.removedAt)))
            .returning();
    if (!row) throw new AppError("not_found", `There is no watch rule ${ruleId}.`);
    await recordAudit(tx, {
      action: "watch_rule.save",
      entity: "watch_rule",
      entityId: row.id,
      after: { ...rule, version: row.version },
    });
    return { ruleId: row.id };
  },
);

/** Switches a rule on or off, or back to shadow. */
export const setWatchRuleState = command(
  "policy.manage",
  SetRuleStateInput,
  async (tx, { ruleId, state, version }): Promise<void> => {
    await refuseRewritten(tx, ruleId, version);
    const [row] = await tx.db
      .update(watchRule)
      .set({ state })
      .where(and(eq(watchRule.id, ruleId), isNull(watchRule.removedAt)))
      .returning();
    if (!row) throw new AppError("not_found", `There is no watch rule ${ruleId}.`);
    await recordAudit(tx, {
      action: "watch_rule.switch",
      entity: "watch_rule",
      entityId: ruleId,
      after: { name: row.rule.name, state },
    });
  },
);

/** Takes a rule away; what it matched is kept. */
export const removeWatchRule = command(
  "policy.manage",
  RuleIdInput,
  async (tx, { ruleId }): Promise<void> => {
    const [row] = await tx.db
      .update(watchRule)
      .set({ removedAt: tx.now(), state: "off" })
      .where(and(eq(watchRule.id, ruleId), isNull(watchRule.removedAt)))
      .returning();
    if (!row) throw new AppError("not_found", `There is no watch rule ${ruleId}.`);
    await recordAudit(tx, {
      action: "watch_rule.remove",
      entity: "watch_rule",
      entityId: ruleId,
      before: { name: row.rule.name },
    });
  },
);

/** Throws `conflict` when somebody wrote a rule anew that was seen in an earlier version. */
async function refuseRewritten(tx: Ctx, ruleId: number, seen: number | null = null): Promise<void> {
  if (seen === null) return;
  const [row] = await tx.db
    .select({ version: watchRule.version })
    .from(watchRule)
    .where(eq(watchRule.id, ruleId))
    .for("update");
  if (row) refuseStale<number | null>(row.version, seen, null);
}
