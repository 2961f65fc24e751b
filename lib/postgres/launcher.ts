/** The embedded Postgres: one server per data folder, shared by all processes that ask for it, kept up while they live. */
import { existsSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { findBinaries } from "./binaries";
import { bringUp, type Progress, type Server } from "./bring-up";
import { type DataFolder, openDataFolder } from "./data-folder";
import { takeHold } from "./holders";
import { withLock } from "./lock";
import { findPostmaster, requestShutdown, shutDown } from "./postmaster";
import { isRunning } from "./processes";
import { checkReachable } from "./reachable";

export type RunningPostgres = {
  /** Signs in to the database `vigil` as the role `vigil`. */
  url: string;
  port: number;
  /** True when the server ran already. */
  adopted: boolean;
  /** Gives the server up; the last living process to do so shuts it down. May be called twice. */
  stop(): Promise<void>;
};

const watchMs = 300;
const longestPauseMs = 15_000;

/**
 * A database for this process: the one at `url` if given (never stopped by us), else the embedded one in `dataDir`.
 * Rejects with a sentence that says what to change.
 */
export async function openDatabase({
  url,
  ...embedded
}: {
  url?: string;
  dataDir?: string;
  onProgress?: Progress;
}): Promise<{ url: string; stop(): Promise<void> }> {
  if (!url) return startPostgres(embedded);
  await checkReachable(url);
  return { url, stop: async () => {} };
}

/**
 * Starts or joins the server of `dataDir`, and starts it again on the same port should it die. The caller
 * catches its own signals and calls `stop`; a process that exits without gives the server up all the same,
 * and what one leaves behind that was killed, the next to start takes over. Rejects with a sentence.
 */
export async function startPostgres({
  dataDir = ".data/postgres",
  onProgress = () => {},
}: {
  dataDir?: string;
  onProgress?: Progress;
} = {}): Promise<RunningPostgres> {
  const folder = openDataFolder(dataDir);
  const hold = takeHold(folder.holders);
  let server: Server | undefined;
  const giveUpAtExit = () => {
    const abandoned = hold.release() && running(folder, server);
    if (abandoned) requestShutdown(abandoned.pid, findBinaries());
  };
  const giveUp = async () => {
    await withLock(folder.lock, async () => {
      const abandoned = hold.release() && running(folder, server);
      if (abandoned) await shutDown(abandoned, findBinaries());
    });
    process.off("exit", giveUpAtExit);
  };
  process.once("exit", giveUpAtExit);
  try {
    server = await bringUp(folder, onProgress);
  } catch (error) {
    await giveUp();
    throw error;
  }
  const { url, port, adopted } = server;
  if (adopted) onProgress(`Using the Postgres that runs on port ${port}.`);
  const endWatch = watch(folder, server, onProgress);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= endWatch().then(giveUp);
    return stopped;
  };
  return { url, port, adopted, stop };
}

/**
 * Holds the embedded server in `dataDir` while this process lives, where `url` leads to it: should its starter be
 * killed, the last of those who use it takes it along.
 */
export function holdServer(url: string, dataDir: string): void {
  if (!existsSync(dataDir)) return;
  const folder = openDataFolder(dataDir);
  const found = existsSync(folder.cluster) ? findPostmaster(realpathSync(folder.cluster)) : undefined;
  const { hostname, port } = new URL(url);
  if (!found || hostname !== "127.0.0.1" || Number(port) !== found.port) return;
  const hold = takeHold(folder.holders);
  process.once("exit", () => {
    const abandoned = hold.release() && running(folder, undefined);
    if (abandoned) requestShutdown(abandoned.pid, findBinaries());
  });
}

/** Looks after the server until ended. Whichever holder sees a death first starts it; the others find it running. */
function watch(folder: DataFolder, first: Server, onProgress: Progress): () => Promise<void> {
  const ending = new AbortController();
  const watching = (async () => {
    let server = first;
    let pause = watchMs;
    while (await slept(pause, ending.signal)) {
      if (isRunning(server.mark)) continue;
      onProgress("Postgres has died; starting it again.");
      try {
        server = await bringUp(folder, onProgress, first.port);
        pause = watchMs;
      } catch (error) {
        pause = Math.min(pause * 2, longestPauseMs);
        onProgress(error instanceof Error ? error.message : String(error));
      }
    }
  })();
  return () => {
    ending.abort();
    return watching;
  };
}

async function slept(pause: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(pause, undefined, { signal, ref: false });
    return true;
  } catch {
    return false;
  }
}

/** The folder's server; the one we knew when the folder was deleted under it. */
function running(folder: DataFolder, known: Server | undefined): { mark: string; pid: number } | undefined {
  const found = existsSync(folder.cluster) ? findPostmaster(realpathSync(folder.cluster)) : known;
  return found && isRunning(found.mark) ? found : undefined;
}
