/** Writes everything an installation consists of into a folder, as it was at one instant, while it goes on working. */
import { createHash } from "node:crypto";
import { copyFileSync, createWriteStream, existsSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type postgres from "postgres";
import { openPool } from "#db/client";
import { verifyAudit } from "#lib/platform/audit-verify";
import { systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { makeFolder } from "#lib/postgres/make-folder";
import { keyFile, keyFingerprint, type Manifest, manifestFile } from "./manifest";
import { columnList, fileOf, quoted, type Table, tablesOf } from "./tables";

type Kept = Manifest["tables"][number];

/** Backs up the database at `url` with the installation's key into `folder`, which must be new or empty. */
export async function backUp(
  url: string,
  folder: string,
  onTable: (kept: Kept) => void = () => {},
): Promise<Manifest> {
  makeFolder(folder, 0o700);
  if (readdirSync(folder).length > 0)
    throw new Error(`${folder} is not empty. Name a new folder for the backup.`);
  const { sql, db } = openPool(url, 2);
  try {
    const { head, broken } = await verifyAudit(systemCtx("backup", db));
    if (broken)
      throw new Error(
        `The audit trail is broken (${broken.fault}). Look into that first: vigil audit verify.`,
      );
    const manifest = await sql.begin("isolation level repeatable read read only", async (tx) => {
      const tables: Kept[] = [];
      for (const table of await tablesOf(tx)) {
        const kept = await writeTable(tx, table, join(folder, fileOf(table)));
        tables.push(kept);
        onTable(kept);
      }
      return { ...(await versionsOf(tx)), tables };
    });
    const whole: Manifest = {
      format: 1,
      madeAt: new Date().toISOString(),
      keyFingerprint: keyFingerprint(),
      hasKey: keepKey(folder),
      auditHead: head,
      ...manifest,
    };
    // Last, so that a backup that was broken off has none.
    const path = join(folder, manifestFile);
    writeFileSync(`${path}.new`, `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return whole;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function writeTable(tx: postgres.ISql, table: Table, path: string): Promise<Kept> {
  const [counted] = await tx.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${quoted(table)}`);
  const hash = createHash("sha256");
  const sum = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const rows = await tx
    .unsafe(`copy (select ${columnList(table)} from ${quoted(table)}) to stdout`)
    .readable();
  await pipeline(rows, sum, createGzip({ level: 6 }), createWriteStream(path, { mode: 0o600 }));
  return { ...table, rows: counted?.rows ?? 0, sha256: hash.digest("hex") };
}

/** How far the schema and the queue's have come. */
export async function versionsOf(sql: postgres.ISql): Promise<{ migrations: number; queueVersion: string }> {
  const [row] = await sql`
    select (select count(*)::int from drizzle.__drizzle_migrations) as migrations,
      (select max(version)::text from dbos.dbos_migrations) as queue`;
  return { migrations: Number(row?.migrations), queueVersion: String(row?.queue) };
}

/** The key lies beside the data it opens, or with whoever set it. */
function keepKey(folder: string): boolean {
  const { VIGIL_SECRET, VIGIL_DATA_DIR } = env();
  const path = join(VIGIL_DATA_DIR, "secret");
  if (VIGIL_SECRET || !existsSync(path)) return false;
  copyFileSync(path, join(folder, keyFile));
  return true;
}
