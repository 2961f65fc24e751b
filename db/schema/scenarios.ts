/** Scenarios the team keeps, with how each last went. */
import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Scenario, ScenarioResult } from "#lib/scenarios/model";
import { instant } from "./columns";

export const scenario = pgTable("scenario", {
  id: text("id").primaryKey(),
  definition: jsonb("definition").$type<Scenario>().notNull(),
  /** Null until it was run as it stands. */
  result: jsonb("result").$type<ScenarioResult>(),
  ranAt: instant("ran_at"),
  /** When somebody last asked for a run. */
  askedAt: instant("asked_at"),
  savedBy: text("saved_by").notNull(),
  savedAt: instant("saved_at").notNull(),
});
