/** Vouching for a tool of a server: somebody has read it as it is now, and said what for. */
import { and, eq } from "drizzle-orm";
import { mcpTool } from "#db/schema/mcp";
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { McpToolName, McpToolUse, ToolDefinition } from "./model";

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
  const [row] = await tx.db.select().from(mcpTool).where(ofTool(server, name)).for("update");
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
    .where(ofTool(server, name));
  await noteServer(tx, server, {
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

/** Which row of the tools one is. */
export function ofTool(server: string, tool: string) {
  return and(eq(mcpTool.server, server), eq(mcpTool.name, tool));
}

/** Writes what was done to a server into the trail, and tells every process. */
export async function noteServer(
  tx: Ctx,
  name: string,
  entry: Omit<AuditEntry, "entity" | "entityId">,
): Promise<void> {
  await recordAudit(tx, { ...entry, entity: "mcp_server", entityId: name });
  await publishChange(tx, "setting", null, { entity: "mcp_server", id: name });
}
