/** What an MCP tool would change: the object as an installed look-up shows it, and the tool's own dry run where it has one. */
import type { Ctx } from "#lib/platform/context";
import type { StoredAction } from "../catalogue/queries";
import { objectOf } from "../look-ups/object";
import type { DryRun } from "../model";
import { askExecutionTool, toolFault } from "./execution-tool";

/** The effect as it is now; a sentence where the tool or the look-up could not say. */
export async function toolEffect(
  ctx: Ctx,
  stored: StoredAction,
  given: Record<string, unknown>,
  ticketId: number,
): Promise<DryRun> {
  const fault = await toolFault(ctx, stored);
  if (fault !== null || !stored.mcp) return { isAnswered: false, reason: fault ?? "" };
  const object = await objectOf(ctx, stored.look, given, ticketId);
  if (!object.isSeen) return { isAnswered: false, reason: object.reason };
  const { name, server, dryRunArgument } = stored.mcp;
  const only = stored.look ? "" : " Nothing shows the object beforehand.";
  const words = `Calls ${name} of ${server} with these values. It has no dry run.${only}`;
  if (dryRunArgument === null) return { isAnswered: true, effect: { object: object.result, change: words } };
  const answer = await askExecutionTool(ctx, stored, given, { isDryRun: true });
  if (answer.outcome !== "answered") return { isAnswered: false, reason: answer.reason };
  const { text, ...more } = answer.body;
  const change = typeof text === "string" && Object.keys(more).length === 0 ? text : answer.body;
  return { isAnswered: true, effect: { object: object.result, change } };
}
