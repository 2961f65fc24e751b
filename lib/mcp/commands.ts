/** Managing MCP servers: adding one trusts nothing; each tool is read and approved by a person. */
import { eq } from "drizzle-orm";
import { mcpServer, mcpTool } from "#db/schema/mcp";
import { refusal } from "#lib/connectors/webhook-request";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { referredSecret } from "#lib/secrets/model";
import { keepToken } from "#lib/secrets/token";
import { AddServerInput, ApproveToolInput, RevokeToolInput, ServerInput, SwitchServerInput } from "./model";
import { noteServer, ofTool, vouchFor } from "./vouching";

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
    const bearer =
      isHttp && input.bearer
        ? await keepToken(tx, { token: input.bearer, url: target, by: `MCP server ${name}` })
        : null;
    const rows = await tx.db
      .insert(mcpServer)
      .values({ name, transport, target, bearer, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ name: mcpServer.name });
    if (rows.length === 0) throw refusal("conflict", "name", "belongs to another server");
    await noteServer(tx, name, {
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
    await noteServer(tx, name, { action: isEnabled ? "mcp.enable_server" : "mcp.disable_server" });
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
    await noteServer(tx, name, { action: "mcp.remove_server", before: { transport, target } });
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

/** Takes an approval back: the tool is off at once. */
export const revokeTool = command(
  "tool.manage",
  RevokeToolInput,
  async (tx, { server, tool }): Promise<{ tool: string }> => {
    const [row] = await tx.db
      .update(mcpTool)
      .set({ approved: null, approvedHash: null, approvedBy: null, approvedAt: null })
      .where(ofTool(server, tool))
      .returning({ name: mcpTool.name });
    if (!row) throw new AppError("not_found", `${server} has no tool ${tool}.`);
    await noteServer(tx, server, { action: "mcp.revoke_tool", after: { tool } });
    return { tool };
  },
);

async function lockServer(tx: Ctx, name: string) {
  const [row] = await tx.db.select().from(mcpServer).where(eq(mcpServer.name, name)).for("update");
  if (!row) throw new AppError("not_found", `There is no MCP server ${name}.`);
  return row;
}
