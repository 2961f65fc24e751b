/** Counts who uses the server: one file per holder, named after its process, so that the dead do not count. */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./make-folder";
import { isRunning, markOf } from "./processes";

export type Hold = {
  /** Gives the hold up; true when nobody living holds the server any more. */
  release(): boolean;
};

/** Registers this process as a user of the server. Works without waiting, so that it can run while a process exits. */
export function takeHold(folder: string): Hold {
  makeFolder(folder, 0o700);
  const file = join(folder, `${markOf(process.pid)}.${randomBytes(4).toString("hex")}`);
  writeFileSync(file, "", { mode: 0o600 });
  return {
    release() {
      rmSync(file, { force: true });
      return livingHolders(folder) === 0;
    },
  };
}

function livingHolders(folder: string): number {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const dead = names.filter((name) => !isRunning(name.split(".")[0] ?? ""));
  for (const name of dead) rmSync(join(folder, name), { force: true });
  return names.length - dead.length;
}
