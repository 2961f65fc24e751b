/** Managing MCP servers: adding one trusts nothing; each tool is read and approved by a person. */
import { and, eq } from "drizzle-orm";
import { mcpServer, mcpTool } from "#db/schema/mcp";
import { refusal } from "#lib/connectors/webhook-request";
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { referredSecret } from "#lib/secrets/model";
import { keepToken } from "#lib/secrets/token";
import {
  AddServerInput,
  ApproveToolInput,
  type McpToolName,
  type McpToolUse,
  RevokeToolInput,
  ServerInput,
  SwitchServerInput,
  type ToolDefinition,
} from "./model";

/** Adds a server. A worker asks it for its tools within seconds; none is used before it is approved. */
export const addServer = command(
  "tool.manage",
  AddServerInput,
  async (tx, input): Promise<{ name: string }> => {
    const { name, transport } = input;
    const isHttp = transport === "http";
    const target = isHttp ? input.url : input.command;
    if (!isHttp && !Object.hasOwn(env().VIGIL_MCP_COMMANDS, target))
      throw refusal("unprocessable", "command", "is not named in VIGIL_MCP_COMMANDS");
    const bearer = isHttp && input.bearer ? await keepToken(tx, input.bearer, target) : null;
    const rows = await tx.db
      .insert(mcpServer)
      .values({ name, transport, target, bearer, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ name: mcpServer.name });
    if (rows.length === 0) throw refusal("conflict", "name", "belongs to another server");
    await note(tx, name, {
      action: "mcp.add_server",
      after: { transport, target, hasBearer: bearer !== null, bearerSecret: referredSecret(bearer) },
    });
    return { name };
  },
);

/** Switches a server, and with it all its tools, off or on again. */
export const switchServer = command(
  "tool.manage",
  SwitchServerInput,
  async (tx, { name, isEnabled }): Promise<{ name: string }> => {
    await tx.db
      .update(mcpServer)
      .set({ enabled: isEnabled, askedAt: null })
      .where(eq(mcpServer.name, (await lockServer(tx, name)).name));
    await note(tx, name, { action: isEnabled ? "mcp.enable_server" : "mcp.disable_server" });
    return { name };
  },
);

/** Removes a server with all that was approved of it. */
export const removeServer = command(
  "tool.manage",
  ServerInput,
  async (tx, { name }): Promise<{ name: string }> => {
    const { transport, target } = await lockServer(tx, name);
    await tx.db.delete(mcpServer).where(eq(mcpServer.name, name));
    await note(tx, name, { action: "mcp.remove_server", before: { transport, target } });
    return { name };
  },
);

/**
 * Approves a tool as it was read, as a look-up. `conflict` when its definition is another one by now, since nothing is
 * approved that was not on the screen, and when it is what an action does.
 */
export const approveTool = command(
  "tool.manage",
  ApproveToolInput,
  async (tx, { server, tool, hash }): Promise<{ tool: string }> => {
    await vouchFor(tx, { server, name: tool, hash }, "look_up");
    return { tool };
  },
);

/**
 * Keeps that somebody has read a tool as it is now, and what for. Returns what was read. Throws `not_found`, and
 * `conflict` when it is another one by now or stands approved for the other use: what the agent may run by itself never
 * changes anything.
 */
export async function vouchFor(
  tx: Ctx,
  { server, name, hash }: McpToolName & { hash: string },
  use: McpToolUse,
): Promise<ToolDefinition> {
  const [row] = await tx.db.select().from(mcpTool).where(of(server, name)).for("update");
  if (!row) throw new AppError("not_found", `${server} has no tool ${name}.`);
  if (row.hash !== hash || row.isGone)
    throw new AppError(
      "conflict",
      "The tool was changed while you read it. Read it again before you approve it.",
    );
  if (row.approvedHash !== null && row.use !== use)
    throw new AppError("conflict", `${name} is approved ${otherUse[row.use]}. Revoke that first.`);
  if (row.approvedHash === hash) return row.definition;
  await tx.db
    .update(mcpTool)
    .set({
      use,
      approved: row.definition,
      approvedHash: hash,
      approvedBy: tx.actor.id,
      approvedAt: tx.now(),
    })
    .where(of(server, name));
  await note(tx, server, {
    action: "mcp.approve_tool",
    before: row.approved && { tool: name, hash: row.approvedHash, definition: row.approved },
    after: { tool: name, use, hash, definition: row.definition },
  });
  return row.definition;
}

const otherUse = {
  look_up: "as a look-up that changes nothing",
  action: "as what an action does",
} as const satisfies Record<McpToolUse, string>;

/** Takes an approval back: the tool is off at once. */
export const revokeTool = command(
  "tool.manage",
  RevokeToolInput,
  async (tx, { server, tool }): Promise<{ tool: string }> => {
    const [row] = await tx.db
      .update(mcpTool)
      .set({ approved: null, approvedHash: null, approvedBy: null, approvedAt: null })
      .where(of(server, tool))
      .returning({ name: mcpTool.name });
    if (!row) throw new AppError("not_found", `${server} has no tool ${tool}.`);
    await note(tx, server, { action: "mcp.revoke_tool", after: { tool } });
    return { tool };
  },
);

function of(server: string, tool: string) {
  return and(eq(mcpTool.server, server), eq(mcpTool.name, tool));
}

async function lockServer(tx: Ctx, name: string) {
  const [row] = await tx.db.select().from(mcpServer).where(eq(mcpServer.name, name)).for("update");
  if (!row) throw new AppError("not_found", `There is no MCP server ${name}.`);
  return row;
}

async function note(tx: Ctx, name: string, entry: Omit<AuditEntry, "entity" | "entityId">): Promise<void> {
  await recordAudit(tx, { ...entry, entity: "mcp_server", entityId: name });
  await publishChange(tx, "setting", null, { entity: "mcp_server", id: name });
}
