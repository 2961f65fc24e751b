/**
 * Builds the web part once for each state of its sources, into a folder of that state: an installation that runs keeps the
 * build it was started with, whatever another start in the same place builds beside it.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { sourceStamp } from "#lib/platform/source-stamp";
import { buildFolderOf } from "./build-folders";
import { bundleProcesses } from "./bundle";

const sources = [
  "app",
  "components",
  "lib",
  "db",
  "next.config.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

/** Where Next builds; what is complete is moved from there. */
const workshop = ".next";

/** Next's own command, to be run by Node. */
const nextScript = "node_modules/next/dist/bin/next";

/** The folder of the build of the sources as they are now; it is there only if that build is complete. */
export function currentBuild(): string {
  return buildFolderOf(sourceStamp(sources));
}

/** Runs `next build` and leaves the result in `folder`; needs neither database nor network. */
export async function buildWeb(folder: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [nextScript, "build"], {
    env: { ...process.env, VIGIL_BUILD: "", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  child.on("error", () => {});
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`The web part could not be built.\n${output}`);
  await bundleProcesses();
  if (existsSync(folder)) return;
  renameSync(workshop, folder);
  // What makes the next build quick stays where that one looks for it.
  mkdirSync(workshop);
  if (existsSync(join(folder, "cache"))) renameSync(join(folder, "cache"), join(workshop, "cache"));
}
