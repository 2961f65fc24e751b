/** Brings a database to the schema of this version; any number of processes may call it at once. */
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { type Database, openPool } from "./client";
import { prepareReaders } from "./sight";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
const lockKey = 7_251_004;
/** Milliseconds. */
const lookAgain = 50;

/** Applies pending migrations. */
export function migrateDatabase(url: string): Promise<void> {
  return changingSchema(url, async (db) => {
    await migrate(db, { migrationsFolder });
    await prepareReaders(db);
  });
}

/** Runs what changes the schema of a database: of all that do, in whichever process, one at a time. */
export async function changingSchema(url: string, work: (db: Database) => Promise<void>): Promise<void> {
  const { sql: connection, db } = openPool(url, 1);
  try {
    // Who waited within a statement would hold a snapshot, which an index that is made concurrently waits for.
    while (!(await takesLock(db))) await sleep(lookAgain);
    await work(db);
  } finally {
    await connection.end({ timeout: 5 });
  }
}

/** Takes the lock of those who change the schema, where nobody has it. */
async function takesLock(db: Database): Promise<boolean> {
  const [lock] = await db.execute<{ mine: boolean }>(sql`select pg_try_advisory_lock(${lockKey}) as mine`);
  return lock?.mine ?? false;
}
