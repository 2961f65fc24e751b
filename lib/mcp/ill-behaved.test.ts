/** MCP servers that answer without end, too much, half, or something else: a reason within bounds, beside which all else goes on. */
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { callTool, hashOf, type StoredServer } from "./connection";

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

/** Milliseconds in which it has to have said what it offers. */
const limit = 1_500;

const asked = (ctx: Ctx, limit?: number) => {
  const stored = { name: "ill", transport: "http", target: url, bearer: null } as StoredServer;
  return callTool(ctx, stored, { name: "look", hash: "approved" }, {}, { limit });
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

const hello = (version: string) => ({
  protocolVersion: version,
  capabilities: { tools: {} },
  serverInfo: { name: "ill", version: "1" },
});

test.for<[string, Answer]>([
  ["never answers", () => {}],
  [
    "answers byte by byte",
    (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(drip));
    },
  ],
])("a server that %s is waited for as long as the call may take", async ([, does], { ctx }) => {
  answer = does;
  expect(await asked(ctx, limit)).toEqual({
    outcome: "refused",
    reason: `ill could not be asked: It did not say what it offers within ${limit / 1_000} s.`,
  });
});

test("a server that greets and takes no notice of what needs no answer is waited for no longer", async ({
  ctx,
}) => {
  server.removeAllListeners("request");
  server.on("request", async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { id, params } = JSON.parse(body || "{}");
    if (id === undefined) return;
    const text = JSON.stringify({ jsonrpc: "2.0", id, result: hello(params.protocolVersion) });
    response.writeHead(200, { "content-type": "application/json" }).end(text);
  });
  expect(await asked(ctx, limit)).toMatchObject({
    outcome: "refused",
    reason: expect.stringContaining("within"),
  });
});

/** The first lines of a program that answers the greeting and says what it offers; `does` is what it does when it is called. */
const greets = (does: string) => `
  const say = (id, result) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id, result }) + "\\n");
  const lines = require("node:readline").createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    const { id, method, params } = JSON.parse(line);
    if (method === "initialize") say(id, { ...${JSON.stringify(hello(""))}, protocolVersion: params.protocolVersion });
    if (method === "tools/list") say(id, { tools: [{ name: "look", inputSchema: { type: "object" } }] });
    if (method === "tools/call") { ${does} }
  });`;

const endlessly = (text: string) =>
  `const more = () => { while (process.stdout.write(${JSON.stringify(text)}.repeat(1024))); }; process.stdout.on("drain", more); more();`;

const bytes = 2 * 1024 * 1024;

test.for<[string, string, string, string]>([
  ["writes without a line's end", endlessly("x".repeat(60)), "refused", `longer than ${bytes} bytes`],
  ["writes lines without end", endlessly(`${"x".repeat(60)}\n`), "refused", "more than 5000 lines"],
  [
    "writes messages nobody asked for",
    endlessly(`${JSON.stringify({ jsonrpc: "2.0", method: "notifications/message" })}\n`),
    "refused",
    "more than 5000 lines",
  ],
  ["says nothing", "setInterval(() => {}, 1000)", "refused", "did not say what it offers"],
  [
    "does not hear that it should end",
    "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)",
    "refused",
    "within",
  ],
  ["ends before it greets", "process.exit(3)", "refused", "The program ended (code 3)."],
  [
    "ends in the middle of an answer",
    greets(`process.stdout.write('{"jsonrpc"', () => process.exit(4))`),
    "failed",
    "code 4",
  ],
  ["answers a call without end", greets(endlessly("x")), "failed", `longer than ${bytes} bytes`],
  ["never answers a call", greets(""), "failed", "timed out"],
])("a program that %s gives a reason and is gone", async ([, program, outcome, reason], { ctx }) => {
  const mark = `/tmp/never-there-${randomUUID()}`;
  vi.stubEnv("VIGIL_MCP_COMMANDS", JSON.stringify({ ill: [process.execPath, "--eval", program, mark] }));
  const stored = { name: "ill", transport: "stdio", target: "ill", bearer: null } as StoredServer;
  const look = {
    name: "look",
    hash: hashOf("look", { description: "", schema: { type: "object" }, saysReadOnly: false }),
  };
  const memory = process.memoryUsage().rss;
  expect(await callTool(ctx, stored, look, {}, { limit })).toEqual({
    outcome,
    reason: expect.stringContaining(reason),
  });
  expect(process.memoryUsage().rss - memory).toBeLessThan(200 * 1024 * 1024);
  await expect.poll(() => running(mark)).toBe(false);
});

test("a program that is not there gives a reason", async ({ ctx }) => {
  vi.stubEnv("VIGIL_MCP_COMMANDS", JSON.stringify({ ill: ["/nowhere/at-all"] }));
  const stored = { name: "ill", transport: "stdio", target: "ill", bearer: null } as StoredServer;
  expect(await callTool(ctx, stored, { name: "look", hash: "" }, {}, { limit })).toMatchObject({
    outcome: "refused",
    reason: expect.stringContaining("ENOENT"),
  });
});

/** Whether a process has `mark` among its arguments. */
function running(mark: string): boolean {
  return readdirSync("/proc").some((process) => {
    try {
      return /^\d+$/.test(process) && readFileSync(`/proc/${process}/cmdline`, "utf8").includes(mark);
    } catch {
      return false;
    }
  });
}
