/** One conversation with an MCP server: what tools it has, and a call of one that is still what was approved. */
import { createHash } from "node:crypto";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { CallToolResultSchema, ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import type { mcpServer } from "#db/schema/mcp";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { guardedFetch } from "#lib/platform/outgoing/guarded-fetch";
import { openToken } from "#lib/secrets/token";
import { type CallOutcome, outcomeOf } from "./answer";
import type { ToolDefinition } from "./model";
import { ProgramTransport } from "./program";

export type StoredServer = typeof mcpServer.$inferSelect;

/** A tool as its server describes it. */
export type Offered = { name: string; definition: ToolDefinition; hash: string };

/** Milliseconds a server may take for an answer. */
const timeout = 15_000;
const mostTools = 200;
/** Longest answer that is read, in bytes, of a program all it says in one conversation: what is kept of it is far less. */
const mostBytes = 2 * 1024 * 1024;

/** The tools a server offers now. Rejects when it cannot be asked. */
export async function offeredTools(ctx: Ctx, server: StoredServer): Promise<Offered[]> {
  return inConversation(ctx, server, timeout, async (_, tools) => tools);
}

/** What a call is made with beside its arguments. */
type CallOptions = {
  /** Milliseconds it may take; as many may pass until the server has said what it offers. */
  limit?: number;
  /** Sent as `_meta` of the request: the same for every attempt at one execution. */
  key?: string;
};

/**
 * Calls a tool whose definition has the hash that was approved; asked in the same conversation, so that it cannot be
 * another one a moment later. `refused`: the call was not made. `failed`: it was, and no usable answer came of it.
 */
export async function callTool(
  ctx: Ctx,
  server: StoredServer,
  { name, hash }: { name: string; hash: string },
  given: Record<string, unknown>,
  { limit = timeout, key }: CallOptions = {},
): Promise<CallOutcome> {
  let isSent = false;
  try {
    return await inConversation(ctx, server, limit, async (client, tools) => {
      const offered = tools.find((tool) => tool.name === name);
      if (!offered) return refused(`${server.name} no longer offers ${name}.`);
      if (offered.hash !== hash)
        return refused(`${server.name} changed ${name} since it was approved. It was not run.`);
      isSent = true;
      // Not `client.callTool`: an answer that breaks its own schema would look like a call that was turned down.
      const params = { name, arguments: given, ...(key && { _meta: { [keyName]: key } }) };
      const request = { method: "tools/call" as const, params };
      return outcomeOf(await client.request(request, CallToolResultSchema, { timeout: limit }));
    });
  } catch (error) {
    const reason = `${server.name} could not be asked: ${error instanceof Error ? error.message : error}`;
    return !isSent || isTurnedDown(error) ? refused(reason) : { outcome: "failed", reason };
  }
}

/** The name under which a server finds the key of an execution in `_meta`. */
export const keyName = "vigil/idempotency-key";

function refused(reason: string): CallOutcome {
  return { outcome: "refused", reason };
}

/** Whether the server says that it did not take the call on. */
function isTurnedDown(error: unknown): boolean {
  const code = error instanceof McpError ? error.code : null;
  return code === ErrorCode.InvalidParams || code === ErrorCode.MethodNotFound;
}

async function listed(client: Client): Promise<Offered[]> {
  const { tools } = await client.listTools({}, { timeout });
  return tools.slice(0, mostTools).map(({ name, description = "", inputSchema, annotations }) => {
    const definition = {
      description,
      schema: inputSchema as Record<string, unknown>,
      saysReadOnly: annotations?.readOnlyHint === true,
    };
    return { name, definition, hash: hashOf(name, definition) };
  });
}

/** The hash of everything a model, and a person who approves, is told of a tool. */
export function hashOf(name: string, definition: ToolDefinition): string {
  return createHash("sha256")
    .update(canonical({ name, ...definition }))
    .digest("hex");
}

/** JSON with its names in order: the same definition is the same text, however it was sent. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(",")}}`;
}

/**
 * What comes of `work` with a server that has said what it offers within `limit` milliseconds. A server that ends the
 * conversation, or is ended for what it sends, is spoken of in its own words.
 */
async function inConversation<Result>(
  ctx: Ctx,
  server: StoredServer,
  limit: number,
  work: (client: Client, tools: Offered[]) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ name: "vigil", version: "1" });
  const transport = await transportOf(ctx, server);
  const faults: Error[] = [];
  client.onerror = (error) => faults.push(error);
  try {
    return await work(client, await within(limit, opened(client, transport)));
  } catch (error) {
    const isEnded = error instanceof McpError && error.code === ErrorCode.ConnectionClosed;
    throw (isEnded && faults[0]) || error;
  } finally {
    await client.close().catch(() => {});
  }
}

/** Every step of it has its own timeout, but for those the client gives none: what a server owes no answer to. */
async function opened(client: Client, transport: Transport): Promise<Offered[]> {
  await client.connect(transport, { timeout });
  return listed(client);
}

/** Rejects with what a person is told where `work` takes longer. */
async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const reason = new Error(`It did not say what it offers within ${milliseconds / 1_000} s.`);
    timer = setTimeout(() => reject(reason), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function transportOf(ctx: Ctx, { name, transport, target, bearer }: StoredServer): Promise<Transport> {
  const { VIGIL_OUTGOING_PRIVATE, VIGIL_MCP_COMMANDS } = env();
  if (transport === "http") {
    const by = `MCP server ${name}`;
    const token = bearer === null ? null : await openToken(ctx, bearer, { url: target, by });
    return new StreamableHTTPClientTransport(new URL(target), {
      fetch: guardedFetch(VIGIL_OUTGOING_PRIVATE, mostBytes),
      requestInit: { headers: token ? { authorization: `Bearer ${token}` } : {} },
    });
  }
  const [command, ...args] = VIGIL_MCP_COMMANDS[target] ?? [];
  if (!command) throw new AppError("unavailable", `VIGIL_MCP_COMMANDS names no program ${target}.`);
  return new ProgramTransport(command, args, mostBytes);
}
