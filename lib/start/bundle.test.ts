/** The bundled processes are the ones that were written: a worker that works, and all that the web process asks for. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { test, testDatabase } from "#lib/platform/testing/database";
import { bundleProcesses } from "./bundle";

// Beside the packages, which a bundle finds from where it lies.
const folder = `node_modules/.cache/vigil-bundle-${process.pid}`;
beforeAll(() => bundleProcesses(folder));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the worker starts from its bundle, migrations and all, says that it is ready, and stops", async () => {
  const { url } = await testDatabase();
  const child = spawn(process.execPath, ["--no-deprecation", join(folder, "worker.mjs")], {
    env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: "warn" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [message] = await once(child, "message");
  expect(message).toBe("ready");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("the web process finds in its bundle all that it asks for", async () => {
  const [, list = ""] =
    /const \{([\w,\s]+)\} = isDevelopment/.exec(readFileSync("app/server.mjs", "utf8")) ?? [];
  const names = list
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const script = `console.log(Object.keys(await import(${JSON.stringify(join(process.cwd(), folder, "serving.mjs"))})).join())`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk;
  });
  await once(child, "close");
  expect(printed.trim().split(",")).toEqual(expect.arrayContaining(names));
  expect(names.length).toBeGreaterThan(4);
});
