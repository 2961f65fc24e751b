/** MCP servers that answer without end, too much, half, or something else: a reason within bounds, beside which all else goes on. */
import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { callTool, type StoredServer } from "./connection";

type Answer = (response: ServerResponse) => void;
let answer: Answer;
let server: Server;
let url = "";
let written = 0;

beforeEach(async () => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  written = 0;
  server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/mcp`;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const asked = (ctx: Ctx) => {
  const stored = { name: "ill", transport: "http", target: url, bearer: null } as StoredServer;
  return callTool(ctx, stored, { name: "look", hash: "approved" }, {});
};

test("an answer of a hundred megabytes is read no further than is needed to refuse it", async ({ ctx }) => {
  const piece = Buffer.alloc(64 * 1024, 0x20);
  answer = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const go = () => {
      while (written < 100 * 1024 * 1024 && !response.destroyed) {
        written += piece.length;
        if (!response.write(piece)) return response.once("drain", go);
      }
      return response.end();
    };
    go();
  };
  expect(await asked(ctx)).toMatchObject({ outcome: "refused", reason: expect.stringContaining("longer") });
  expect(written).toBeLessThan(20 * 1024 * 1024);
});

test.for<[string, Answer]>([
  ["dies in the middle of it", (response) => response.write("{", () => response.destroy())],
  [
    "answers something else",
    (response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>"),
  ],
  [
    "answers half of it",
    (response) => response.writeHead(200, { "content-type": "application/json" }).end("{"),
  ],
])("a server that %s gives a reason", async ([, does], { ctx }) => {
  answer = does;
  expect(await asked(ctx)).toMatchObject({ outcome: "refused", reason: expect.stringContaining("ill") });
});
