/** A command that is ended by a signal leaves no database behind. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { expect, test, vi } from "vitest";
import { newFolder, serverProcesses } from "#lib/postgres/testing/servers";

test("a signal ends a command and the server it started", async () => {
  const folder = newFolder();
  const servers = () => serverProcesses(folder).length;
  const { DATABASE_URL: _, ...env } = process.env;
  const words = ["--import", "tsx", "lib/cli.ts", "psql", "-c", "select pg_sleep(600)"];
  const child = spawn(process.execPath, words, {
    env: { ...env, VIGIL_DATA_DIR: dirname(folder) },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  await vi.waitFor(() => expect(servers()).toBeGreaterThan(3), 100_000);
  child.kill("SIGTERM");
  expect(await ended).toEqual([143, null]);
  await vi.waitFor(() => expect(servers()).toBe(0), 100_000);
});
