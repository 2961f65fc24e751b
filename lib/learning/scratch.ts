/** A database of its own for an evaluation, so that replays never touch the team's tickets. */
import { randomBytes } from "node:crypto";
import { openPool } from "#db/client";
import { migrateDatabase } from "#db/migrate";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { migrateJobs } from "#lib/platform/jobs/migrate";
import { createDatabase, dropDatabase } from "#lib/platform/postgres/databases";

/** Makes an empty, migrated database beside `DATABASE_URL`, runs `work` on it and drops it again. */
export async function inScratchDatabase<T>(job: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { DATABASE_URL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set.");
  const name = `vigil_${job}_${randomBytes(4).toString("hex")}`;
  const url = await createDatabase(DATABASE_URL, name);
  await migrateDatabase(url);
  await migrateJobs(url);
  const { db, sql } = openPool(url, 4);
  try {
    return await work(systemCtx(job, db));
  } finally {
    await sql.end({ timeout: 5 });
    await dropDatabase(DATABASE_URL, name);
  }
}
