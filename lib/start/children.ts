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

const graceMs = 12_000;
const shortestLifeMs = 10_000;
const longestPauseMs = 15_000;

/** A process that is started again whenever it ends by itself, with growing pauses if it does so at once. */
export function keepUp(spec: ChildSpec): { stop(): Promise<void> } {
  let child: ChildProcess | undefined;
  let isStopping = false;
  let pause = 500;
  const launch = () => {
    const started = Date.now();
    child = spawn(process.execPath, ["--import", leash, ...spec.script], {
      env: { ...process.env, ...spec.env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.once("exit", (code, signal) => {
      child = undefined;
      if (isStopping) return;
      pause = Date.now() - started > shortestLifeMs ? 500 : Math.min(pause * 2, longestPauseMs);
      say(`The ${spec.name} ended (${signal ?? `code ${code}`}); starting it again in ${pause / 1000} s.`);
      setTimeout(() => isStopping || launch(), pause);
    });
  };
  launch();
  return {
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
