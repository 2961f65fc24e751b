/** The published head and the signed export: what was changed elsewhere, or here, is told. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { startReceiver } from "#lib/connectors/testing/receiver";
import { recordAudit } from "#lib/platform/audit";
import { auditHead, chainAudit } from "#lib/platform/audit-chain";
import { systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { beginAudit } from "./begin";
import { exportAudit, publicKey, readExport } from "./export";
import { publishHead, readHead } from "./published-head";

const note = { action: "ticket.note", entity: "ticket" } as const;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "vigil-audit-"));
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

test("the head is published as it grows, and stays where it was when the trail no longer holds it", async ({
  ctx,
}) => {
  const path = join(directory, "deep", "head.json");
  expect(readHead(path)).toBeNull();
  await recordAudit(ctx, { action: "ticket.note", entity: "ticket", entityId: 1 });
  await chainAudit(ctx);
  const first = await publishHead(ctx, path);
  expect(readHead(path)).toEqual(first);
  await recordAudit(ctx, { action: "ticket.note", entity: "ticket", entityId: 2 });
  await chainAudit(ctx);
  expect((await publishHead(ctx, path))?.sequence).toBe((first?.sequence ?? 0) + 1);
  const published = readFileSync(path, "utf8");
  const attempt = ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    await db.execute(sql`alter table audit disable trigger user`);
    await db.execute(sql`delete from audit where sequence = ${(first?.sequence ?? 0) + 1}`);
    await recordAudit(tx, { action: "ticket.note", entity: "ticket", entityId: 3 });
    await chainAudit(tx);
    expect((await auditHead(tx)).sequence).toBe((first?.sequence ?? 0) + 1);
    expect(await publishHead(tx, path)).toBeNull();
    const [told] = await db.execute(sql`select action from audit where action = 'audit.broken'`);
    expect(told).toBeDefined();
    throw new Error("leave no trace");
  });
  await expect(attempt).rejects.toThrow("leave no trace");
  expect(readFileSync(path, "utf8")).toBe(published);
});

test("where the file cannot be written the others hear of the head all the same", async ({ ctx }) => {
  const receiver = await startReceiver();
  vi.stubEnv("VIGIL_AUDIT_WEBHOOK", receiver.url);
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  await recordAudit(ctx, { action: "ticket.note", entity: "ticket", entityId: 4 });
  await chainAudit(ctx);
  const nowhere = "/proc/vigil/head.json";
  await expect(publishHead(ctx, nowhere)).rejects.toThrow("cannot be made");
  expect(receiver.arrived).toHaveLength(1);
  await receiver.stop();
});

test("an export is whole or says that it is not", async ({ ctx }) => {
  for (let index = 0; index < 5; index++)
    await recordAudit(ctx, {
      action: "ticket.note",
      entity: "ticket",
      entityId: index,
      after: { text: "a\u2028b" },
    });
  await chainAudit(ctx);
  const lines: string[] = [];
  for await (const line of await exportAudit(ctx)) lines.push(line);
  expect(lines.length).toBeGreaterThan(5);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ sequence: 1, actorId: expect.any(String) });
  const faultOf = async (given: string[]) => {
    const verdict = await readExport(each(given), publicKey());
    return "fault" in verdict ? verdict.fault : null;
  };
  const { sequence, hash } = JSON.parse(lines.at(-2) ?? "");
  expect(await readExport(each(lines), publicKey())).toEqual({
    rows: lines.length - 1,
    from: { sequence: 0, hash: "0".repeat(64) },
    head: { sequence, hash },
  });
  expect(await faultOf(lines.slice(0, -1))).toContain("cut off");
  expect(await faultOf(lines.toSpliced(2, 1))).toContain("rows and has");
  expect(await faultOf(lines.with(1, (lines[1] ?? "").replace("ticket.note", "test.wrote")))).toContain(
    "was changed",
  );
  vi.stubEnv("VIGIL_SECRET", "a secret of another installation!");
  expect(await faultOf(lines)).toContain("another installation");
});

test("where the oldest rows were archived an export holds each of the others once, and names the head they follow", async ({
  ctx,
}) => {
  const attempt = ctx.db.transaction(async (db) => {
    const tx = { ...systemCtx("audit"), db };
    await db.execute(sql`alter table audit disable trigger user`);
    await recordAudit(tx, ...Array.from({ length: 2_500 }, (_, entityId) => ({ ...note, entityId })));
    while ((await chainAudit(tx)) > 0);
    const [head] = await db.execute<{ sequence: number; hash: string }>(
      sql`select sequence::int, hash from audit where sequence = 30`,
    );
    const from = { sequence: 30, hash: head?.hash ?? "" };
    await db.execute(sql`delete from audit where sequence <= 30`);
    await beginAudit(tx, from);
    while ((await chainAudit(tx)) > 0);
    const { sequence, hash } = await auditHead(tx);
    const lines: string[] = [];
    for await (const line of await exportAudit(tx)) lines.push(line);
    expect(await readExport(each(lines), publicKey())).toEqual({
      rows: sequence - 30,
      from,
      head: { sequence, hash },
    });
    throw new Error("leave no trace");
  });
  await expect(attempt).rejects.toThrow("leave no trace");
});

test("who may not read the trail exports nothing", async ({ db }) => {
  await expect(exportAudit(ctxAs(db, "analyst"))).rejects.toMatchObject({ code: "forbidden" });
});

async function* each(lines: string[]): AsyncGenerator<string> {
  yield* lines;
}
