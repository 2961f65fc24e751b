/** "Try it": one question to an added diagnostic, outside of any ticket, and what came of it. */
import type { z } from "zod";
import { recordAudit } from "#lib/platform/audit";
import { authorise, type Ctx } from "#lib/platform/context";
import { parseInput } from "#lib/platform/parse";
import { askTool, inputOf } from "./http-tool";
import type { ToolAnswer, TryToolInput } from "./model";
import { storedTool } from "./queries";

/** Throws `not_found` for an unknown tool, `invalid` for arguments it does not take. What it found is not kept. */
export async function tryTool(
  ctx: Ctx,
  { name, arguments: given }: z.output<typeof TryToolInput>,
): Promise<ToolAnswer> {
  authorise(ctx, "tool.manage");
  const stored = await storedTool(ctx, name);
  const answer = await askTool(ctx, stored, {
    arguments: parseInput(inputOf(stored.arguments), given),
    ticket: null,
  });
  const { isAnswered } = answer;
  const after = answer.isAnswered ? { isAnswered } : { isAnswered, reason: answer.reason };
  await recordAudit(ctx, { action: "tool.test", entity: "tool", entityId: name, after });
  return answer;
}
