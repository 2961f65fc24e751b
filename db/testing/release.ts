/** Databases as earlier releases left them, for tests of upgrading. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { inject, onTestFinished } from "vitest";
import { unique } from "#lib/platform/testing/unique";
import { createDatabase, dropDatabase } from "#lib/postgres/databases";
import { openPool, type Pool } from "../client";
import { migrateDatabase } from "../migrate";

const migrations = fileURLToPath(new URL("../migrations", import.meta.url));

/** A database as the migrations up to `last` leave it, and its upgrade to this release; it goes with its test. */
export async function databaseOf(last: number): Promise<Pool & { upgrade: () => Promise<void> }> {
  const name = `vigil_${unique("upgrade").replaceAll("-", "_")}`;
  const folder = await mkdtemp(join(tmpdir(), "vigil-migrations-"));
  cpSync(migrations, folder, { recursive: true });
  const file = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8"));
  const entries = journal.entries.filter(({ idx }: { idx: number }) => idx <= last);
  writeFileSync(file, JSON.stringify({ ...journal, entries }));
  const url = await createDatabase(inject("serverUrl"), name);
  const pool = openPool(url, 2);
  onTestFinished(async () => {
    await pool.sql.end({ timeout: 5 });
    await dropDatabase(inject("serverUrl"), name);
    await rm(folder, { recursive: true });
  });
  await migrate(pool.db, { migrationsFolder: folder });
  return { ...pool, upgrade: () => migrateDatabase(url) };
}
