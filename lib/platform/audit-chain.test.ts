/** The audit trail: in order under concurrency, and whatever somebody with the whole database in hand does to it is found and named. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, vi } from "vitest";
import { beginAudit } from "#lib/audit/begin";
import { beginningOf } from "./audit-beginning";
import { type AuditHead, auditHead, chainAudit } from "./audit-chain";
import { verifyAudit } from "./audit-verify";
import { openWitness } from "./audit-witness";
import { type Ctx, systemCtx } from "./context";
import { test } from "./testing/database";
import { columns, manipulations, write } from "./testing/tampering";

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
});

afterEach(() => vi.unstubAllEnvs());

test("rows are chained once, in batches, whoever else tries at the same time", async ({ ctx }) => {
  await write(ctx, 25);
  expect((await verifyAudit(ctx)).unchained).toBeGreaterThanOrEqual(25);
  while (
    (await Promise.all([chainAudit(ctx, 7), chainAudit(ctx, 7), chainAudit(ctx, 7)])).some(
      (count) => count > 0,
    )
  );
  const verdict = await verifyAudit(ctx, { batch: 4 });
  expect(verdict).toMatchObject({ unchained: 0, broken: null, head: { sequence: verdict.checked } });
  expect(verdict.checked).toBeGreaterThanOrEqual(25);
  expect(await chainAudit(ctx)).toBe(0);
});

test("the trail refuses updates, deletions and being emptied", async ({ ctx }) => {
  await write(ctx, 1);
  await chainAudit(ctx);
  for (const change of [
    sql`update audit set action = 'x'`,
    sql`update audit set seal = 'x'`,
    sql`delete from audit`,
    sql`update audit set hash = 'x'`,
    sql`truncate audit`,
    sql`truncate ticket_event cascade`,
  ])
    await expect(ctx.db.execute(change)).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/^(audit|ticket_event) is append-only$/) },
    });
});

/** How a trail is looked at: as a whole, behind a head that is trusted, and behind rows that were archived. */
const beginnings = {
  "the whole trail": { base: 0, isArchived: false },
  "a trail behind a trusted head": { base: 4, isArchived: false },
  "a trail whose oldest rows were archived": { base: 4, isArchived: true },
};

/** Rows that are not looked at, and six that are; returns the head between them, where somebody has to name it. */
async function writeTrail(tx: Ctx, { base, isArchived }: { base: number; isArchived: boolean }) {
  await write(tx, base);
  await chainAudit(tx);
  const from = await auditHead(tx);
  await write(tx, isArchived ? 5 : 6);
  await chainAudit(tx);
  if (!isArchived) return base === 0 ? null : from;
  expect((await verifyAudit(tx)).broken).toBeNull();
  await tx.db.execute(sql`delete from audit where sequence <= ${base}`);
  expect((await verifyAudit(tx)).broken).toMatchObject({
    sequence: 1,
    fault: expect.stringContaining("missing"),
  });
  await beginAudit(tx, from);
  await chainAudit(tx);
  return null;
}

/** Everything is taken back, whatever was done to the trail. */
async function onTrail(ctx: Ctx, work: (tx: Ctx) => Promise<void>): Promise<void> {
  const attempt = ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    await db.execute(sql`alter table audit disable trigger user`);
    await db.execute(sql`delete from audit`);
    await work(tx);
    throw new Error("leave no trace");
  });
  await expect(attempt).rejects.toThrow("leave no trace");
}

describe.for(Object.entries(beginnings))(
  "in %s, by somebody who has the database and no key",
  ([, beginning]) => {
    test.for(manipulations(beginning.base))("%s is found", async ([, tamper, sequence, fault], { ctx }) => {
      openWitness();
      const machine = systemCtx("audit", ctx.db);
      await onTrail(machine, async (tx) => {
        const from = await writeTrail(tx, beginning);
        const known = await auditHead(tx);
        await write(tx, 2);
        const before = await verifyAudit(tx, { from, known });
        expect(before).toMatchObject({ checked: 6, unchained: 2, broken: null });
        await tamper(tx);
        const { broken } = await verifyAudit(tx, { from, known });
        const isForgotten = beginning.isArchived && (await beginningOf(tx)).sequence === 0;
        // With the row that says where the trail begins, all that was archived is missed again.
        expect(broken).toMatchObject(
          isForgotten ? { sequence: 1 } : { sequence, fault: expect.stringContaining(fault) },
        );
      });
      expect((await verifyAudit(ctx)).broken).toBeNull();
    });
  },
);

test("behind a trusted head it is the head that counts: another hash, or another row there, is told", async ({
  ctx,
}) => {
  await onTrail(systemCtx("audit", ctx.db), async (tx) => {
    const from = (await writeTrail(tx, { base: 4, isArchived: false })) as AuditHead;
    const other = { ...from, hash: "f".repeat(64) };
    expect((await verifyAudit(tx, { from: other })).broken).toMatchObject({ sequence: 4 });
    await tx.db.execute(sql`delete from audit where sequence <= 4`);
    expect((await verifyAudit(tx, { from })).broken).toBeNull();
    expect((await verifyAudit(tx, { from: other })).broken).toMatchObject({
      sequence: 5,
      fault: expect.stringContaining("row before"),
    });
    // Whoever has the database cannot move the beginning, and what was archived does not come back.
    await tx.db.execute(sql`
      insert into audit (${columns}) select at, actor_kind, actor_id, actor_name, 'audit.begin', 'audit', '4', null,
        ${JSON.stringify(from)}::jsonb, seal from audit where sequence = 5`);
    expect((await verifyAudit(tx)).broken).toMatchObject({ sequence: 1 });
  });
});

test("a beginning is only said of a trail that begins there and is whole from there on", async ({ ctx }) => {
  await onTrail(systemCtx("audit", ctx.db), async (tx) => {
    const from = (await writeTrail(tx, { base: 4, isArchived: false })) as AuditHead;
    await expect(beginAudit(tx, from)).rejects.toMatchObject({ code: "unprocessable" });
    await expect(beginAudit(ctx, from)).rejects.toMatchObject({ code: "forbidden" });
    await tx.db.execute(sql`delete from audit where sequence <= 4`);
    await expect(beginAudit(tx, { ...from, hash: "f".repeat(64) })).rejects.toMatchObject({
      code: "unprocessable",
    });
    await beginAudit(tx, from);
    await chainAudit(tx);
    await tx.db.execute(sql`
      insert into audit (${columns}, sequence, previous_hash, hash)
      select ${columns}, 3, previous_hash, hash from audit where sequence = 6`);
    expect((await verifyAudit(tx)).broken).toMatchObject({
      sequence: 3,
      fault: expect.stringContaining("before the beginning"),
    });
  });
});

test("a trail from before there were seals is taken as it is, and nothing is added to it any more", async ({
  ctx,
}) => {
  const attempt = ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    await db.execute(sql`alter table audit disable trigger user`);
    await db.execute(sql`delete from audit`);
    await write(tx, 3);
    await db.execute(sql`update audit set seal = null`);
    await chainAsBefore(tx);
    await write(tx, 2);
    await chainAudit(tx);
    expect(await verifyAudit(tx)).toMatchObject({ checked: 5, broken: null });
    await db.execute(sql`update audit set after = '{}' where sequence = 2`);
    expect((await verifyAudit(tx)).broken).toMatchObject({ sequence: 2 });
    throw new Error("leave no trace");
  });
  await expect(attempt).rejects.toThrow("leave no trace");
});

/** As rows were chained once: SHA-256 without a key. */
async function chainAsBefore(ctx: Ctx): Promise<void> {
  let previous = "0".repeat(64);
  const rows = await ctx.db.execute<Record<string, string | null>>(sql`
    select id::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind, actor_id,
      actor_name, action, entity, entity_id, before::text, after::text from audit order by id`);
  for (const [index, row] of rows.entries()) {
    const text = JSON.stringify([previous, String(index + 1), ...Object.values(row)]);
    const hash = createHash("sha256").update(text, "utf8").digest("hex");
    await ctx.db.execute(
      sql`update audit set sequence = ${index + 1}, previous_hash = ${previous}, hash = ${hash} where id = ${Number(row.id)}`,
    );
    previous = hash;
  }
}
