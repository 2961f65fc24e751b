/** What an action would do now: the object it acts on and what would change, asked for before an approval and again before the execution. */
import type { z } from "zod";
import { recordAudit } from "#lib/platform/audit";
import { authorise, type Ctx } from "#lib/platform/context";
import { parseInput } from "#lib/platform/parse";
import { inputOf } from "#lib/tools/http-tool";
import { askAutomation } from "./automation";
import type { TryActionInput } from "./catalogue/model";
import { type StoredAction, storedAction } from "./catalogue/queries";
import { toolEffect } from "./execution-tool/effect";
import { objectOf } from "./look-ups/object";
import { ActionEffect, type DryRun } from "./model";

/** The effect as it is now; a sentence where the other side could not say. */
export async function effectOf(
  ctx: Ctx,
  stored: StoredAction,
  given: Record<string, unknown>,
  run: { id: number; ticketId: number } | null,
): Promise<DryRun> {
  switch (stored.kind) {
    case "by_hand":
      return byHandEffect(ctx, stored, given, run?.ticketId ?? 0);
    case "mcp":
      return toolEffect(ctx, stored, given, run?.ticketId ?? 0);
    case "http": {
      const answer = await askAutomation(ctx, stored, { operation: "dry_run", arguments: given, run });
      if (answer.outcome !== "answered") return { isAnswered: false, reason: answer.reason };
      const { object = {}, change = null } = answer.body;
      const parsed = ActionEffect.safeParse({ object, change });
      if (parsed.success) return { isAnswered: true, effect: parsed.data };
      return { isAnswered: false, reason: "The dry run did not say what it would change." };
    }
  }
}

async function byHandEffect(
  ctx: Ctx,
  { look, instructions }: StoredAction,
  given: Record<string, unknown>,
  ticketId: number,
): Promise<DryRun> {
  const object = await objectOf(ctx, look, given, ticketId);
  if (!object.isSeen) return { isAnswered: false, reason: object.reason };
  return { isAnswered: true, effect: { object: object.result, change: instructions } };
}

/** "Try it": a dry run outside of any ticket. Throws `not_found`, and `invalid` for arguments it does not take. */
export async function tryAction(
  ctx: Ctx,
  { name, arguments: given }: z.output<typeof TryActionInput>,
): Promise<DryRun> {
  authorise(ctx, "action.manage");
  const stored = await storedAction(ctx, name);
  const dry = await effectOf(ctx, stored, parseInput(inputOf(stored.arguments), given), null);
  const { isAnswered } = dry;
  const after = dry.isAnswered ? { isAnswered } : { isAnswered, reason: dry.reason };
  await recordAudit(ctx, { action: "action.test", entity: "action", entityId: name, after });
  return dry;
}
