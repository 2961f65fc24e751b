/** A lock between processes: a file that names its owner, so that a dead owner's lock can be taken over. */
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolder } from "./make-folder";
import { isRunning, markOf } from "./processes";

const waitLimitMs = 240_000;
/** A file without a readable owner belongs to somebody between two system calls, or to somebody who died there. */
const ownerlessLimitMs = 5_000;

/** Runs `work` while no other process does so under the same file. Throws after four minutes of waiting. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const owner = `${markOf(process.pid)} ${randomBytes(8).toString("hex")}`;
  const deadline = Date.now() + waitLimitMs;
  makeFolder(dirname(file));
  while (!create(file, owner)) {
    const other = read(file);
    if (other !== undefined && isStale(file, other)) breakLock(file, other);
    else if (Date.now() > deadline)
      throw new Error(`Waited too long for ${other ?? "another process"}: ${file}`);
    else await sleep(20 + Math.random() * 30);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Removes a stale lock. Whoever removes one must own the file beside it, and looks again first: otherwise two
 * processes that saw the same dead owner could remove each other's fresh lock.
 */
function breakLock(file: string, stale: string): void {
  const breaker = `${file}.break`;
  if (!create(breaker, "")) {
    if (isStale(breaker, "")) rmSync(breaker, { force: true });
    return;
  }
  if (read(file) === stale) rmSync(file, { force: true });
  rmSync(breaker, { force: true });
}

function isStale(file: string, owner: string): boolean {
  const mark = owner.split(" ")[0];
  if (mark) return !isRunning(mark);
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return age > ownerlessLimitMs;
}

function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
