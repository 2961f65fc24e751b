/** Programs that tests start as processes of their own: joined into one file first, as the product's are, which halves each start. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { bundle } from "#lib/start/bundle";

/** Where those of a test run lie: beside the packages, which they find from there. */
export const programsOf = (run: number) => resolve("node_modules/.cache", `vigil-programs-${run}`);

/** The file by which Node runs the TypeScript program at `source`; made at first use in a test run. */
export async function programFile(source: string): Promise<string> {
  const folder = programsOf(process.ppid);
  const digest = createHash("sha256").update(source).digest("hex").slice(0, 8);
  const name = `${basename(source, ".ts")}-${digest}`;
  const file = join(folder, `${name}.mjs`);
  if (existsSync(file)) return file;
  // Another test file may be at it at the same time: it is there whole or not at all.
  const own = join(folder, String(process.pid));
  mkdirSync(own, { recursive: true });
  await bundle({ [name]: source }, own);
  renameSync(join(own, `${name}.mjs`), file);
  return file;
}
