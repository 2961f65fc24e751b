/** The folders of builds, each with the installations that run from it; what nobody runs from is removed. */
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "#lib/postgres/make-folder";
import { isRunning, markOf } from "#lib/postgres/processes";

const users = "in-use";

/** The folder of the build of one state of the sources, beside the sources, where packages are found from. */
export function buildFolderOf(stamp: string): string {
  return `.next-${stamp.slice(0, 12)}`;
}

/** Says that this process runs from `folder`, and removes the builds beside it that no process runs from. */
export function takeBuild(folder: string, place = "."): void {
  makeFolder(join(place, folder, users));
  writeFileSync(join(place, folder, users, markOf(process.pid) ?? "gone"), "");
  for (const other of readdirSync(place))
    if (/^\.next-[0-9a-f]{12}$/.test(other) && other !== folder && !isUsed(join(place, other)))
      rmSync(join(place, other), { recursive: true, force: true });
}

function isUsed(folder: string): boolean {
  const marks = join(folder, users);
  return existsSync(marks) && readdirSync(marks).some(isRunning);
}
