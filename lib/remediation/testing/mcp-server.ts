/** An MCP server for tests, in a process of its own: a deployment one can look at and scale; every effect is a line of a file. */
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

const { STATE_FILE = "", EFFECTS_FILE = "" } = process.env;

/** What a test sets: the object, what the server says of its tool, and how it behaves. */
export type ServerState = {
  replicas: number;
  ready: number;
  description: string;
  /** `hang`: the effect happens, and no answer comes. `fail`: it happens, and the answer is an error. */
  mode: "answer" | "hang" | "fail";
  /** A key that was seen is not done again. */
  keepsKeys: boolean;
};

export type ServerEffect = { replicas: number; key: string; meta: string };

function state(): ServerState {
  return JSON.parse(readFileSync(STATE_FILE, "utf8"));
}

function json(value: object) {
  return { content: [{ type: "text" as const, text: JSON.stringify(value) }] };
}

function served(): McpServer {
  const mcp = new McpServer({ name: "cluster", version: "1" });
  const deployment = z.string();
  mcp.registerTool(
    "get_deployment",
    {
      description: "State of a deployment.",
      inputSchema: { deployment },
      annotations: { readOnlyHint: true },
    },
    // The version changes at every look: it is no part of what matters.
    async () => {
      const { replicas, ready } = state();
      return json({ version: Date.now(), spec: { replicas }, status: { ready } });
    },
  );
  mcp.registerTool(
    "scale_deployment",
    {
      description: state().description,
      inputSchema: {
        deployment,
        replicas: z.number().int(),
        dry_run: z.boolean().optional(),
        request_id: z.string().optional(),
        labels: z.array(z.string()).optional(),
      },
    },
    async ({ replicas, dry_run, request_id = "" }, { _meta }) => {
      const before = state();
      if (dry_run) return json({ would: `${before.replicas} to ${replicas}` });
      const meta = String(_meta?.["vigil/idempotency-key"] ?? "");
      const isKnown = before.keepsKeys && readFileSync(EFFECTS_FILE, "utf8").includes(request_id);
      if (isKnown) return json({ scaled: true });
      appendFileSync(EFFECTS_FILE, `${JSON.stringify({ replicas, key: request_id, meta })}\n`);
      writeFileSync(STATE_FILE, JSON.stringify({ ...before, replicas, ready: replicas }));
      if (before.mode === "hang") await new Promise(() => {});
      if (before.mode === "fail") throw new Error("the connection to the cluster broke");
      return json({ scaled: true });
    },
  );
  return mcp;
}

const server = createServer(async (request, response) => {
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  await served().connect(transport);
  await transport.handleRequest(request, response);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
