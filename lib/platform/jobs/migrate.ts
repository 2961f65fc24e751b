/** Creates or upgrades the durable engine's own tables. */
import { migrateSystemDatabase } from "@dbos-inc/dbos-sdk/internal/system_database";
import { changingSchema } from "#db/migrate";
import { engineSchema } from "./model";

const quiet = { debug() {}, info() {}, warn() {}, error: (entry: unknown) => console.error(entry) };

/** Brings the engine's schema in `url` to the installed version; safe to call again. */
export async function migrateJobs(url: string): Promise<void> {
  await changingSchema(url, () => migrateSystemDatabase(url, quiet as never, engineSchema));
}
