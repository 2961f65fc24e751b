/** Brings a database to the schema of this version; any number of processes may call it at once. */
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { openPool } from "./client";
import { prepareReaders } from "./sight";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
const lockKey = 7_251_004;

/** Applies pending migrations under an advisory lock, so that concurrent starters wait for one of them. */
export async function migrateDatabase(url: string): Promise<void> {
  const { sql: connection, db } = openPool(url, 1);
  try {
    await db.execute(sql`select pg_advisory_lock(${lockKey})`);
    await migrate(db, { migrationsFolder });
    await prepareReaders(db);
  } finally {
    await connection.end({ timeout: 5 });
  }
}
