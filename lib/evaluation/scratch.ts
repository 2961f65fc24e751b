/** A database of its own for an evaluation, so that replays never touch the team's tickets. */
import { randomBytes } from "node:crypto";
import { openPool } from "#db/client";
import { migrateDatabase } from "#db/migrate";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { migrateJobs } from "#lib/platform/jobs/migrate";
import {
  commitAtOnce,
  createDatabase,
  databaseUrl,
  dropDatabase,
  ensureDatabase,
} from "#lib/postgres/databases";

/** Makes an empty, migrated database beside `DATABASE_URL`, runs `work` on it and drops it again. */
export async function inScratchDatabase<T>(job: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { DATABASE_URL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set.");
  const name = `vigil_${job}_${randomBytes(4).toString("hex")}`;
  const url = await createDatabase(DATABASE_URL, name);
  await commitAtOnce(DATABASE_URL, name);
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

/**
 * Runs `work` on the database `<prefix>_<version>` beside `DATABASE_URL`, which stays for the next call. Where it is not
 * there `prepare` makes it, and those of other versions are dropped; made half, it does not count.
 */
export async function inPreparedDatabase<T>(
  { prefix, version }: { prefix: string; version: string },
  { prepare, work }: { prepare: (ctx: Ctx) => Promise<void>; work: (ctx: Ctx) => Promise<T> },
): Promise<T> {
  const { DATABASE_URL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set.");
  const name = `${prefix}_${version}`;
  const server = openPool(databaseUrl(DATABASE_URL, "postgres"), 1);
  try {
    await server.sql`select pg_advisory_lock(hashtextextended(${prefix}, 0))`;
    const found = await server.sql<{ datname: string }[]>`
      select datname from pg_database where starts_with(datname, ${`${prefix}_`})`;
    if (!found.some(({ datname }) => datname === name)) {
      for (const { datname } of found) await dropDatabase(DATABASE_URL, datname);
      const half = `${prefix}_half`;
      await onNewDatabase(await createDatabase(DATABASE_URL, half), prepare);
      await server.sql`alter database ${server.sql(half)} rename to ${server.sql(name)}`;
    }
  } finally {
    await server.sql.end({ timeout: 5 });
  }
  const { db, sql } = openPool(databaseUrl(DATABASE_URL, name), 4);
  return work(systemCtx(prefix, db)).finally(() => sql.end({ timeout: 5 }));
}

async function onNewDatabase(url: string, prepare: (ctx: Ctx) => Promise<void>): Promise<void> {
  await migrateDatabase(url);
  await migrateJobs(url);
  const { db, sql } = openPool(url, 4);
  await prepare(systemCtx("prepare", db)).finally(() => sql.end({ timeout: 5 }));
}

/**
 * Runs `work` on the database `name` beside `DATABASE_URL`, made when it is not there. It is dropped when `work` is
 * done and kept when it is broken off, so that the next call goes on where this one stopped; `isFresh` begins anew.
 * A crash of the server may cost its last moments, never its order. Throws `conflict` while another process uses it.
 */
export async function inKeptDatabase<T>(
  name: string,
  { isFresh, work }: { isFresh: boolean; work: (ctx: Ctx) => Promise<T> },
): Promise<T> {
  const { DATABASE_URL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set.");
  const guard = openPool(databaseUrl(DATABASE_URL, "postgres"), 1);
  try {
    const [lock] = await guard.sql`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as taken`;
    if (!lock?.taken) throw new AppError("conflict", "Another process is at the same work.");
    if (isFresh) await dropDatabase(DATABASE_URL, name);
    const url = await ensureDatabase(DATABASE_URL, name);
    await commitAtOnce(DATABASE_URL, name);
    await migrateDatabase(url);
    await migrateJobs(url);
    const { db, sql } = openPool(url, 4);
    const result = await work(systemCtx("replay", db)).finally(() => sql.end({ timeout: 5 }));
    await dropDatabase(DATABASE_URL, name);
    return result;
  } finally {
    await guard.sql.end({ timeout: 5 });
  }
}
