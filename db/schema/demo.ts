/** The pretend systems of the demo, and what its automation did to them. */
import { jsonb, pgTable, text } from "drizzle-orm/pg-core";

/** The demo's pretend systems, which its sample automation acts on. */
export const sampleSystem = pgTable("sample_system", {
  name: text("name").primaryKey(),
  state: jsonb("state").$type<Record<string, unknown>>().notNull(),
});

/** Keys the sample automation has acted on, so that each acts once. */
export const sampleDeed = pgTable("sample_deed", {
  key: text("key").primaryKey(),
  answer: jsonb("answer").$type<Record<string, unknown>>().notNull(),
  /** What was there before, for rolling back. */
  before: jsonb("before").$type<Record<string, unknown>>().notNull(),
});
