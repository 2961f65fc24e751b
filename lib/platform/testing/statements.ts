/** Counts the statements a piece of work sends, for tests that hold their number. */
import { drizzle } from "drizzle-orm/postgres-js";
import * as schema from "#db/schema/index";
import type { Ctx } from "../context";
import { testDatabase } from "./database";

/** A context on the worker's database, and the statements sent through it since, in order; begin and commit are none. */
export async function listening(ctx: Ctx): Promise<{ ctx: Ctx; statements: string[] }> {
  const { sql } = await testDatabase();
  const statements: string[] = [];
  const logger = { logQuery: (query: string) => void statements.push(query) };
  return { ctx: { ...ctx, db: drizzle(sql, { schema, logger }) }, statements };
}
