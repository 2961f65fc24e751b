/** Data folders and starter processes for the launcher's tests; whatever a test leaves running is ended after it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterEach } from "vitest";
import { programFile } from "#lib/platform/testing/program";
import { clusterName } from "../cluster";
import { findPostmaster } from "../postmaster";
import { processesWhere } from "../processes";

export type Starter = {
  child: ChildProcess;
  url: string;
  port: number;
  adopted: boolean;
  /** What it prints next. */
  line(): Promise<string>;
};

const folders: string[] = [];
const children: ChildProcess[] = [];
const repository = fileURLToPath(new URL("../../..", import.meta.url));

afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  for (const folder of folders.splice(0)) {
    for (const pid of serverProcesses(folder)) process.kill(pid, "SIGKILL");
    const moved = join(folder, "cluster");
    if (existsSync(moved) && realpathSync(moved).startsWith("/var/lib/vigil/"))
      rmSync(join(realpathSync(moved), ".."), { recursive: true });
    rmSync(join(folder, ".."), { recursive: true, force: true, maxRetries: 10 });
  }
});

/** A data folder that is not there yet, below a temporary one with `mode`: by default anybody may enter that. */
export function newFolder(mode = 0o755): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "vigil-postgres-")));
  chmodSync(parent, mode);
  const folder = join(parent, "postgres");
  folders.push(folder);
  return folder;
}

/** As `newFolder`, but it exists and everybody may write to it. */
export function sharedFolder(): string {
  const folder = newFolder();
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  return folder;
}

/** Starts a process that starts or joins the server; resolves when it has it. */
export async function startProcess(
  folder: string,
  options: { uid?: number; gid?: number; path?: string } = {},
): Promise<Starter> {
  const child = await spawnStarter(folder, options);
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
  const line = async () => {
    const next = await lines.next();
    if (next.done) throw new Error("The starter ended without a word; its complaint stands above.");
    return next.value;
  };
  return { child, line, ...JSON.parse(await line()) };
}

/** Starts such a process without waiting for anything. */
export async function spawnStarter(
  folder: string,
  { uid, gid, path }: { uid?: number; gid?: number; path?: string } = {},
): Promise<ChildProcess> {
  const program = await programFile(join(import.meta.dirname, "starter.ts"));
  const child = spawn(process.execPath, [program, folder], {
    cwd: repository,
    env: { ...process.env, ...(path ? { PATH: path } : {}) },
    // A session of its own, as a terminal would give it.
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
    uid,
    gid,
  });
  children.push(child);
  return child;
}

/** Tells a starter `stop` or `exit` and resolves when it has ended. */
export async function tell({ child }: Starter, order: "stop" | "exit"): Promise<void> {
  const ended = once(child, "exit");
  child.stdin?.write(`${order}\n`);
  await ended;
}

/** `kill -9`, and resolves when the process is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Number of the running server of this folder. Throws when none runs. */
export function serverPid(folder: string): number {
  const pid = findPostmaster(realpathSync(join(folder, "cluster")))?.pid;
  if (!pid) throw new Error(`No server runs in ${folder}`);
  return pid;
}

/** All processes that work on this folder's data, however they came to be. */
export function serverProcesses(folder: string): number[] {
  const link = join(folder, "cluster");
  const cluster = existsSync(link) ? realpathSync(link) : link;
  const title = `postgres: ${clusterName(cluster)}: `;
  return processesWhere((command) => command.startsWith(title) || command.includes(` -D ${cluster} `));
}

/** Runs statements on one connection; resolves to the rows of the last one. */
export async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = await sql.unsafe(statement);
    return rows;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Waits until `condition` holds; throws after a minute and a half, which is there for what never comes true. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Never came true: ${condition}`);
    await sleep(20);
  }
}
