/** Starts the demo for the browser tests as a stranger would, and stops it with everything it started. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const readyWithinMs = 300_000;

/** Playwright's global setup: leaves the desk's address in `VIGIL_TEST_URL`. */
export default async function startDesk(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "vigil-e2e-"));
  const desk = spawn(process.execPath, ["--import", "tsx", "lib/start/main.ts", "--demo"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, VIGIL_DATA_DIR: dataDir, DATABASE_URL: "", PORT: "", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => desk.once("exit", () => resolve()));
  let output = "";
  const address = new Promise<string>((resolve, reject) => {
    desk.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
      const ready = /Vigil is ready at (\S+)/.exec(output)?.[1];
      if (ready) resolve(ready);
    });
    desk.once("exit", () => reject(new Error(`The demo ended before it was ready.\n${output}`)));
    setTimeout(() => reject(new Error(`The demo was not ready in time.\n${output}`)), readyWithinMs).unref();
  });
  const stop = async () => {
    desk.kill("SIGINT");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    process.env.VIGIL_TEST_URL = await address;
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
