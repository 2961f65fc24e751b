/** The demo of the browser tests ends with whoever started it, also before it was ready. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { isRunning, markOf, parentOf, processesWhere } from "#lib/postgres/processes";
import { newFolder, serverProcesses, until } from "#lib/postgres/testing/servers";

const repository = fileURLToPath(new URL("../..", import.meta.url));

test.each(["SIGINT", "SIGKILL"] as const)("%s while the demo starts leaves nothing", async (signal) => {
  const temporary = newFolder();
  mkdirSync(temporary);
  const starter = spawn(
    process.execPath,
    ["--import", "tsx", "--eval", `void import("./e2e/desk.ts").then((desk) => desk.default())`],
    // An address would name a desk that runs already.
    { cwd: repository, env: { ...process.env, TMPDIR: temporary, VIGIL_TEST_URL: "" }, stdio: "ignore" },
  );
  const ended = once(starter, "exit");
  const servers = () =>
    readdirSync(temporary).flatMap((name) => serverProcesses(join(temporary, name, "postgres")));
  await until(() => servers().length > 0);
  const launchers = processesWhere((command) => command.includes("lib/start/main.ts --demo"));
  const [launcher = 0] = launchers.filter((pid) => parentOf(pid) === starter.pid);
  const mark = markOf(launcher) ?? "";
  onTestFinished(() => {
    if (isRunning(mark)) process.kill(launcher, "SIGKILL");
  });
  expect(isRunning(mark)).toBe(true);
  starter.kill(signal);
  await ended;
  await expect.poll(() => isRunning(mark) || servers().length > 0, { timeout: 30_000 }).toBe(false);
});
