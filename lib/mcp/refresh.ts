/** Asks each server for its tools now and then: a tool that is not what was approved is off from that moment. */
import { and, eq, isNull, lt, notInArray, or } from "drizzle-orm";
import { mcpServer, mcpTool } from "#db/schema/mcp";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { type Ctx, refusePeople, withTransaction } from "#lib/platform/context";
import { type Offered, offeredTools, type StoredServer } from "./connection";

/** How often a server is asked, in milliseconds. */
const askedEvery = 60_000;

/** Asks the servers that are due; each once, however many workers there are. */
export async function refreshServers(ctx: Ctx): Promise<void> {
  refusePeople(ctx);
  const due = new Date(ctx.now().getTime() - askedEvery);
  const servers = await ctx.db
    .update(mcpServer)
    .set({ askedAt: ctx.now() })
    .where(and(eq(mcpServer.enabled, true), or(isNull(mcpServer.askedAt), lt(mcpServer.askedAt, due))))
    .returning();
  await Promise.all(servers.map((server) => ask(ctx, server)));
}

async function ask(ctx: Ctx, server: StoredServer): Promise<void> {
  try {
    const offered = await offeredTools(ctx, server);
    await withTransaction(ctx, (tx) => keep(tx, server.name, offered));
  } catch (error) {
    const fault = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    await ctx.db.update(mcpServer).set({ fault }).where(eq(mcpServer.name, server.name));
  }
}

async function keep(tx: Ctx, server: string, offered: readonly Offered[]): Promise<void> {
  const before = await tx.db.select().from(mcpTool).where(eq(mcpTool.server, server)).for("update");
  for (const { name, definition, hash } of offered) {
    const known = before.find((tool) => tool.name === name);
    if (known?.hash === hash && !known.isGone) continue;
    await tx.db
      .insert(mcpTool)
      .values({ server, name, definition, hash })
      .onConflictDoUpdate({
        target: [mcpTool.server, mcpTool.name],
        set: { definition, hash, isGone: false },
      });
    if (known?.approvedHash && known.approvedHash !== hash)
      await recordAudit(tx, {
        action: "mcp.tool_changed",
        entity: "mcp_server",
        entityId: server,
        before: { tool: name, hash: known.approvedHash },
        after: { tool: name, hash },
      });
  }
  const names = offered.map(({ name }) => name);
  await tx.db
    .update(mcpTool)
    .set({ isGone: true })
    .where(and(eq(mcpTool.server, server), names.length > 0 ? notInArray(mcpTool.name, names) : undefined));
  await tx.db.update(mcpServer).set({ fault: null }).where(eq(mcpServer.name, server));
  await publishChange(tx, "setting", null, { entity: "mcp_server", id: server });
}
