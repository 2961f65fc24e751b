/** The real worker process on the test's database. */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve as resolvePath } from "node:path";
import { testDatabase } from "#lib/platform/testing/database";
import { programFile } from "#lib/platform/testing/program";

/** Starts it and waits until it is ready; whoever starts it ends it. */
export async function startWorker(environment: Record<string, string> = {}): Promise<ChildProcess> {
  const { url } = await testDatabase();
  const program = await programFile(resolvePath(import.meta.dirname, "../../worker.ts"));
  const child = spawn(process.execPath, ["--no-deprecation", program], {
    env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: "info", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The worker ended with ${code}.`)));
    child.stdout?.on("data", (chunk) => String(chunk).includes("ready") && resolve());
  });
  return child;
}
