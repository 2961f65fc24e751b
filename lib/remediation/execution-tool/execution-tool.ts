/** An action that a tool of an MCP server executes: whether it is still the tool that was read, and calling it. */
import { callTool } from "#lib/mcp/connection";
import { serverTool } from "#lib/mcp/queries";
import type { Ctx } from "#lib/platform/context";
import type { AutomationAnswer } from "../automation";
import type { StoredAction } from "../catalogue/queries";

/** Why the tool of an action cannot be called now, in a sentence; null where it can, and for actions of another kind. */
export async function toolFault(ctx: Ctx, { kind, mcp }: StoredAction): Promise<string | null> {
  if (kind !== "mcp") return null;
  const found = mcp && (await serverTool(ctx, mcp));
  if (!mcp || !found) return "Its tool is no longer there.";
  const { server, tool } = found;
  if (!server.enabled) return `The MCP server ${server.name} is switched off.`;
  if (tool.isGone) return `${server.name} no longer offers ${mcp.name}.`;
  if (tool.hash !== mcp.hash)
    return `${server.name} changed ${mcp.name} since it was read. Read it again in Settings > Actions.`;
  if (tool.approvedHash !== mcp.hash || tool.use !== "action")
    return `The approval of ${mcp.name} was revoked.`;
  return null;
}

/** How a tool is asked: for the execution, under its key, or only for what it would change. */
export type ToolCallWay = { isDryRun: true } | { isDryRun: false; key: string };

/** Calls the tool of an action, if it is still what was read: asked of the server in the same conversation. */
export async function askExecutionTool(
  ctx: Ctx,
  stored: StoredAction,
  given: Record<string, unknown>,
  way: ToolCallWay,
): Promise<AutomationAnswer> {
  const fault = await toolFault(ctx, stored);
  const found = stored.mcp && (await serverTool(ctx, stored.mcp));
  if (fault !== null || !found || !stored.mcp) return { outcome: "refused", reason: fault ?? "" };
  const { name, hash, dryRunArgument, keyArgument } = stored.mcp;
  const set = {
    ...(dryRunArgument && { [dryRunArgument]: way.isDryRun }),
    ...(keyArgument && !way.isDryRun && { [keyArgument]: way.key }),
  };
  const options = { limit: stored.timeLimit * 1000, ...(!way.isDryRun && { key: way.key }) };
  const answer = await callTool(ctx, found.server, { name, hash }, { ...given, ...set }, options);
  return answer.outcome === "answered" ? { outcome: "answered", body: answer.result } : answer;
}
