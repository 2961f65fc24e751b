/** A team whose history is full of diagnostics on a desk that is connected to none of them. */

import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { z } from "zod";
import { suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import { endpointForEach } from "#lib/models/testing/endpoint-for-each";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { chatTranscript } from "#lib/suggestions/chat-transcript";
import { decide } from "#lib/suggestions/commands";
import { Suggestion } from "#lib/suggestions/model";
import { callOf } from "#lib/suggestions/step";
import { person } from "#lib/suggestions/testing/fixtures";
import { timeline } from "#lib/tickets/queries";
import { recordResultByHand } from "#lib/tickets/tool-calls/commands";
import { defineTool } from "#lib/tools/tool";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";

const fake = endpointForEach();

const tool = "badge_register";
const asks = (badge: string) => `My badge ${badge} no longer opens the door of the laboratory.`;

/** Ports of a worker that has learned from tickets in which analysts looked the badge up before they answered. */
async function experienced(ctx: Ctx, options: Parameters<typeof testPorts>[1] = {}, prefix = "BDG-") {
  const ports = await testPorts(ctx, options);
  for (let number = 1; number <= 12; number++) {
    const badge = `${prefix}${4000 + number}`;
    const ticketId = await closedTicket(ctx, {
      subject: "Badge does not open the door",
      turns: [
        { body: asks(badge) },
        { body: "", kind: "tool_call", data: { tool, arguments: { badge }, callId: badge } },
        { body: "", kind: "tool_result", data: { tool, callId: badge, result: { state: "expired" } } },
        { body: "Your badge has expired. It works again in an hour.", kind: "analyst_reply" },
      ],
    });
    await ports.apprentice.learn(systemCtx("learning", ctx.db), { ticketId });
  }
  return ports;
}

async function proposed(ctx: Ctx, ticketId: number) {
  const rows = await ctx.db
    .select()
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open")));
  return rows.filter(({ kind }) => kind !== "triage");
}

test("it is proposed to be looked up, and what was found is answered with", async ({ ctx }) => {
  const ports = await experienced(ctx);
  const arrival = await arrives(ctx, { subject: "Badge does not open the door", body: asks("BDG-7777") });
  await runsOn(ctx, arrival, ports);
  const [card] = await proposed(ctx, arrival.ticketId);
  expect(card).toMatchObject({
    kind: "diagnostic",
    text: `Look up ${tool} with badge BDG-7777.`,
    payload: { call: { tool, arguments: { badge: "BDG-7777" }, byHand: true } },
  });
  const analyst = await person(ctx);
  const decided = await decide(analyst, {
    suggestionId: card?.id ?? 0,
    verdict: "accept",
    mutationId: unique(),
  });
  const [call] = await ctx.db
    .select()
    .from(ticketEvent)
    .where(eq(ticketEvent.id, decided.eventId ?? 0));
  expect(call).toMatchObject({ kind: "tool_call", data: { tool, byHand: true } });
  const again = await arrives(ctx, { body: "Hello?", ticketExternalId: arrival.ticketExternalId });
  await runsOn(ctx, again, ports);
  expect((await proposed(ctx, arrival.ticketId)).filter(({ kind }) => kind === "diagnostic")).toEqual([]);
  const result = await recordResultByHand(analyst, { eventId: call?.id ?? 0, text: "state: expired" });
  await runsOn(ctx, { ...arrival, eventId: result.eventId }, ports);
  expect((await proposed(ctx, arrival.ticketId)).at(-1)).toMatchObject({
    kind: "reply",
    text: expect.stringContaining("expired"),
  });
  const turns = chatTranscript(await timeline(ctx, arrival.ticketId));
  expect(turns.find((turn) => turn.call)?.call).toEqual({
    id: String(call?.id),
    name: tool,
    arguments: { badge: "BDG-7777" },
  });
});

const llm = fake.server;

test("a language model is not offered it, and cannot call it", async ({ ctx }) => {
  const ports = await experienced(ctx, { endpoint: llm() });
  const call = { name: tool, arguments: { badge: "BDG-7777" } };
  fake.script(...[1, 2, 3].map(() => ({ kind: "answer" as const, call })));
  const arrival = await arrives(ctx, { subject: "Badge does not open the door", body: asks("BDG-7777") });
  await runsOn(ctx, arrival, ports);
  expect(fake.requests[0]?.body.tools ?? []).toEqual([]);
  expect(await proposed(ctx, arrival.ticketId)).toMatchObject([
    { engine: "apprentice", kind: "diagnostic", degraded: null },
  ]);
});

test("a language model may choose it among the steps of the team", async ({ ctx }) => {
  const ports = await experienced(ctx, { endpoint: llm() });
  const choices = Array.from({ length: 20 }, (_, number) => number + 1);
  const arrival = await arrives(ctx, { subject: "Badge does not open the door", body: asks("BDG-8888") });
  await runsOn(ctx, arrival, ports);
  const prompt = JSON.stringify(fake.requests.at(-1)?.body.messages);
  const number = choices.find((each) => prompt.includes(`[${each}] Diagnostic, the next step`));
  fake.script({ kind: "answer", text: `USE ${number}` });
  const next = await arrives(ctx, { subject: "Badge does not open the door", body: asks("BDG-9999") });
  await runsOn(ctx, next, ports);
  expect(await proposed(ctx, next.ticketId)).toMatchObject([
    { engine: "llm", kind: "diagnostic", payload: { call: { byHand: true } } },
  ]);
});

test("where it is installed it runs, with arguments as the tool wants them", async ({ ctx }) => {
  const installed = defineTool({
    name: tool,
    description: "Whether a badge is valid.",
    input: z.object({ badge: z.number() }),
    run: async () => ({ state: "valid" }),
  });
  const ports = await experienced(ctx, { tools: [installed] }, "");
  const arrival = await arrives(ctx, { subject: "Badge does not open the door", body: asks("7777") });
  await runsOn(ctx, arrival, ports);
  const [card] = await proposed(ctx, arrival.ticketId);
  expect(callOf(Suggestion.parse(card))).toEqual({ tool, arguments: { badge: 7777 } });
});
