/** Builds the web part once, and again only when a source file changed. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { sourceStamp } from "#lib/platform/source-stamp";
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
const stampFile = ".next/vigil-sources";

/** Next's own command, to be run by Node. */
export const nextScript = "node_modules/next/dist/bin/next";

/** True when there is no build, or a source file differs from the one that was built. */
export function isBuildStale(): boolean {
  return !existsSync(stampFile) || readFileSync(stampFile, "utf8") !== sourceStamp(sources);
}

/** Runs `next build`; needs neither database nor network. A failed build is removed, because Next would start it. */
export async function buildWeb(signal: AbortSignal): Promise<void> {
  const stamp = sourceStamp(sources);
  const child = spawn(process.execPath, [nextScript, "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
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
  if (code === 0) {
    await bundleProcesses();
    return writeFileSync(stampFile, stamp);
  }
  rmSync(".next", { recursive: true, force: true });
  throw new Error(`The web part could not be built.\n${output}`);
}
