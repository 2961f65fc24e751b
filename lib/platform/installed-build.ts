/** Which build of the web part this process serves: a page of another one is told that it is old. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

let known: string | undefined;

/** The build's own name; `development` while there is none. */
export function installedBuild(): string {
  known ??= readName(process.env.VIGIL_BUILD || ".next");
  return known;
}

function readName(folder: string): string {
  try {
    return readFileSync(join(folder, "BUILD_ID"), "utf8").trim();
  } catch {
    return "development";
  }
}
