/** `vigil backup DIR` and `vigil restore DIR`: everything an installation consists of, out and back in. */
import { join, resolve } from "node:path";
import nextEnv from "@next/env";
import { backUp } from "#lib/operations/backup";
import { readManifest, restore, restoreKey } from "#lib/operations/restore";
import { env } from "#lib/platform/env";
import { openDatabase } from "#lib/postgres/launcher";
import { type FileSubcommand, type Subcommand, UsageError } from "./subcommand";

export const backupCommand: Subcommand = {
  usage: "backup DIR",
  summary:
    "Write the database, as it is at one instant, and the installation's key into a new folder; nothing stops.",
  async run(_ctx, words) {
    const folder = onlyFolder(words);
    const url = env().DATABASE_URL;
    if (!url) throw new Error("No database is open.");
    const { tables, hasKey } = await backUp(url, folder, ({ name, rows }) =>
      process.stderr.write(`  ${String(rows).padStart(9)}  ${name}\n`),
    );
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(`Backed up: ${tables.length} tables, ${rows} rows, in ${resolve(folder)}.\n`);
    process.stdout.write(
      hasKey
        ? "The installation's key lies in it too: keep the folder as safe as the installation.\n"
        : "The installation's key (VIGIL_SECRET) is not in it: keep that elsewhere.\n",
    );
    return 0;
  },
};

export const restoreCommand: FileSubcommand = {
  usage: "restore DIR",
  summary: "Bring a backup back into an empty database or data folder, and check that everything is there.",
  async runOnFiles(words) {
    const folder = onlyFolder(words);
    nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error });
    const manifest = readManifest(folder);
    const { DATABASE_URL, VIGIL_DATA_DIR } = env();
    restoreKey(folder, manifest);
    const database = await openDatabase({ url: DATABASE_URL, dataDir: join(VIGIL_DATA_DIR, "postgres") });
    try {
      await restore(database.url, folder, (name) => process.stderr.write(`  ${name}\n`));
    } finally {
      await database.stop();
    }
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(`Restored: ${rows} rows as of ${manifest.madeAt}; counts and audit chain fit.\n`);
    return 0;
  },
};

function onlyFolder(words: string[]): string {
  const [folder, ...more] = words;
  if (!folder || more.length > 0) throw new UsageError("Name one folder.");
  return folder;
}
