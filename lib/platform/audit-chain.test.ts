/** The audit chain: in order under concurrency, and every kind of tampering is found and named. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { recordAudit } from "./audit";
import { chainAudit, verifyAudit } from "./audit-chain";
import type { Ctx } from "./context";
import { test } from "./testing/database";

test("rows are chained once, in batches, whoever else tries at the same time", async ({ ctx }) => {
  await write(ctx, 25);
  expect((await verifyAudit(ctx)).unchained).toBeGreaterThanOrEqual(25);
  while (
    (await Promise.all([chainAudit(ctx, 7), chainAudit(ctx, 7), chainAudit(ctx, 7)])).some(
      (count) => count > 0,
    )
  );
  const verdict = await verifyAudit(ctx, 4);
  expect(verdict).toMatchObject({ unchained: 0, broken: null, head: { sequence: verdict.checked } });
  expect(verdict.checked).toBeGreaterThanOrEqual(25);
  expect(await chainAudit(ctx)).toBe(0);
});

test("the trail refuses updates and deletions", async ({ ctx }) => {
  await write(ctx, 1);
  await chainAudit(ctx);
  for (const change of [
    sql`update audit set action = 'x'`,
    sql`delete from audit`,
    sql`update audit set hash = 'x'`,
  ])
    await expect(ctx.db.execute(change)).rejects.toMatchObject({
      cause: { message: "audit is append-only" },
    });
});

test.for([
  ["a changed text", sql`update audit set actor_name = 'Somebody else' where sequence = 3`, 3, "was changed"],
  ["a changed value", sql`update audit set after = '{"text": "no"}' where sequence = 4`, 4, "was changed"],
  [
    "a moved clock",
    sql`update audit set at = at + interval '1 microsecond' where sequence = 2`,
    2,
    "was changed",
  ],
  ["a deleted row", sql`delete from audit where sequence = 5`, 5, "missing"],
  ["a deleted beginning", sql`delete from audit where sequence = 1`, 1, "missing"],
  [
    "a row rewritten with its own hash",
    sql`update audit set hash = repeat('a', 64) where sequence = 3`,
    3,
    "was changed",
  ],
  [
    "a link to elsewhere",
    sql`update audit set previous_hash = repeat('b', 64) where sequence = 4`,
    4,
    "row before",
  ],
] as const)("%s is found", async ([, tampering, sequence, fault], { ctx }) => {
  await write(ctx, 6);
  await chainAudit(ctx);
  const attempt = ctx.db.transaction(async (db) => {
    await db.execute(sql`alter table audit disable trigger audit_append_only`);
    await db.execute(tampering);
    const verdict = await verifyAudit({ ...ctx, db });
    expect(verdict.broken).toMatchObject({ sequence, fault: expect.stringContaining(fault) });
    expect(verdict.checked).toBe(sequence - 1);
    throw new Error("leave no trace");
  });
  await expect(attempt).rejects.toThrow("leave no trace");
  expect((await verifyAudit(ctx)).broken).toBeNull();
});

async function write(ctx: Ctx, count: number) {
  for (let index = 0; index < count; index++)
    await recordAudit(ctx, {
      action: "test.write",
      entity: "test",
      entityId: index,
      before: null,
      after: {
        text: 'O\u2019Brien "quoted" 日本語',
        amount: 12345678901234567000,
        nested: { b: 1, a: [null, 1.5] },
      },
    });
}
