/** `vigil doctor`: says in plain words what is wrong with an installation. */
import { existsSync } from "node:fs";
import nextEnv from "@next/env";
import { lookAtDatabase, lookAtMachine } from "#lib/operations/doctor";
import { type Finding, report } from "#lib/operations/finding";
import { env } from "#lib/platform/env";
import { openDatabase } from "#lib/postgres/launcher";
import type { FileSubcommand } from "./subcommand";

export const doctor: FileSubcommand = {
  usage: "doctor",
  summary:
    "Say what is wrong: versions, database, limits, clock, disk, worker, learning, connectors; 1 when something is.",
  async runOnFiles() {
    nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error });
    const found = [...lookAtMachine(), ...(await throughDatabase())];
    process.stdout.write(report(found));
    return found.some(({ level }) => level === "wrong") ? 1 : 0;
  },
};

/** A database that cannot be reached is a finding too; one that was never made is not made for this. */
async function throughDatabase(): Promise<Finding[]> {
  try {
    const { DATABASE_URL, VIGIL_DATA_DIR } = env();
    const dataDir = `${VIGIL_DATA_DIR}/postgres`;
    if (!DATABASE_URL && !existsSync(dataDir))
      return [{ level: "hint", about: "Database", words: "none yet; npm start makes one" }];
    const database = await openDatabase({ url: DATABASE_URL, dataDir });
    try {
      return await lookAtDatabase(database.url);
    } finally {
      await database.stop();
    }
  } catch (error) {
    return [
      { level: "wrong", about: "Database", words: error instanceof Error ? error.message : String(error) },
    ];
  }
}
