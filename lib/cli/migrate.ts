/** `vigil migrate`: brings the database to this version's schema, before web and workers start. */
import type { Subcommand } from "./subcommand";

export const migrate: Subcommand = {
  usage: "migrate",
  summary: "Bring the database to the schema of this version; any number may do so at once.",
  async run() {
    // Every command begins with it.
    process.stdout.write("The database has the schema of this version.\n");
    return 0;
  },
};
