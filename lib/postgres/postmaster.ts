/** The server process of one cluster: finding it, starting it, asking it who it is, ending it. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { Binaries } from "./binaries";
import { clusterName, clusterUrl, systemIdentifier } from "./cluster";
import { commandOf, isRunning, markOf, processesWhere } from "./processes";
import { commandAs } from "./run-as";
import { serverArguments } from "./settings";
import type { Site } from "./site";

export type Postmaster = { mark: string; pid: number; port: number; isReady: boolean };

const fastShutdownMs = 15_000;
const quitMs = 5_000;

/** The running server of this cluster (its real path) by the file it keeps there; a dead server's file does not count. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const lines = pidFile(cluster);
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const mark = pid ? markOf(pid) : undefined;
  if (!mark) return undefined;
  // The number may have gone to another program since.
  if (!serves(commandOf(pid), cluster)) return undefined;
  return { mark, pid, port, isReady: lines[7]?.trim() === "ready" };
}

/** Whether a server of this cluster has just been started by somebody and has not written its file yet. */
export function isPostmasterComing(cluster: string): boolean {
  return processesWhere((command) => serves(command, cluster)).length > 0;
}

/** Starts the server and resolves once the process runs, long before it answers. Its output goes to `logFile`. */
export async function spawnPostmaster(
  { binaries, runAs }: Site,
  { cluster, port, logFile }: { cluster: string; port: number; logFile: string },
): Promise<ChildProcess> {
  const { file, args, options } = commandAs(
    runAs,
    binaries.postgres,
    serverArguments(cluster, port, clusterName(cluster)),
    cluster,
  );
  const log = openSync(logFile, "a", 0o600);
  try {
    // Its own session: Ctrl-C in a terminal must reach those who use the database first, and never the database.
    const child = spawn(file, args, { ...options, detached: true, stdio: ["ignore", log, log] });
    await once(child, "spawn");
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Whether the server on this port is the one of this cluster, asked by SQL. */
export async function answersFor(cluster: string, port: number): Promise<boolean> {
  const sql = postgres(clusterUrl(cluster, port, "postgres"), {
    max: 1,
    connect_timeout: 5,
    // The driver's query for array types would be one nobody catches should the server go away meanwhile.
    fetch_types: false,
    onnotice: () => {},
  });
  try {
    const [row] = await sql`
      select system_identifier::text as id, current_setting('data_directory') as folder from pg_control_system()`;
    // A copied folder has the same identifier, so that the place counts too.
    return row?.id === systemIdentifier(cluster) && resolve(row?.folder) === cluster;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Asks the server to shut down at once: sessions are ended, their work rolled back, the rest is safe on disk. */
export function requestShutdown(
  pid: number,
  binaries: Binaries,
  signal: "INT" | "QUIT" | "KILL" = "INT",
): void {
  try {
    // Windows has no signals; pg_ctl speaks to the server's pipe instead.
    if (process.platform === "win32")
      spawnSync(binaries.pgCtl, ["kill", signal, String(pid)], { windowsHide: true });
    else process.kill(pid, `SIG${signal}`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Ends the server: orderly, else by a quit that the next start recovers from, else by force. */
export async function shutDown(
  { mark, pid }: Pick<Postmaster, "mark" | "pid">,
  binaries: Binaries,
): Promise<void> {
  requestShutdown(pid, binaries, "INT");
  if (await ends(mark, fastShutdownMs)) return;
  requestShutdown(pid, binaries, "QUIT");
  if (await ends(mark, quitMs)) return;
  requestShutdown(pid, binaries, "KILL");
  await ends(mark, quitMs);
}

/**
 * Removes what a killed server leaves: processes that still work for it, which would keep a new one from
 * starting, and its file, which names a process that may be a zombie or by now somebody else.
 */
export async function clearRemains(cluster: string): Promise<void> {
  const title = `postgres: ${clusterName(cluster)}: `;
  for (const pid of processesWhere((command) => command.startsWith(title))) {
    const mark = markOf(pid);
    if (!mark) continue;
    process.kill(pid, "SIGKILL");
    await ends(mark, quitMs);
  }
  rmSync(join(cluster, "postmaster.pid"), { force: true });
}

function serves(command: string, cluster: string): boolean {
  if (process.platform === "win32") return command.includes("postgres.exe");
  return command.includes(` -D ${cluster} `);
}

async function ends(mark: string, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (isRunning(mark)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Lines of postmaster.pid: process, folder, start time, port, socket folder, address, memory key, status. */
function pidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}
