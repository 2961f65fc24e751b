/** What it is unsure of stays one key away: in the hand-over, beside the draft, before the model that chooses. */

import { desc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { z } from "zod";
import { agentRun, label, suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import { endpointForEach } from "#lib/models/testing/endpoint-for-each";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { defaultGateSettings } from "#lib/policy/gate/gate";
import { decide } from "#lib/suggestions/commands";
import { Suggestion } from "#lib/suggestions/model";
import { alternativesOf } from "#lib/suggestions/step";
import { person } from "#lib/suggestions/testing/fixtures";
import { toolbox } from "#lib/tools/registry";
import { defineTool } from "#lib/tools/tool";
import { recordExamples } from "./commands";
import type { AgentPorts } from "./loop";
import { observation } from "./queries";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";
import { decisionFacts } from "./training-facts";

const fake = endpointForEach();

const keyState = defineTool({
  name: "key_state",
  description: "Says whether a key is known and when it ends.",
  input: z.object({ key: z.string() }),
  run: async () => ({ state: "expired" }),
});

const renew = (key: string) => `Please renew the key ${key} in the console, it has expired.`;
const goodbye = "You are welcome. I close this ticket now, write again at any time.";

/** The tests share a database: what the team did is written once. */
let history: Promise<void> | null = null;

/** A worker of a team that looks keys up, has them renewed, and says goodbye. */
async function team(ctx: Ctx, over: Partial<AgentPorts> = {}, isModelAsked = false): Promise<AgentPorts> {
  history ??= trainHistory(ctx);
  await history;
  const endpoint = { baseUrl: fake.url, apiKey: null, model: "fake-1", api: "chat" } as const;
  return {
    ...(await testPorts(ctx, { tools: [keyState], endpoint: isModelAsked ? endpoint : null })),
    ...over,
  };
}

async function trainHistory(ctx: Ctx): Promise<void> {
  const job = systemCtx("learning", ctx.db);
  for (let number = 0; number < 14; number++) {
    const key = `AK-${4000 + number}`;
    const ticketId = await closedTicket(ctx, {
      subject: "Key rejected",
      turns: [
        { body: `Our key ${key} is rejected with an error.` },
        ...(number % 3 === 0
          ? ([
              { body: "", kind: "tool_call", data: { tool: "key_state", arguments: { key } } },
              { body: "", kind: "tool_result", data: { tool: "key_state", result: { state: "expired" } } },
            ] as const)
          : []),
        { body: renew(key), kind: "analyst_reply" },
        { body: "Thanks, all fine now." },
        { body: goodbye, kind: "analyst_reply" },
      ],
    });
    await recordExamples(job, { examples: [{ ticketId }] });
  }
}

/** Nothing is sure enough, and what is unsure goes to a human. */
const strict: AgentPorts["policy"] = async () => ({
  gate: { ...defaultGateSettings, exploration: 0, costOfBad: 10_000, handOverFrom: 0 },
});

async function outcome(ctx: Ctx, eventId: number) {
  const [run] = await ctx.db
    .select()
    .from(agentRun)
    .where(eq(agentRun.eventId, eventId))
    .orderBy(desc(agentRun.id));
  const rows = await ctx.db
    .select()
    .from(suggestion)
    .where(eq(suggestion.agentRunId, run?.id ?? 0));
  return { run, proposal: rows.find(({ kind }) => kind !== "triage") };
}

const asked = { subject: "Key rejected", body: "Our key AK-9001 is rejected with an error." };

test("a hand-over carries the draft, and using it is a label of the reply", async ({ ctx }) => {
  const ports = await team(ctx, { policy: strict });
  const arrival = await arrives(ctx, asked);
  await runsOn(ctx, arrival, ports);
  const { run, proposal } = await outcome(ctx, arrival.eventId);
  expect(run).toMatchObject({ outcome: "handed_over", gate: { verdict: "hand_over" } });
  expect(proposal?.kind).toBe("escalation");
  const steps = proposal ? alternativesOf(Suggestion.parse(proposal)) : [];
  expect(steps[0]?.text).toBe(run?.draft?.text);
  expect(steps[0]?.probability).toBe(run?.gate?.probability);
  const place = steps.findIndex(({ text }) => text === renew("AK-9001"));
  expect(place).toBeGreaterThanOrEqual(0);

  const analyst = await person(ctx);
  const decided = await decide(analyst, {
    suggestionId: proposal?.id ?? 0,
    verdict: "accept",
    alternative: place,
    mutationId: unique(),
  });
  const [sent] = await ctx.db
    .select()
    .from(ticketEvent)
    .where(eq(ticketEvent.id, decided.eventId ?? 0));
  expect(sent).toMatchObject({ kind: "analyst_reply", body: renew("AK-9001") });
  const [written] = await ctx.db.select().from(label).where(eq(label.decisionId, decided.id));
  expect(written).toMatchObject({ kind: "reply", verdict: "accept", alternative: place });
  const next = await arrives(ctx, {
    body: "And AK-9001 in Oslo?",
    ticketExternalId: arrival.ticketExternalId,
  });
  expect((await observation(ctx, next)).isHandedOver, "its draft was used").toBe(false);
});

test("of a hand-over that is taken as it is, the gate learns that the draft was not wanted", async ({
  ctx,
}) => {
  const ports = await team(ctx, { policy: strict });
  const arrival = await arrives(ctx, asked);
  await runsOn(ctx, arrival, ports);
  const { proposal } = await outcome(ctx, arrival.eventId);
  const suggestionId = proposal?.id ?? 0;
  const decided = await decide(await person(ctx), { suggestionId, verdict: "accept", mutationId: unique() });
  expect(await decisionFacts(ctx, decided.id)).toMatchObject({ kind: "decision", outcome: "reject" });
});

test.for(["normal", "urgent"] as const)(
  "thanks are no case for a human, %s or not",
  async (priority, { ctx }) => {
    const ports = await team(ctx, { policy: strict });
    const first = await arrives(ctx, { ...asked, priority });
    const { ticketExternalId } = first;
    await arrives(ctx, { body: renew("AK-9001"), kind: "analyst_reply", ticketExternalId });
    const thanks = await arrives(ctx, { body: "Thanks, all fine now.", ticketExternalId });
    await runsOn(ctx, thanks, ports);
    const { run, proposal } = await outcome(ctx, thanks.eventId);
    expect(run?.outcome).toBe("abstained");
    expect(proposal).toBeUndefined();
    const eager: AgentPorts["policy"] = async () => ({
      gate: { ...defaultGateSettings, exploration: 0, costOfBad: 0 },
    });
    const again = await arrives(ctx, { body: "Thanks, all fine now!", ticketExternalId });
    await runsOn(ctx, again, { ...ports, policy: eager });
    expect((await outcome(ctx, again.eventId)).proposal).toMatchObject({ kind: "reply", text: goodbye });
  },
);

test("a card offers other steps: another reply, and the call analysts make at this point", async ({
  ctx,
}) => {
  const eager: AgentPorts["policy"] = async () => ({
    gate: { ...defaultGateSettings, exploration: 0, costOfBad: 0 },
  });
  const ports = await team(ctx, { policy: eager });
  const arrival = await arrives(ctx, asked);
  await runsOn(ctx, arrival, ports);
  const { proposal } = await outcome(ctx, arrival.eventId);
  const steps = [
    { kind: proposal?.kind, text: proposal?.text },
    ...(proposal ? alternativesOf(Suggestion.parse(proposal)) : []).map(({ kind, text }) => ({ kind, text })),
  ];
  expect(new Set(steps.map(({ text }) => text)).size).toBe(steps.length);
  expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(["reply", "diagnostic"]));
});

test("a model sees the learned steps with their chances, and may choose one by its number", async ({
  ctx,
}) => {
  const ports = await team(ctx, {}, true);
  fake.script({ kind: "answer", text: "NO_REPLY" });
  const first = await arrives(ctx, asked);
  await runsOn(ctx, first, ports);
  const told = JSON.stringify(fake.requests[0]?.body.messages);
  expect(told).toMatch(/CANDIDATES/);
  const number = /\[(\d+)\] Reply, taken with \d+%[^[]*Please renew the key/.exec(told)?.[1];
  expect(number).toBeDefined();
  expect(told).toMatch(/\[\d+\] Diagnostic, the next step with \d+%/);

  fake.script({ kind: "answer", text: `USE ${number}` });
  const second = await arrives(ctx, { ...asked, body: "Our key AK-9002 is rejected with an error." });
  await runsOn(ctx, second, ports);
  const { run, proposal } = await outcome(ctx, second.eventId);
  expect(run?.engine).toBe("llm");
  expect(run?.draft).toMatchObject({ text: renew("AK-9002") });
  expect(run?.draft?.evidence.length).toBeGreaterThan(0);
  expect((run?.gate?.features.agrees ?? 0) + (run?.gate?.features.prefers ?? 0)).toBe(1);
  expect(proposal?.text ?? renew("AK-9002")).toBe(renew("AK-9002"));
});

const eager: AgentPorts["policy"] = async () => ({
  gate: { ...defaultGateSettings, exploration: 0, costOfBad: 0 },
});

/** A customer who was told to renew his key writes again; the agent could only say the same once more. */
async function writesAgain(ctx: Ctx, body: string) {
  const ports = { ...(await team(ctx, { policy: eager })), tools: toolbox([]) };
  const { ticketExternalId } = await arrives(ctx, asked);
  await arrives(ctx, { body: renew("AK-9001"), kind: "analyst_reply", ticketExternalId });
  const last = await arrives(ctx, { body, ticketExternalId });
  await runsOn(ctx, last, ports);
  return outcome(ctx, last.eventId);
}

test.for([
  "No, our key AK-9001 is rejected with the same error.",
  "Our key AK-9001 is rejected with an error, still.",
])("what would only be repeated to “%s” goes to a human, with the reason", async (body, { ctx }) => {
  const { run, proposal } = await writesAgain(ctx, body);
  expect(run?.outcome).toBe("handed_over");
  expect(proposal).toMatchObject({ kind: "escalation" });
  expect(proposal?.text).toContain("The same was said on this ticket before.");
});

test.for([
  "Thanks!",
  "Danke, jetzt geht es wieder.",
  "Automatic reply: I am out of the office until Monday.",
])("nobody is called for “%s”", async (body, { ctx }) => {
  const { proposal } = await writesAgain(ctx, body);
  expect(proposal?.kind).not.toBe("escalation");
});

test("where it is urgent the agent has to be surer before it shows something", async ({ ctx }) => {
  const readyFrom = (share: number): AgentPorts["policy"] => {
    const costOfBad = (defaultGateSettings.gainOfGood * share) / (1 - share);
    return async () => ({ gate: { ...defaultGateSettings, exploration: 0, costOfBad } });
  };
  const ports = await team(ctx, { policy: readyFrom(0) });
  const asks = async (priority: "normal" | "urgent", policy: AgentPorts["policy"]) => {
    const arrival = await arrives(ctx, { ...asked, priority });
    await runsOn(ctx, arrival, { ...ports, policy });
    return (await outcome(ctx, arrival.eventId)).run;
  };
  const sure = (await asks("normal", readyFrom(0)))?.gate?.probability ?? 0;
  const barely = readyFrom(sure * 0.999);
  expect((await asks("normal", barely))?.outcome).toBe("proposed");
  expect((await asks("urgent", barely))?.outcome).toBe("handed_over");
});
