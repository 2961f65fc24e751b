/** The server docs/tools.md shows answers a tool as it says. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, vi } from "vitest";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { addTool, renewToolSecret } from "./commands";
import type { ToolAnswer } from "./model";
import { tryTool } from "./trial";

const [, example = ""] = /```js\n([\s\S]*?)```/.exec(readFileSync("docs/tools.md", "utf8")) ?? [];

test("the example answers whoever has the secret", async ({ ctx }) => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  onTestFinished(() => void vi.unstubAllEnvs());
  const port = await freePort();
  const { name, secret } = await addTool(ctx, {
    name: unique("volume"),
    description: "State of a volume.",
    arguments: [{ name: "volume" }],
    url: `http://127.0.0.1:${port}/`,
    timeLimit: 5,
  });
  const server = spawn(process.execPath, ["--input-type=module", "--eval", example], {
    env: { ...process.env, SECRET: secret, PORT: String(port) },
    stdio: "inherit",
  });
  onTestFinished(() => void server.kill());
  const asks = { name, arguments: { volume: "vol-17" } };
  expect(await onceUp(ctx, asks)).toMatchObject({ result: { volume: "vol-17", state: "detached" } });
  // For an hour the one before signs as well; renewed again it is no longer known.
  await renewToolSecret(ctx, { name });
  expect(await tryTool(ctx, asks)).toMatchObject({ isAnswered: true });
  await renewToolSecret(ctx, { name });
  expect(await tryTool(ctx, asks)).toMatchObject({ reason: expect.stringContaining("401") });
});

/** The first answer of a server that is starting. */
async function onceUp(ctx: Ctx, asks: Parameters<typeof tryTool>[1]): Promise<ToolAnswer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await tryTool(ctx, asks);
    if (answer.isAnswered || attempt === 600) return answer;
    await sleep(100);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
