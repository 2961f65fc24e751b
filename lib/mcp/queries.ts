/** Reads about MCP servers: for those who manage them, and the tools that may be called. */
import { asc, eq, sql } from "drizzle-orm";
import { mcpServer, mcpTool } from "#db/schema/mcp";
import { authorise, type Ctx } from "#lib/platform/context";
import { McpServer, type McpTool, type McpToolState, ownNameOf } from "./model";

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

/** The tools whose server is on and whose definition is the approved one. */
export async function usableTools(ctx: Ctx) {
  return ctx.db
    .select({ server: mcpServer, tool: mcpTool })
    .from(mcpTool)
    .innerJoin(mcpServer, eq(mcpServer.name, mcpTool.server))
    .where(sql`${mcpServer.enabled} and not ${mcpTool.isGone} and ${mcpTool.approvedHash} = ${mcpTool.hash}`)
    .orderBy(asc(mcpTool.server), asc(mcpTool.name));
}

function asShown(row: typeof mcpTool.$inferSelect): McpTool {
  const { server, name, definition, hash, approved } = row;
  return { name, ownName: ownNameOf(server, name), state: stateOf(row), hash, definition, approved };
}

function stateOf({ isGone, approvedHash, hash }: typeof mcpTool.$inferSelect): McpToolState {
  if (isGone) return "gone";
  if (approvedHash === null) return "new";
  return approvedHash === hash ? "approved" : "changed";
}
