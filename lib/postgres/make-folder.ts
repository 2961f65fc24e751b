/** Makes folders somebody named. */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes the folder, and those it lies in, where they are not there yet; `mode` is for those it makes. Throws a sentence where that cannot be done. Node's own
 * `recursive` tries for ever where a folder can be looked into and nothing made in it, as below /proc.
 */
export function makeFolder(path: string, mode?: number): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  try {
    for (const one of missing) makeOne(one, mode);
    if (!statSync(path).isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new Error(`The folder ${resolve(path)} cannot be made (${code}).`, { cause: error });
  }
}

/** Somebody else may make it at the same moment. */
function makeOne(path: string, mode: number | undefined): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
