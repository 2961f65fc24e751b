/** What is kept of every run: enough to play it again, and none of what it read. */
import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { z } from "zod";
import { keptEvidence } from "#db/schema/investigation";
import { agentRun } from "#db/schema/suggestions";
import { recordExamples } from "#lib/agent/commands";
import type { AgentPorts } from "#lib/agent/loop";
import { type Arrival, arrives, closedTicket, runsOn, testPorts } from "#lib/agent/testing/environment";
import { saveArticle } from "#lib/knowledge/commands";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { endpointForEach } from "#lib/models/testing/endpoint-for-each";
import type { Script } from "#lib/models/testing/fake-endpoint";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { defineTool } from "#lib/tools/tool";
import { steerHypothesis } from "./commands";
import { investigationOfTicket } from "./queries";
import { replayRuns } from "./replay";

const fake = endpointForEach();

const growing = {
  kind: "article" as const,
  title: "Growing a volume that ran full",
  body: "A full volume can be grown while it is attached. Open the volume, choose Grow, enter the new size and confirm.",
};
const asks = {
  subject: "Volume full",
  body: "Our volume vol-77 ran full. How can we grow the volume while it is attached? Write to mira@castellane.example.",
};

/** What is kept of the newest run on a ticket, beside the run itself. */
async function keptOf(ctx: Ctx, { ticketId }: Arrival) {
  const [row] = await ctx.db
    .select({ seen: keptEvidence.seen, run: agentRun, upTo: keptEvidence.upToEventId })
    .from(agentRun)
    .innerJoin(keptEvidence, eq(keptEvidence.agentRunId, agentRun.id))
    .where(eq(agentRun.ticketId, ticketId))
    .orderBy(desc(agentRun.id));
  return row;
}

/** The newest runs, played again. */
async function replayed(ctx: Ctx, ports: AgentPorts, runs: number) {
  return replayRuns(await person(ctx, "lead"), ports, runs);
}

test("a desk that has closed nothing keeps what its runs saw, and can play them again", async ({ ctx }) => {
  const article = await saveArticle(ctx, growing);
  const ports = await testPorts(ctx);
  const known = await arrives(ctx, asks);
  await runsOn(ctx, known, ports);
  expect(await keptOf(ctx, known)).toMatchObject({
    run: { outcome: "proposed", gate: { probability: expect.any(Number), propensity: expect.any(Number) } },
    upTo: known.eventId,
    seen: {
      sources: [{ kind: "article", ref: article.id, hash: expect.stringMatching(/^[0-9a-f]{16}$/) }],
      promptHash: null,
      outcome: null,
    },
  });
  const unknown = await arrives(ctx, { subject: "Parking", body: "Where can our visitors park on Sunday?" });
  await runsOn(ctx, unknown, ports);
  expect(await keptOf(ctx, unknown)).toMatchObject({ seen: { results: [], call: null } });
  expect(await replayed(ctx, ports, 2)).toEqual({
    ...{ runs: 2, sameStep: 2, otherStep: 0, neverRecorded: 0 },
    ...{ sameOutcome: 2, otherOutcome: 0 },
  });
});

describe("of what a model was asked the hash is kept", () => {
  const grow = "Hello Mira, a full volume can be grown while it is attached: choose Grow and confirm [1].";
  test.for<[string, "llm" | "apprentice", Script]>([
    ["its card takes the place of the other", "llm", { kind: "answer", text: grow }],
    ["it comes to the card that stands", "llm", { kind: "answer", text: "[2]" }],
    [
      "its answer rests on nothing",
      "apprentice",
      { kind: "answer", text: "Please restart everything twice a day." },
    ],
    ["it is called and fails", "apprentice", { kind: "status", status: 400 }],
  ])("where %s", async ([, engine, script], { ctx }) => {
    await saveArticle(ctx, growing);
    const calls = modelCalls(usualLimits, { waits: [] });
    const ports = { ...(await testPorts(ctx, { endpoint: fake.server() })), calls };
    const arrival = await arrives(ctx, asks);
    fake.script(script);
    await runsOn(ctx, arrival, ports);
    const { messages } = z
      .object({ messages: z.array(z.object({ content: z.string() })) })
      .parse(fake.requests.at(-1)?.body);
    const sent = messages.map(({ content }) => content).join("");
    const promptHash = createHash("sha256").update(sent).digest("hex");
    expect(await keptOf(ctx, arrival)).toMatchObject({ seen: { promptHash }, run: { engine } });
    expect(await replayed(ctx, ports, 1)).toMatchObject({ otherStep: 0, otherOutcome: 0 });
  });
});

const volume = defineTool({
  name: "describe_volume",
  description: "State of a volume.",
  input: z.object({ volume: z.string() }),
  run: async () => ({}),
});

const group = defineTool({
  name: "describe_group",
  description: "State of a consumer group.",
  input: z.object({ group: z.string() }),
  run: async () => ({}),
});

/** A ticket on which something was looked up, with a secret in what was found, on a desk that closed such tickets where this was found. */
async function lookedUp(ctx: Ctx) {
  await saveArticle(ctx, growing);
  const found = (used: number) => ({ state: "full", used_percent: used, owner: "ops@castellane.example" });
  const call = { tool: volume.name, callId: "c1" };
  const look = (used: number) => [
    { kind: "tool_call" as const, body: "", data: { ...call, arguments: { volume: "vol-77" } } },
    { kind: "tool_result" as const, body: "", data: { ...call, result: found(used) } },
  ];
  for (const used of [97, 98, 99]) {
    const reply = {
      kind: "analyst_reply",
      body: "The volume is full; please grow it in the console.",
    } as const;
    const ticketId = await closedTicket(ctx, {
      subject: asks.subject,
      turns: [{ body: asks.body, name: "Kim Odera" }, ...look(used), reply],
    });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
  }
  const ports = await testPorts(ctx, { tools: [volume] });
  const arrival = await arrives(ctx, asks);
  let newest = arrival;
  for (const turn of look(98))
    newest = await arrives(ctx, { ...turn, ticketExternalId: arrival.ticketExternalId });
  return { ports, arrival: newest };
}

test("none of what a run read is kept with it: neither words nor values, of this ticket or of others", async ({
  ctx,
}) => {
  const { ports, arrival } = await lookedUp(ctx);
  await runsOn(ctx, arrival, ports);
  const kept = (await keptOf(ctx, arrival))?.seen;
  expect(kept?.sources.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["event", "ticket", "article"]),
  );
  expect(kept?.results).toHaveLength(1);
  const words =
    JSON.stringify(kept)
      .toLowerCase()
      .match(/[\p{L}@.]{4,}/gu) ?? [];
  const read = [asks.subject, asks.body, growing.title, growing.body, "Mira Castellane", "Kim Odera"].join(
    " ",
  );
  const readWords = new Set(read.toLowerCase().match(/[\p{L}@.]{4,}/gu));
  expect(words.filter((word) => readWords.has(word) || word.includes("@"))).toEqual([]);
});

test("a run is held against what it came to itself, not against what an analyst had said by then", async ({
  ctx,
}) => {
  const summary = "The consumer group orders lags: it reads messages slower than they come.";
  const body = `## Meaning\n${summary}\n\n## Mitigation\n1. If the lag is over 10,000, restart the consumer.`;
  await saveArticle(ctx, { kind: "runbook", title: "ConsumerGroupLags", body });
  const ports = await testPorts(ctx, { tools: [group] });
  const labels = { alertname: "ConsumerGroupLags", group: "orders" };
  const alert = { kind: "alert_firing", subject: summary, body: summary } as const;
  const { ticketExternalId, ticketId } = await arrives(ctx, {
    ...alert,
    data: { fingerprint: "lag", labels },
  });
  const looks = async (callId: string) => {
    const call = { tool: group.name, callId };
    const on = { body: "", ticketExternalId };
    await arrives(ctx, { ...on, kind: "tool_call", data: { ...call, arguments: { group: "orders" } } });
    const result = { lag: 14_200, members: 4 };
    await runsOn(ctx, await arrives(ctx, { ...on, kind: "tool_result", data: { ...call, result } }), ports);
    return (await investigationOfTicket(ctx, ticketId)).assessment;
  };
  const first = await looks("c1");
  expect(first?.outcome).toBe("finding");
  const key = first?.hypotheses[0]?.key ?? "";
  await steerHypothesis(await person(ctx), { ticketId, key, status: "refuted", isStruck: false });
  expect((await looks("c2"))?.outcome).toBe("unresolved");
  expect(await replayed(ctx, ports, 2)).toMatchObject({ runs: 2, sameOutcome: 2, otherOutcome: 0 });
});
