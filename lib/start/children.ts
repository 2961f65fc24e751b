/** The processes Vigil consists of beside the database: started together, kept up, stopped together. */
import { type ChildProcess, spawn } from "node:child_process";
import { say } from "./progress";

/** `script`: what Node runs, with its arguments. */
export type ChildSpec = { name: string; script: readonly string[]; env: Record<string, string> };

const leashCode = `process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));`;

/**
 * Preloaded by every child: it ends when the launcher is gone, however that came about. In base64, because Next hands
 * its options on to a process of its own through NODE_OPTIONS, which loses quotes on the way.
 */
export const leash = `data:text/javascript;base64,${Buffer.from(leashCode).toString("base64")}`;

const graceMs = 3_000;
const longestPauseMs = 15_000;

/** A process that is kept up. `isReady`: it has said so since it was last started. */
export type Kept = { isReady(): boolean; stop(): Promise<void> };

/**
 * A process that is started again whenever it ends by itself: at once when it had said that it was ready, else with
 * growing pauses. Signals of the terminal reach its starter alone, which then stops it.
 */
export function keepUp(spec: ChildSpec): Kept {
  // The launcher watches npm for its children: one that saw npm go before the launcher did would be started again.
  const { npm_lifecycle_event: _, ...env } = process.env;
  let child: ChildProcess | undefined;
  let isStopping = false;
  let pause = 0;
  let wasReady = false;
  const launch = () => {
    wasReady = false;
    child = spawn(process.execPath, ["--import", leash, ...spec.script], {
      env: { ...env, ...spec.env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: process.platform !== "win32",
    });
    child.once("message", () => {
      wasReady = true;
    });
    child.once("exit", (code, signal) => {
      child = undefined;
      if (isStopping) return;
      pause = wasReady ? 0 : Math.min(Math.max(500, pause * 2), longestPauseMs);
      const when = pause === 0 ? "starting it again" : `starting it again in ${pause / 1000} s`;
      say(`The ${spec.name} ended (${signal ?? `code ${code}`}); ${when}.`);
      setTimeout(() => isStopping || launch(), pause);
    });
  };
  launch();
  return {
    isReady: () => wasReady && child !== undefined,
    stop: async () => {
      isStopping = true;
      if (child) await endProcess(child);
    },
  };
}

/** Asks a process to end, and ends it after the grace period. */
async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await ended;
  clearTimeout(timer);
}
