/** MCP servers and their tools, each with what a person approved of it. */
import { boolean, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { mcpToolUses, mcpTransports, type ToolDefinition } from "#lib/mcp/model";
import { instant } from "./columns";

/** `target` is an address, or the name of a program of `VIGIL_MCP_COMMANDS`; `bearer` is sealed. */
export const mcpServer = pgTable("mcp_server", {
  name: text("name").primaryKey(),
  transport: text("transport", { enum: mcpTransports }).notNull(),
  target: text("target").notNull(),
  bearer: text("bearer"),
  enabled: boolean("enabled").notNull().default(true),
  createdAt: instant("created_at").notNull(),
  askedAt: instant("asked_at"),
  fault: text("fault"),
});

/** A tool as its server describes it now, beside what was approved. */
export const mcpTool = pgTable(
  "mcp_tool",
  {
    server: text("server")
      .notNull()
      .references(() => mcpServer.name, { onDelete: "cascade" }),
    name: text("name").notNull(),
    definition: jsonb("definition").$type<ToolDefinition>().notNull(),
    hash: text("hash").notNull(),
    isGone: boolean("is_gone").notNull().default(false),
    /** What the approved definition was read for; says nothing where none is approved. */
    use: text("use", { enum: mcpToolUses }).notNull().default("look_up"),
    approved: jsonb("approved").$type<ToolDefinition>(),
    approvedHash: text("approved_hash"),
    approvedBy: text("approved_by"),
    approvedAt: instant("approved_at"),
  },
  (table) => [primaryKey({ columns: [table.server, table.name] })],
);
