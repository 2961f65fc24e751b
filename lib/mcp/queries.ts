/** Reads about MCP servers: for those who manage them, and the tools that may be called. */
import { and, asc, eq, sql } from "drizzle-orm";
import { mcpServer, mcpTool } from "#db/schema/mcp";
import { authorise, type Ctx } from "#lib/platform/context";
import { McpServer, type McpTool, type McpToolName, type McpToolState, ownNameOf } from "./model";

/** All servers with their tools, without secrets. */
export async function mcpServers(ctx: Ctx): Promise<McpServer[]> {
  authorise(ctx, "tool.manage");
  const [servers, tools] = await Promise.all([
    ctx.db.select().from(mcpServer).orderBy(asc(mcpServer.name)),
    ctx.db.select().from(mcpTool).orderBy(asc(mcpTool.name)),
  ]);
  return servers.map(({ bearer, ...server }) =>
    McpServer.parse({
      ...server,
      hasBearer: bearer !== null,
      tools: tools.filter((tool) => tool.server === server.name).map(asShown),
    }),
  );
}

/** The look-ups whose server is on and whose definition is the approved one. */
export async function usableTools(ctx: Ctx) {
  return ctx.db
    .select({ server: mcpServer, tool: mcpTool })
    .from(mcpTool)
    .innerJoin(mcpServer, eq(mcpServer.name, mcpTool.server))
    .where(
      sql`${mcpServer.enabled} and not ${mcpTool.isGone} and ${mcpTool.use} = 'look_up' and ${mcpTool.approvedHash} = ${mcpTool.hash}`,
    )
    .orderBy(asc(mcpTool.server), asc(mcpTool.name));
}

/** A tool with its server, whatever state both are in; null where there is none of that name. */
export async function serverTool(ctx: Ctx, { server, name }: McpToolName) {
  const [row] = await ctx.db
    .select({ server: mcpServer, tool: mcpTool })
    .from(mcpTool)
    .innerJoin(mcpServer, eq(mcpServer.name, mcpTool.server))
    .where(and(eq(mcpTool.server, server), eq(mcpTool.name, name)));
  return row ?? null;
}

/** What servers offer that an action could be: tools that do not claim to change nothing, nor are approved as a look-up. */
export async function effectTools(ctx: Ctx): Promise<(McpToolName & Pick<McpTool, "hash" | "definition">)[]> {
  authorise(ctx, "tool.manage");
  const rows = await ctx.db.select().from(mcpTool).orderBy(asc(mcpTool.server), asc(mcpTool.name));
  return rows
    .filter(({ isGone, use, approvedHash }) => !isGone && (use === "action" || approvedHash === null))
    .filter(({ definition }) => !definition.saysReadOnly)
    .map(({ server, name, hash, definition }) => ({ server, name, hash, definition }));
}

function asShown(row: typeof mcpTool.$inferSelect): McpTool {
  const { server, name, definition, use, hash, approved } = row;
  return { name, ownName: ownNameOf(server, name), state: stateOf(row), use, hash, definition, approved };
}

function stateOf({ isGone, approvedHash, hash }: typeof mcpTool.$inferSelect): McpToolState {
  if (isGone) return "gone";
  if (approvedHash === null) return "new";
  return approvedHash === hash ? "approved" : "changed";
}
