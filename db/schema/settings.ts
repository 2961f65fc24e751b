/** What was set while Vigil runs, by key. */
import { integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

export const setting = pgTable("setting", {
  key: text("key").primaryKey(),
  value: jsonb("value").$type<unknown>().notNull(),
  version: integer("version").notNull().default(1),
  updatedBy: text("updated_by").notNull(),
  updatedAt: instant("updated_at").notNull(),
});
