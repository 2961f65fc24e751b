/** Another agent at the desk: it reads and proposes; what it proposes waits for an analyst, and it can ask what came of it. */
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { expect, onTestFinished, vi } from "vitest";
import { actorCtx, type Ctx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide } from "#lib/suggestions/commands";
import { person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { timeline } from "#lib/tickets/queries";
import { mcpFace } from "./face";

/** Calls a tool as somebody's agent; its answer, or why it was refused. */
async function agentOf(ctx: Ctx) {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await mcpFace(ctx).connect(ours);
  const client = new Client({ name: "test", version: "1" });
  await client.connect(theirs);
  onTestFinished(() => client.close());
  return {
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name: string, given: Record<string, unknown>) => {
      const { structuredContent, content, isError } = await client.callTool({ name, arguments: given });
      return isError ? { refused: JSON.stringify(content) } : (structuredContent as Record<string, unknown>);
    },
  };
}

const keyOf = (ctx: Ctx, scopes: ("desk.read" | "ticket.write")[]) =>
  actorCtx({ kind: "api_key", id: "k1", name: "Otter", role: "analyst", scopes }, ctx.db);

test("it reads a case, proposes, is told to wait, and learns what an analyst made of it", async ({ ctx }) => {
  const { ticketId } = await ticketWithMessage(ctx, "The volume vol-77 is full.");
  const agent = await agentOf(keyOf(ctx, ["desk.read", "ticket.write"]));
  expect(await agent.call("read_case", { ticket: ticketId })).toMatchObject({
    ticket: ticketId,
    events: [expect.objectContaining({ text: "The volume vol-77 is full." })],
  });
  const proposed = await agent.call("propose_reply", {
    ticketId,
    text: "Please grow it.",
    why: "It is full.",
  });
  expect(proposed).toMatchObject({ status: "pending_approval" });
  const { proposal } = proposed as { proposal: number };
  const events = await timeline(ctx, ticketId);
  expect(events.map(({ kind }) => kind)).toEqual(["customer_message", "note"]);
  expect(await agent.call("propose_reply", { ticketId, text: "Again.", why: "Again." })).toEqual({
    refused: expect.stringContaining("waits for an analyst already"),
  });
  expect(await agent.call("proposal_state", { proposal })).toMatchObject({ status: "pending_approval" });
  const analyst = await person(ctx);
  await decide(analyst, { suggestionId: proposal, verdict: "accept", mutationId: unique("mutation") });
  expect(await agent.call("proposal_state", { proposal })).toMatchObject({ status: "accepted" });
});

test("nothing it has acts, and a key that only reads cannot propose", async ({ ctx }) => {
  const { ticketId } = await ticketWithMessage(ctx);
  const agent = await agentOf(keyOf(ctx, ["desk.read"]));
  expect(await agent.tools()).toEqual(["list_cases", "read_case", "propose_reply", "proposal_state"]);
  expect(await agent.call("propose_reply", { ticketId, text: "Hello.", why: "Why not." })).toEqual({
    refused: expect.stringContaining("ticket.write"),
  });
  expect(await agent.call("read_case", { ticket: 987_654_321 })).toEqual({ refused: expect.any(String) });
  const viewer = await agentOf(ctxAs(ctx.db, "viewer"));
  expect(await viewer.call("propose_reply", { ticketId, text: "Hello.", why: "Why not." })).toHaveProperty(
    "refused",
  );
});

test("what goes wrong inside is not told to another agent", async ({ ctx }) => {
  vi.stubEnv("LOG_LEVEL", "silent");
  onTestFinished(() => void vi.unstubAllEnvs());
  const db = new Proxy(ctx.db, {
    get: () => {
      throw new Error("Failed query: select token from account; params: s3cret");
    },
  });
  const agent = await agentOf({ ...keyOf(ctx, ["desk.read", "ticket.write"]), db });
  for (const [name, given] of [
    ["list_cases", {}],
    ["read_case", { ticket: 1 }],
    ["proposal_state", { proposal: 1 }],
    ["propose_reply", { ticketId: 1, text: "Hello.", why: "Why not." }],
  ] as const) {
    const { refused } = (await agent.call(name, given)) as { refused: string };
    expect(refused).toContain("Something failed on our side");
    expect(refused).not.toMatch(/select|s3cret/);
  }
});
