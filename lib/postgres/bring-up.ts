/** Brings the server of a data folder up: adopts the one that runs, or starts one. One process at a time does this. */
import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Binaries, findBinaries } from "./binaries";
import { clusterUrl, ensureCluster } from "./cluster";
import type { DataFolder } from "./data-folder";
import { ensureDatabase } from "./databases";
import { withLock } from "./lock";
import {
  answersFor,
  clearRemains,
  findPostmaster,
  isPostmasterComing,
  type Postmaster,
  requestShutdown,
  spawnPostmaster,
} from "./postmaster";
import { chooseSite, type Site } from "./site";

export type Progress = (message: string) => void;
export type Server = { url: string; port: number; mark: string; pid: number; adopted: boolean };

const database = "vigil";
const readyLimitMs = 90_000;
const attempts = 4;

/**
 * Resolves when the server answers as this folder's own and its database exists. `port` insists on a port,
 * for clients that already know it; otherwise the last one is used again if it is free.
 */
export function bringUp(folder: DataFolder, onProgress: Progress, port?: number): Promise<Server> {
  return withLock(folder.lock, async () => {
    const binaries = findBinaries();
    const running = await runningServer(folder.cluster);
    const server = running ?? (await launch(folder, binaries, onProgress, port));
    const cluster = realpathSync(folder.cluster);
    const url = await ensureDatabase(clusterUrl(cluster, server.port, database), database);
    writeFileSync(folder.port, String(server.port));
    return { url, port: server.port, mark: server.mark, pid: server.pid, adopted: running !== undefined };
  });
}

async function runningServer(link: string): Promise<Postmaster | undefined> {
  if (!existsSync(link)) return undefined;
  const cluster = realpathSync(link);
  return untilReady(cluster, () => isPostmasterComing(cluster));
}

async function launch(folder: DataFolder, binaries: Binaries, onProgress: Progress, port?: number) {
  if (port && !existsSync(folder.cluster))
    throw new Error(`The data in ${folder.cluster} are gone. Restart everything that uses them.`);
  const site = await chooseSite(folder.cluster, binaries);
  await ensureCluster(folder.cluster, site, onProgress);
  const cluster = realpathSync(folder.cluster);
  if (existsSync(folder.log)) renameSync(folder.log, `${folder.log}.1`);
  onProgress("Starting Postgres.");
  for (let attempt = 1; attempt <= attempts; attempt++) {
    await clearRemains(cluster);
    const chosen = port ?? (await freePort(attempt === 1 ? lastPort(folder) : 0));
    const ready = await start(site, cluster, chosen, folder.log);
    if (ready) return ready;
    await sleep(200 * attempt);
  }
  throw new Error(
    `Postgres did not start: ${lastComplaint(folder.log)} The data are untouched. Its log: ${folder.log}`,
  );
}

async function start(
  site: Site,
  cluster: string,
  port: number,
  logFile: string,
): Promise<Postmaster | undefined> {
  const child = await spawnPostmaster(site, { cluster, port, logFile });
  try {
    return await untilReady(cluster, () => isAlive(child));
  } catch (error) {
    if (child.pid) requestShutdown(child.pid, site.binaries, "QUIT");
    throw error;
  }
}

/** Waits for the cluster's server to answer; undefined when there is none and, by `isComing`, none on its way. */
async function untilReady(cluster: string, isComing: () => boolean): Promise<Postmaster | undefined> {
  const deadline = Date.now() + readyLimitMs;
  for (;;) {
    const coming = isComing();
    const found = findPostmaster(cluster);
    if (!found && !coming) return undefined;
    if (found?.isReady && (await answersFor(cluster, found.port))) return found;
    if (Date.now() > deadline)
      throw new Error(
        `Postgres (process ${found?.pid ?? "unknown"}) holds the data in ${cluster} but does not answer. ` +
          "The data are safe. End that process and start again.",
      );
    await sleep(25);
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function lastPort(folder: DataFolder): number {
  return existsSync(folder.port) ? Number(readFileSync(folder.port, "utf8")) || 0 : 0;
}

/** `wanted` if nobody listens on it, else a port the system picks; 0 always lets the system pick. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => (wanted ? freePort(0).then(resolve, reject) : reject(error)));
    server.listen({ port: wanted, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : 0));
    });
  });
}

function lastComplaint(log: string): string {
  const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? "it printed nothing.";
}
