/** Tests on the real database: each file owns a copy of the migrated template, each test its own data. */
import "#lib/code-tools";
import "#lib/reactions";
import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { afterAll, test as base, inject } from "vitest";
import { closeDatabase, type Database, openPool } from "#db/client";
import { commitAtOnce, createDatabaseFromTemplate } from "#lib/postgres/databases";
import { type Actor, actorCtx, type Ctx } from "../context";
import type { Role } from "../rules";

type Opened = { url: string; db: Database; sql: postgres.Sql };
let opened: Promise<Opened> | undefined;

/** The file's database, made at first use; `process.env.DATABASE_URL` points to it from then on. */
export function testDatabase(): Promise<Opened> {
  opened ??= open();
  return opened;
}

// The next file of this process finds no connection to a database that is not its own.
afterAll(async () => {
  const own = await opened;
  await Promise.all([own?.sql.end({ timeout: 5 }), closeDatabase()]);
  delete process.env.DATABASE_URL;
});

/** A context acting as somebody with `role`; `at` fixes the clock. */
export function ctxAs(db: Database, role: Role, at?: Date): Ctx {
  const actor: Actor = { kind: "user", id: `user-${role}`, name: `Test ${role}`, role };
  return at ? { db, actor, now: () => at } : actorCtx(actor, db);
}

/** `test` with `db` (the file's database) and `ctx` (an admin acting on it). */
export const test = base.extend<{ db: Database; ctx: Ctx }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture's dependencies from this pattern
  db: async ({}, use) => use((await testDatabase()).db),
  ctx: async ({ db }, use) => use(ctxAs(db, "admin")),
});

async function open(): Promise<Opened> {
  const name = `vigil_test_${process.ppid}_${process.pid}_${randomBytes(3).toString("hex")}`;
  const url = await createDatabaseFromTemplate(inject("serverUrl"), name, inject("template"));
  await commitAtOnce(inject("serverUrl"), name);
  process.env.DATABASE_URL = url;
  return { url, ...openPool(url, 5) };
}
