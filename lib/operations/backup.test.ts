/** What is backed up comes back as it was: rows, numbering, the audit chain and what the key opens; anything else is refused. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { openPool } from "#db/client";
import { arrives, closedTicket } from "#lib/agent/testing/environment";
import { createConnector } from "#lib/connectors/commands";
import { credentialsById } from "#lib/connectors/queries";
import { chainAudit } from "#lib/platform/audit-chain";
import { verifyAudit } from "#lib/platform/audit-verify";
import { systemCtx } from "#lib/platform/context";
import { seal, unseal } from "#lib/platform/secrets";
import { test, testDatabase } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createDatabase, dropDatabase } from "#lib/postgres/databases";
import { query } from "#lib/postgres/testing/servers";
import { backUp } from "./backup";
import { restore, restoreKey } from "./restore";

const folder = mkdtempSync(join(tmpdir(), "vigil-backup-"));
const made: string[] = [];
beforeAll(() => {
  process.env.VIGIL_DATA_DIR = join(folder, "data");
});
afterAll(async () => {
  for (const name of made) await dropDatabase(inject("serverUrl"), name);
  rmSync(folder, { recursive: true });
});

async function emptyDatabase(): Promise<string> {
  const name = `vigil_test_${process.ppid}_${unique("restored")}`;
  made.push(name);
  return createDatabase(inject("serverUrl"), name);
}

test("a round trip brings everything back, and work goes on behind it", async ({ ctx }) => {
  const { url } = await testDatabase();
  const id = unique("hook").replace("_", "-");
  const { secret } = await createConnector(ctx, { id, kind: "webhook", name: "Shop" });
  const body = "Ein Gruß\tmit Tabulator,\\ Rückstrich und 👩‍👩‍👧.";
  await closedTicket(ctx, {
    subject: "Invoice",
    turns: [{ body }, { body: "It is there.", kind: "analyst_reply" }],
  });
  const { eventId } = await arrives(ctx, { body });
  // More than a stream holds at once.
  for (let count = 0; count < 3; count++) await arrives(ctx, { body: "a long log\n".repeat(20_000) });
  for (let left = 1; left > 0; left--) await chainAudit(systemCtx("audit", ctx.db));
  const sealed = seal("a secret of a connector");

  const target = join(folder, "good");
  const manifest = await backUp(url, target);
  expect(manifest.hasKey).toBe(true);
  const restored = await emptyDatabase();
  restoreKey(target, manifest);
  await restore(restored, target);

  const count = `select (select count(*)::int from ticket_event) as events, (select count(*)::int from audit) as audit,
    (select count(*)::int from dbos.workflow_status) as jobs, (select max(body) from ticket_event where id = ${eventId}) as body`;
  expect(await query(restored, count)).toEqual(await query(url, count));
  expect(await query(restored, `select body from ticket_event where id = ${eventId}`)).toEqual([{ body }]);
  expect(unseal(sealed)).toBe("a secret of a connector");
  // What a connector signs with is in there, and to be read only with the key.
  const files = readdirSync(target).map((name) => readFileSync(join(target, name)));
  const plain = files.map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("latin1"));
  expect(plain.join("\n")).toContain(id);
  expect(plain.join("\n")).not.toContain(secret);
  const pool = openPool(restored, 2);
  const again = systemCtx("test", pool.db);
  expect((await credentialsById(again, id))?.secrets).toEqual([secret]);
  expect((await verifyAudit(again, { known: manifest.auditHead })).broken).toBeNull();
  expect((await arrives(again, { body: "And now?" })).eventId).toBeGreaterThan(eventId);
  await expect(pool.sql`update audit set action = 'x'`).rejects.toThrow();
  await pool.sql.end();
  await expect(restore(restored, target)).rejects.toThrow("This installation is in use");
});

test("what is damaged, broken off or sealed with another key is refused, and nothing of it is kept", async ({
  ctx,
}) => {
  const { url } = await testDatabase();
  await arrives(ctx, { body: "Where is my parcel?" });
  const target = join(folder, "damaged");
  const manifest = await backUp(url, target);
  await expect(backUp(url, target)).rejects.toThrow("is not empty");

  const file = join(target, "manifest.json");
  const text = readFileSync(file, "utf8");
  const [event] = manifest.tables.filter(({ name }) => name === "ticket_event");
  const restored = await emptyDatabase();
  writeFileSync(file, text.replace(event?.sha256 ?? "", "0".repeat(64)));
  await expect(restore(restored, target)).rejects.toThrow("is damaged. Nothing was kept.");
  expect(await query(restored, "select count(*)::int from ticket")).toEqual([{ count: 0 }]);

  writeFileSync(file, text.replace(`"migrations": ${manifest.migrations}`, '"migrations": 1'));
  await expect(restore(restored, target)).rejects.toThrow("The backup is of another version");
  rmSync(file);
  await expect(restore(restored, target)).rejects.toThrow("holds no finished backup");
  expect(() => restoreKey(target, { ...manifest, keyFingerprint: "another" })).toThrow(
    "is not the one of the backup",
  );
});
