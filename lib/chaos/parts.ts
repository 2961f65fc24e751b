/** The processes of an installation that can be killed, found anew each time. */
import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { Installation } from "#lib/bench/installation";
import { findPostmaster } from "#lib/postgres/postmaster";
import { commandOf, parentOf, processesWhere } from "#lib/postgres/processes";

export const targets = ["web", "worker", "Postgres"] as const;
export type Target = (typeof targets)[number];

const programs = { web: "app/server.mjs", worker: "vigil/worker.mjs" } as const;

/** The number of the process that is this part of the installation now; null while there is none. */
export function processOf({ launcher, postgresDir }: Installation, target: Target): number | null {
  if (target === "Postgres") return findPostmaster(realpathSync(join(postgresDir, "cluster")))?.pid ?? null;
  const isPart = (pid: number) => parentOf(pid) === launcher && commandOf(pid).includes(programs[target]);
  return processesWhere((command) => command.includes(programs[target])).find(isPart) ?? null;
}
