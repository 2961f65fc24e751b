/** Brings a backup back into an empty installation, and checks that everything is there as it was. */
import { createHash } from "node:crypto";
import { copyFileSync, createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type postgres from "postgres";
import { openPool } from "#db/client";
import { migrateDatabase } from "#db/migrate";
import { verifyAudit } from "#lib/platform/audit-verify";
import { systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { migrateJobs } from "#lib/platform/jobs/migrate";
import { makeFolder } from "#lib/postgres/make-folder";
import { versionsOf } from "./backup";
import { keyFile, keyFingerprint, Manifest, manifestFile } from "./manifest";
import { columnList, fileOf, quoted, type Table, tablesOf } from "./tables";

/** What a backup folder says about itself. Throws a sentence when it is none, or was broken off. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, manifestFile);
  if (!existsSync(path)) throw new Error(`${folder} holds no finished backup: it has no ${manifestFile}.`);
  const read = Manifest.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!read.success) throw new Error(`${path} was not written by this version of Vigil.`);
  return read.data;
}

/** Puts the backup's key in place where there is none. Throws when this installation has another one. */
export function restoreKey(folder: string, { hasKey, keyFingerprint: wanted }: Manifest): void {
  const { VIGIL_SECRET, VIGIL_DATA_DIR } = env();
  const path = join(VIGIL_DATA_DIR, "secret");
  if (hasKey && !VIGIL_SECRET && !existsSync(path)) {
    makeFolder(VIGIL_DATA_DIR);
    copyFileSync(join(folder, keyFile), path);
  }
  if (keyFingerprint() === wanted) return;
  throw new Error(
    "The key of this installation is not the one of the backup, so that its secrets could not be opened. " +
      `Set VIGIL_SECRET to that key, or move ${path} away if nothing here needs it. Nothing was changed.`,
  );
}

/** Restores `folder` into the empty database at `url`. Throws a sentence, and then nothing was kept. */
export async function restore(
  url: string,
  folder: string,
  onTable: (name: string) => void = () => {},
): Promise<void> {
  const manifest = readManifest(folder);
  await migrateJobs(url);
  await migrateDatabase(url);
  const { sql, db } = openPool(url, 2);
  try {
    await refuseOthers(sql, manifest);
    await sql.begin(async (tx) => {
      const here = await tablesOf(tx);
      // Guards against changes of what was recorded watch people and programs, not the return of all of it.
      for (const table of here) await tx.unsafe(`alter table ${quoted(table)} disable trigger user`);
      for (const table of here.toReversed()) await tx.unsafe(`delete from ${quoted(table)}`);
      for (const { schema, name } of here) {
        const kept = manifest.tables.find((one) => one.schema === schema && one.name === name);
        if (!kept) continue;
        await readTable(tx, kept, join(folder, fileOf(kept)));
        onTable(name);
      }
      for (const table of here) await tx.unsafe(`alter table ${quoted(table)} enable trigger user`);
      await setSequences(tx);
      await refuseDifferences(tx, manifest);
    });
    const { broken } = await verifyAudit(systemCtx("restore", db), { known: manifest.auditHead });
    if (broken) throw new Error(`The audit trail did not come back whole: ${broken.fault}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function refuseOthers(sql: postgres.Sql, manifest: Manifest): Promise<void> {
  const here = await versionsOf(sql);
  if (here.migrations !== manifest.migrations || here.queueVersion !== manifest.queueVersion)
    throw new Error(
      `The backup is of another version (schema ${manifest.migrations}, queue ${manifest.queueVersion}; here ` +
        `${here.migrations} and ${here.queueVersion}). Restore it with the version that made it, then upgrade. Nothing was changed.`,
    );
  const [row] =
    await sql`select (select count(*)::int from ticket) + (select count(*)::int from "user") as found`;
  if (Number(row?.found) > 0)
    throw new Error(
      "This installation is in use. Restore into an empty database or data folder. Nothing was changed.",
    );
}

async function readTable(tx: postgres.ISql, kept: Table & { sha256: string }, path: string): Promise<void> {
  const hash = createHash("sha256");
  const sum = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const rows = await tx.unsafe(`copy ${quoted(kept)} (${columnList(kept)}) from stdin`).writable();
  await pipeline(createReadStream(path), createGunzip(), sum, rows);
  if (hash.digest("hex") !== kept.sha256) throw new Error(`${path} is damaged. Nothing was kept.`);
}

/** Numbers go on behind those that are taken. */
async function setSequences(tx: postgres.ISql): Promise<void> {
  const columns = await tx<{ place: string; column: string; sequence: string }[]>`
    select format('%I.%I', table_schema, table_name) as place, format('%I', column_name) as column,
      pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) as sequence
    from information_schema.columns
    where table_schema in ('public', 'dbos', 'drizzle')
      and pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) is not null`;
  for (const { place, column, sequence } of columns)
    await tx.unsafe(`select setval('${sequence}', greatest((select max(${column}) from ${place}), 1),
      (select max(${column}) from ${place}) is not null)`);
}

async function refuseDifferences(tx: postgres.ISql, { tables }: Manifest): Promise<void> {
  for (const { rows, ...table } of tables) {
    const [found] = await tx.unsafe(`select count(*)::int as rows from ${quoted(table)}`);
    if (found?.rows !== rows)
      throw new Error(
        `${table.name} came back with ${found?.rows} rows instead of ${rows}. Nothing was kept.`,
      );
  }
}
