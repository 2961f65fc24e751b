/** A worker in a process of its own that is killed with `kill -9`: by itself at a point it reaches, or from outside. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { testDatabase } from "#lib/platform/testing/database";
import { programFile } from "#lib/platform/testing/program";

const source = join(import.meta.dirname, "worker-process.ts");

/** What the worker does, and the point at which it dies; "answering": whoever watches it kills it. */
export type Death = { runId: number; operation: "execute" | "roll_back"; at: string };

/** Runs it to its end; whether it was killed. `watch` is given the process as it starts. */
export async function workerDies(
  { runId, operation, at }: Death,
  secret: string,
  watch: (child: ChildProcess) => void = () => {},
): Promise<boolean> {
  const { url } = await testDatabase();
  const child = spawn(process.execPath, [await programFile(source)], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      VIGIL_SECRET: secret,
      VIGIL_OUTGOING_PRIVATE: "1",
      RUN_ID: String(runId),
      OPERATION: operation,
      KILL_AT: at,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  watch(child);
  await ended;
  return child.signalCode === "SIGKILL";
}
