/** Diagnostics that administrators add. */
import { boolean, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { ToolArgument } from "#lib/tools/model";
import { instant } from "./columns";

/** A diagnostic asked over HTTP; `secret` signs its requests, `bearer` goes with them, both by name. */
export const diagnosticTool = pgTable("diagnostic_tool", {
  name: text("name").primaryKey(),
  description: text("description").notNull(),
  arguments: jsonb("arguments").$type<ToolArgument[]>().notNull(),
  url: text("url").notNull(),
  secret: text("secret").notNull(),
  bearer: text("bearer"),
  /** Seconds. */
  timeLimit: integer("time_limit").notNull(),
  enabled: boolean("enabled").notNull().default(true),
  createdAt: instant("created_at").notNull(),
});
