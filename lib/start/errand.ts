/** A process that does one thing and ends: what that takes in memory is given back with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { leash } from "./children";
import type { Progress } from "./progress";

/** What an errand may send its starter. */
export type Told = { done: number; total: number };

/**
 * Runs a script with Node until it ends by itself, and hears how far it has come; aborted, it is ended. Rejects with what it
 * said last where it failed.
 */
export async function runErrand(
  script: readonly string[],
  { signal, onProgress }: { signal: AbortSignal; onProgress: Progress },
): Promise<void> {
  const child = spawn(process.execPath, ["--import", leash, ...script], {
    stdio: ["ignore", "inherit", "pipe", "ipc"],
    signal,
  });
  child.on("message", ({ done, total }: Told) => onProgress(done, total));
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk).slice(-4_000);
  });
  const code = await ended(child);
  if (code !== 0) throw new Error(said.trim() || `It ended with ${code}.`);
}

function ended(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
}
