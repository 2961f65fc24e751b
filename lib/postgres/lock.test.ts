/** The lock between processes and the counting of holders, with processes that really die. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { takeHold } from "./holders";
import { withLock } from "./lock";
import { isRunning, markOf } from "./processes";

test("one at a time, and the result comes through", async () => {
  const file = join(temporary(), "lock");
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await sleep(5);
    inside--;
    return most;
  };
  const results = await Promise.all(Array.from({ length: 12 }, () => withLock(file, work)));
  expect(results).toEqual(Array(12).fill(1));
  expect(existsSync(file)).toBe(false);
});

test("a failure inside opens the lock", async () => {
  const file = join(temporary(), "lock");
  await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await withLock(file, async () => "next")).toBe("next");
});

test("a dead owner's lock is taken over by exactly one at a time", async () => {
  const file = join(temporary(), "lock");
  writeFileSync(file, `${await markOfDead()} 0123`);
  let inside = 0;
  const work = async () => {
    expect(++inside).toBe(1);
    await sleep(2);
    inside--;
  };
  await Promise.all(Array.from({ length: 12 }, () => withLock(file, work)));
  expect(inside).toBe(0);
});

test("a lock whose owner died before it could sign is taken over after a while", async () => {
  const file = join(temporary(), "lock");
  const longAgo = new Date(Date.now() - 60_000);
  for (const name of [file, `${file}.break`]) {
    writeFileSync(name, "");
    utimesSync(name, longAgo, longAgo);
  }
  expect(await withLock(file, async () => "mine")).toBe("mine");
});

test("a living owner's lock is respected", async () => {
  const file = join(temporary(), "lock");
  writeFileSync(file, `${markOf(process.pid)} 0123`);
  let entered = false;
  const waiting = withLock(file, async () => {
    entered = true;
  });
  await sleep(200);
  expect(entered).toBe(false);
  rmSync(file);
  await waiting;
  expect(entered).toBe(true);
});

test("the last living holder is told so; the dead do not count", async () => {
  const folder = join(temporary(), "holders");
  const [first, second] = [takeHold(folder), takeHold(folder)];
  writeFileSync(join(folder, `${await markOfDead()}.0123`), "");
  expect(first.release()).toBe(false);
  expect(second.release()).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test("a process number given away again is another process, and a zombie is none", async () => {
  const own = markOf(process.pid) ?? "";
  expect(isRunning(own)).toBe(true);
  expect(isRunning(`${own}0`)).toBe(false);
  // The shell's child ends at once and is never asked for: a zombie for as long as the sleep that replaced the shell.
  const parent = spawn("sh", ["-c", "sh -c 'echo $$' & exec sleep 5"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [zombie] = await once(parent.stdout, "data");
  const state = () => execFileSync("ps", ["-o", "stat=", "-p", String(zombie).trim()], { encoding: "utf8" });
  await expect.poll(state).toMatch(/^Z/);
  expect(markOf(Number(zombie))).toBeUndefined();
});

async function markOfDead(): Promise<string> {
  const child = spawn("sleep", ["10"]);
  await once(child, "spawn");
  const mark = markOf(child.pid ?? 0) ?? "";
  child.kill("SIGKILL");
  await once(child, "exit");
  return mark;
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "vigil-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
