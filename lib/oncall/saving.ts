/** Writes schedules and chains, and tells of it; nothing somebody else changed meanwhile is overwritten. */

import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { oncallChain, oncallSchedule } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AuditAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import type { SaveChainInput, SaveScheduleInput } from "./inputs";

type Saved = { id: number; version: number };

/** Within the caller's transaction. */
export async function saveScheduleRow(tx: Ctx, input: z.output<typeof SaveScheduleInput>): Promise<Saved> {
  const { id, version, ...values } = input;
  await refuseUnknownPeople(
    tx,
    values.layers.flatMap(({ turns }) => turns.flat()),
  );
  if (id === null) {
    const [row] = await tx.db
      .insert(oncallSchedule)
      .values({ ...values, createdAt: tx.now() })
      .returning();
    return told(tx, "schedule.create", row, values);
  }
  const [before] = await tx.db
    .select()
    .from(oncallSchedule)
    .where(and(eq(oncallSchedule.id, id), isNull(oncallSchedule.removedAt)))
    .for("update");
  refuseChanged(before, version, "schedule");
  const [row] = await tx.db
    .update(oncallSchedule)
    .set({ ...values, version: before.version + 1 })
    .where(eq(oncallSchedule.id, id))
    .returning();
  return told(tx, "schedule.change", row, values);
}

/** Within the caller's transaction. */
export async function saveChainRow(tx: Ctx, input: z.output<typeof SaveChainInput>): Promise<Saved> {
  const { id, version, ...values } = input;
  const named = values.steps.flatMap(({ targets }) => targets.filter(({ kind }) => kind === "person"));
  await refuseUnknownPeople(tx, [values.lastResort, ...named.map((target) => target.id)]);
  if (id === null) {
    const [row] = await tx.db
      .insert(oncallChain)
      .values({ ...values, createdAt: tx.now() })
      .returning();
    return told(tx, "chain.create", row, values);
  }
  const [before] = await tx.db
    .select()
    .from(oncallChain)
    .where(and(eq(oncallChain.id, id), isNull(oncallChain.removedAt)))
    .for("update");
  refuseChanged(before, version, "chain");
  const [row] = await tx.db
    .update(oncallChain)
    .set({ ...values, version: before.version + 1 })
    .where(eq(oncallChain.id, id))
    .returning();
  return told(tx, "chain.change", row, values);
}

type Part = "schedule" | "chain" | "channel" | "calendar" | "handover" | "feed";

/** Writes down a change of a part of on-call, and tells the browsers. */
export async function recordChange(
  tx: Ctx,
  action: Extract<AuditAction, `${Part}.${string}`>,
  { id, ...after }: { id: number } & Record<string, unknown>,
): Promise<void> {
  const [entity] = action.split(".") as [Part];
  await recordAudit(tx, { action, entity, entityId: id, after });
  await publishChange(tx, "oncall", null, { entity, id });
}

/** Whoever may not manage schedules can only put themselves on call. */
export function refuseStrangers({ actor }: Ctx, userId: string): void {
  if (actor.kind !== "user" && actor.kind !== "api_key") return;
  if (actor.id === userId || roleMay(actor.role, "oncall.manage")) return;
  throw new AppError("forbidden", "Only a lead can put somebody else on call.", {
    permission: "oncall.manage",
  });
}

/** Throws `not_found` when somebody named has no account. */
export async function refuseUnknownPeople(tx: Ctx, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const known = await tx.db.select({ id: user.id }).from(user).where(inArray(user.id, wanted));
  if (known.length < wanted.length) throw new AppError("not_found", "Somebody named here has no account.");
}

function refuseChanged(
  before: { version: number } | undefined,
  seen: number | null,
  noun: string,
): asserts before is { version: number } {
  if (!before) throw new AppError("not_found", `This ${noun} does not exist.`);
  if (seen !== null && before.version !== seen)
    throw new AppError(
      "conflict",
      `Somebody changed this ${noun} meanwhile. Open it again to see how it is now.`,
    );
}

async function told(
  tx: Ctx,
  action: Parameters<typeof recordChange>[1],
  row: Saved | undefined,
  after: object,
): Promise<Saved> {
  if (!row) throw new AppError("unavailable", "The change was not stored. Try again.");
  await recordChange(tx, action, { ...after, id: row.id });
  return { id: row.id, version: row.version };
}
