/** Children end with their launcher, and can pass on what they were started with. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { leash } from "./children";

test("Next can hand the preloaded code on to its own process, and that process starts", async () => {
  const handOn = `
    const { formatNodeOptions, getParsedNodeOptions } = require("next/dist/server/lib/utils");
    process.stdout.write(formatNodeOptions(getParsedNodeOptions()).nodeOptions);`;
  const { stdout: options } = run(["--import", leash, "-"], handOn);
  expect(options).toContain("--import");
  expect(run(["-"], "console.log('started')", options)).toEqual({ stdout: "started\n", stderr: "" });
});

test("a child ends when its launcher is gone", async () => {
  const stay = "process.on('message', () => {}); process.send('up'); setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, ["--import", leash, "-e", stay], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await once(child, "message");
  child.disconnect();
  const [code, signal] = await once(child, "exit");
  expect({ code, signal }).toEqual({ code: null, signal: "SIGTERM" });
});

/** Runs Node on a script given as its input, so that nothing but `argv` is among its options. */
function run(argv: string[], input: string, options = "") {
  const env = { ...process.env, NODE_OPTIONS: options };
  const { stdout, stderr } = spawnSync(process.execPath, argv, { input, env, encoding: "utf8" });
  return { stdout, stderr };
}
