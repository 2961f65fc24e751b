/** A launcher under npm with its children and its Postgres, ended in every way there is: nothing is left, and nothing complains. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { programFile } from "#lib/platform/testing/program";
import { findPostmaster } from "#lib/postgres/postmaster";
import { isRunning, markOf } from "#lib/postgres/processes";
import { newFolder, serverPid, serverProcesses, until } from "#lib/postgres/testing/servers";

const repository = fileURLToPath(new URL("../..", import.meta.url));

type Launched = {
  npm: ChildProcess;
  launcher: number;
  children: number[];
  dataDir: string;
  printed(): string;
};
const launched: Launched[] = [];

afterEach(() => {
  for (const { npm, launcher, children } of launched.splice(0))
    for (const pid of [npm.pid ?? 0, launcher, ...children])
      if (pid && markOf(pid)) process.kill(pid, "SIGKILL");
});

const group = (signal: NodeJS.Signals) => (one: Launched) => process.kill(-(one.npm.pid ?? 0), signal);
/** What is done, to what, and the exit code where it is ours: a shell that is told to stop reports the signal. */
type Way = { name: string; end: (one: Launched) => unknown; isDirect?: boolean; code?: number };
const ctrlC = async (one: Launched) => {
  for (let times = 0; times < 3; times++) {
    if (markOf(one.npm.pid ?? 0)) group("SIGINT")(one);
    await sleep(20);
  }
};
const ways: Way[] = [
  { name: "Ctrl-C, which reaches every process of the terminal", end: group("SIGINT") },
  { name: "Ctrl-C several times", end: ctrlC, isDirect: true, code: 0 },
  {
    name: "SIGTERM to the launcher, twice",
    end: ({ launcher }) => [1, 2].map(() => process.kill(launcher, "SIGTERM")),
    code: 0,
  },
  { name: "a terminal that is closed", end: group("SIGHUP") },
  { name: "SIGTERM to npm", end: ({ npm }) => npm.kill("SIGTERM") },
  { name: "kill -9 of npm", end: ({ npm }) => npm.kill("SIGKILL") },
  { name: "kill -9 of the launcher", end: ({ launcher }) => process.kill(launcher, "SIGKILL") },
  { name: "kill -9 of everything in the terminal", end: group("SIGKILL") },
];

test.each(ways)("$name leaves nothing", async ({ end, isDirect, code }) => {
  const one = await launch(isDirect);
  await until(() => one.children.length === 2);
  const marks = [one.launcher, ...one.children, serverPid(one.dataDir)].map((pid) => markOf(pid) ?? "gone");
  await end(one);
  await until(() => !marks.some(isRunning));
  await until(() => serverProcesses(one.dataDir).length === 0);
  await sleep(200);
  expect(one.children).toHaveLength(2);
  expect(one.printed()).not.toMatch(/\n\s+at |Error|starting it again/);
  if (code !== undefined) {
    await until(() => one.npm.exitCode !== null || one.npm.signalCode !== null);
    expect(one.npm.exitCode).toBe(code);
  }
});

test.each([0, 40, 150, 400, 800])("Ctrl-C %i ms into the start leaves nothing", async (wait) => {
  const one = await launch();
  await sleep(wait);
  group("SIGINT")(one);
  await until(() => one.npm.exitCode !== null || one.npm.signalCode !== null);
  await until(() => markOf(one.launcher) === undefined && serverProcesses(one.dataDir).length === 0);
  await until(() => one.children.every((pid) => markOf(pid) === undefined));
  expect(findPostmaster(join(one.dataDir, "cluster"))).toBeUndefined();
  expect(one.printed()).not.toMatch(/\n\s+at |starting it again/);
});

/** Starts the launcher by npm in a session of its own, as a terminal would; resolves once the launcher runs. */
async function launch(isDirect = false): Promise<Launched> {
  const dataDir = newFolder();
  mkdirSync(dataDir, { recursive: true });
  const words = [await programFile(join(import.meta.dirname, "testing", "launched.ts")), dataDir];
  const home = join(dataDir, "..");
  writeFileSync(
    join(home, "package.json"),
    JSON.stringify({ name: "launched", scripts: { start: `node ${words.join(" ")}` } }),
  );
  const [file, args] = isDirect
    ? [process.execPath, words]
    : ["npm", ["start", "--silent", "--prefix", home]];
  const npm = spawn(file, args, {
    cwd: repository,
    env: { ...process.env, npm_lifecycle_event: undefined, npm_config_update_notifier: "false" },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const one: Launched = { npm, launcher: 0, children: [], dataDir, printed: () => printed };
  launched.push(one);
  for (const stream of [npm.stdout, npm.stderr])
    stream?.on("data", (chunk: Buffer) => {
      printed += chunk;
      for (const [, pid] of String(chunk).matchAll(/^child (\d+)$/gm)) one.children.push(Number(pid));
      const [, pid] = /^launcher (\d+)$/m.exec(String(chunk)) ?? [];
      if (pid) one.launcher = Number(pid);
    });
  await until(() => one.launcher > 0);
  return one;
}
