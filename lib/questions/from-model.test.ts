/** The model's answer against an endpoint that answers well and badly in every way: nothing without a source is an answer. */

import { afterAll, beforeAll, expect, vi } from "vitest";
import { z } from "zod";
import { arrives, testPorts } from "#lib/agent/testing/environment";
import { runsByItself } from "#lib/agent/testing/policies";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { type FakeEndpoint, type Script, startFakeEndpoint } from "#lib/models/testing/fake-endpoint";
import { agentCtx, type Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { defineTool } from "#lib/tools/tool";
import { answerQuestion } from "./answer";
import { askQuestion, cancelQuestion } from "./commands";
import { questionsOf } from "./queries";
import { summarise } from "./summarise";
import { ticketSummaryOf } from "./summary";

let fake: FakeEndpoint;
beforeAll(async () => {
  fake = await startFakeEndpoint();
});
afterAll(() => fake.close());

const quota = defineTool({
  name: "get_quota",
  description: "The quota of a project.",
  input: z.object({ project: z.string() }),
  run: async (_, { project }) => ({ project, vcpus: 192 }),
});

async function portsOf(ctx: Ctx, timeout = usualLimits.timeout) {
  const endpoint = { baseUrl: fake.url, apiKey: null, model: "fake-1", api: "chat" as const };
  return {
    ...(await testPorts(ctx, { endpoint, tools: [quota] })),
    calls: modelCalls({ ...usualLimits, timeout }, { waits: [] }),
    policy: async () => ({
      gate: undefined as never,
      investigation: runsByItself,
    }),
  };
}

async function asked(
  ctx: Ctx,
  scripts: Script[],
  text = "What is the quota of the project?",
  timeout?: number,
) {
  const { ticketId } = await arrives(ctx, {
    subject: "vCPU limit",
    body: "We hit the vCPU limit of 96 in project pxf-render. Write to mira@tally.example, please.",
    name: "Mira Castellane",
  });
  const analyst = await person(ctx);
  const { id: questionId } = await askQuestion(analyst, { ticketId, text });
  fake.requests.length = 0;
  fake.script(...scripts);
  await answerQuestion(agentCtx(ctx.db), { questionId }, await portsOf(ctx, timeout));
  const [question] = await questionsOf(analyst, ticketId);
  if (!question) throw new Error("the question is not there");
  return question;
}

const says = (text: string): Script => ({ kind: "answer", text });

test("is cited, and nobody's name or address leaves the house", async ({ ctx }) => {
  const { engine, statements, degraded } = await asked(ctx, [
    says("The limit is 96 vCPUs in pxf-render [1]."),
  ]);
  expect({ engine, degraded }).toEqual({ engine: "llm", degraded: null });
  expect(statements).toMatchObject([{ role: "statement", citations: [{ kind: "event" }] }]);
  const sent = JSON.stringify(fake.requests);
  expect(sent).not.toContain("mira@tally.example");
  expect(sent).not.toContain("Mira Castellane");
});

test("sentences without a source are marked, and go into no reply", async ({ ctx }) => {
  const { statements } = await asked(ctx, [
    says("The limit is 96 vCPUs [1]. It can be raised for free. Use node 4711 [1]."),
  ]);
  expect(statements.map(({ role }) => role)).toEqual(["statement", "unsupported", "unsupported"]);
  expect(statements.filter(({ say }) => say)).toHaveLength(1);
});

test.for<[string, Script, RegExp]>([
  ["cites nothing", says("The limit is 96 vCPUs, and all is well."), /rests on a source/],
  ["cites what is not there", says("The limit is 96 vCPUs [88]."), /rests on a source/],
  ["has no answer", says("NO_ANSWER"), /found no answer/],
  ["refuses", says("I'm sorry, but I can't help with that request."), /rests on a source/],
  [
    "goes round in circles",
    says("The limit is 96 vCPUs, it is 96 vCPUs, [1] ".repeat(40)),
    /round in circles/,
  ],
  ["calls in a form nobody can read", says('Sure! {"tool": "get_quota", "args": '), /./],
  [
    "answers in another language",
    says("Das Projekt hat seine Grenze erreicht und braucht eine Erhöhung der Grenze [1]."),
    /another language/,
  ],
  ["is cut off", { kind: "cut", afterPieces: 1 }, /broke off/],
  ["says nothing", { kind: "empty" }, /broke off or gave an empty answer/],
  ["is garbage", { kind: "garbage" }, /./],
  ["is not well", { kind: "status", status: 500 }, /HTTP 500/],
  ["never ends", says("The limit is 96 vCPUs [1]. ".repeat(600)), /./],
  ["takes forever", { kind: "hang" }, /in time/],
])("where the model %s the apprentice answers, and says so", async ([, script, why], { ctx }) => {
  const { engine, degraded, statements } = await asked(
    ctx,
    [script],
    undefined,
    script.kind === "hang" ? 400 : undefined,
  );
  expect(engine).toBe("apprentice");
  expect(degraded).toMatch(why);
  expect(degraded).toMatch(/The built-in apprentice wrote this instead\.$/);
  expect(statements.length).toBeGreaterThan(0);
});

test("a slow model whose time is over is shown as far as it had come; half a sentence is not", async ({
  ctx,
}) => {
  const stalled = await asked(
    ctx,
    [{ kind: "stall", text: "The limit is 96 vCPUs in pxf-render [1]. It was raised by" }],
    undefined,
    3_000,
  );
  expect(stalled).toMatchObject({
    engine: "llm",
    degraded: "The model fake-1 did not answer in time. What it had finished is shown.",
    statements: [{ role: "statement", text: "The limit is 96 vCPUs in pxf-render." }],
  });
  const [half, uncited] = [
    await asked(ctx, [{ kind: "stall", text: "The limit is" }], undefined, 2_000),
    await asked(ctx, [{ kind: "stall", text: "All is well. The limit is" }], undefined, 2_000),
  ];
  for (const { engine, degraded } of [half, uncited])
    expect({ engine, degraded }).toEqual({
      engine: "apprentice",
      degraded: expect.stringMatching(/did not answer in time\. The built-in apprentice/),
    });
});

test("a look-up it asks for is run within the policy and can be cited; one with wrong arguments is not", async ({
  ctx,
}) => {
  const call = (given: Record<string, unknown>): Script => ({
    kind: "answer",
    call: { name: "get_quota", arguments: given },
  });
  const good = await asked(ctx, [call({ project: "pxf-render" }), says("The quota is 192 vCPUs [2].")]);
  expect(good.calls).toMatchObject([{ tool: "get_quota", result: { vcpus: 192 } }]);
  expect(good.statements).toMatchObject([
    { role: "statement", citations: [{ kind: "look_up", ref: good.calls[0]?.id }] },
  ]);
  const bad = await asked(ctx, [call({ project: { deep: 1 } })]);
  expect(bad).toMatchObject({
    calls: [],
    engine: "apprentice",
    degraded: expect.stringContaining("apprentice"),
  });
});

test("what apprentice and model both look for is searched once", async ({ ctx }) => {
  const { ticketId } = await arrives(ctx, { body: "We hit the vCPU limit of 96 in pxf-render." });
  const text = "How can we raise the vCPU limit?";
  const { id: questionId } = await askQuestion(await person(ctx), { ticketId, text });
  fake.script(says("The limit is 96 vCPUs [1]."));
  const embedQuery = vi.fn(async () => null);
  await answerQuestion(agentCtx(ctx.db), { questionId }, { ...(await portsOf(ctx)), embedQuery });
  expect(embedQuery).toHaveBeenCalledTimes(1);
});

test("cancelled while the model writes, nothing more is kept", async ({ ctx }) => {
  const slow = await startFakeEndpoint({ pace: 30 });
  const { ticketId } = await arrives(ctx, { body: "We hit the vCPU limit of 96." });
  const analyst = await person(ctx);
  const { id: questionId } = await askQuestion(analyst, {
    ticketId,
    text: "What is the limit?",
  });
  slow.script(says("The limit is 96 vCPUs [1]. ".repeat(100)));
  const ports = await portsOf(ctx, 60_000);
  const endpoint = async () => ({ baseUrl: slow.url, apiKey: null, model: "fake-1", api: "chat" as const });
  const answering = answerQuestion(agentCtx(ctx.db), { questionId }, { ...ports, endpoint });
  await expect.poll(async () => (await questionsOf(analyst, ticketId))[0]?.growing).toContain("96 vCPUs");
  await cancelQuestion(analyst, { questionId });
  await answering;
  expect(await questionsOf(analyst, ticketId)).toMatchObject([{ status: "cancelled", growing: "" }]);
  await slow.close();
});

test("a model's summary keeps the points that rest on an event, and stands until the ticket moves", async ({
  ctx,
}) => {
  const { ticketId, ticketExternalId } = await arrives(ctx, { body: "We hit the vCPU limit of 96." });
  let eventId = 0;
  for (let turn = 0; turn < 8; turn++)
    ({ eventId } = await arrives(ctx, {
      ticketExternalId,
      kind: turn % 2 ? "customer_message" : "analyst_reply",
      body: `Turn ${turn} of the limit of 96.`,
    }));
  fake.script(
    says(
      "STATE: The limit is 96 [1].\nDECISION: It was raised to 4711 [2].\nOPEN: Nobody said why.\nOPEN: The limit of 96 is asked about [1].",
    ),
  );
  await summarise(agentCtx(ctx.db), { ticketId, eventId }, await portsOf(ctx));
  vi.stubEnv("OPENAI_BASE_URL", fake.url);
  const analyst = await person(ctx);
  expect(await ticketSummaryOf(analyst, ticketId)).toMatchObject({
    model: "fake-1",
    state: [{ text: "The limit is 96." }],
    decisions: [],
    open: [{ text: "The limit of 96 is asked about." }],
  });
  await arrives(ctx, { ticketExternalId, body: "Any news?" });
  // Nobody waits: drawn from the timeline until the model has written again.
  expect(await ticketSummaryOf(analyst, ticketId)).toMatchObject({ model: null, isLong: true });
  vi.unstubAllEnvs();
});

test.for<[string, Script]>([
  ["refused", says("I'm sorry, but I can't help with that.")],
  ["without a source", says("STATE: The limit is 96.\nOPEN: Nobody knows.")],
  ["with figures of nobody", says("STATE: The limit is 4711 [1].\nDECISION: It was doubled to 192 [2].")],
  ["that never ends", says("STATE: The limit is 96 [1]. ".repeat(600))],
  ["cut off", { kind: "cut", afterPieces: 3 }],
  ["that is a call", says('{"name": "get_quota", "arguments": {"project": "pxf-render"}}')],
  ["of another form", says("Summary: **The limit is 96** [1].")],
  ["garbage", { kind: "garbage" }],
])("a summary %s leaves the one that is drawn from the timeline", async ([, script], { ctx }) => {
  const { ticketId, ticketExternalId } = await arrives(ctx, { body: "We hit the vCPU limit of 96." });
  let eventId = 0;
  for (let turn = 0; turn < 8; turn++)
    ({ eventId } = await arrives(ctx, {
      ticketExternalId,
      kind: turn % 2 ? "customer_message" : "analyst_reply",
      body: `Turn ${turn} of the limit of 96.`,
    }));
  fake.script(script);
  await summarise(agentCtx(ctx.db), { ticketId, eventId }, await portsOf(ctx));
  vi.stubEnv("OPENAI_BASE_URL", fake.url);
  const summary = await ticketSummaryOf(await person(ctx), ticketId);
  vi.unstubAllEnvs();
  expect(summary).toMatchObject({ model: null, isLong: true });
  expect(JSON.stringify(summary)).not.toMatch(/4711|192|sorry|get_quota/);
});

// The server is known from then on: it comes last.
test("of a context that overflows less is asked, and a call written as text is a call", async ({ ctx }) => {
  const says2048 = {
    error: {
      message: "This model's maximum context length is 2048 tokens. However, you requested 9000 tokens.",
      code: "context_length_exceeded",
    },
  };
  const { engine, statements } = await asked(ctx, [
    { kind: "status", status: 400, says: says2048 },
    says('<tool_call>{"name": "get_quota", "arguments": {"project": "pxf-render"}}</tool_call>'),
    says("The quota is 192 vCPUs [2]."),
  ]);
  expect(engine).toBe("llm");
  expect(statements).toMatchObject([{ role: "statement", citations: [{ kind: "look_up" }] }]);
  const [first, second] = fake.requests.map(({ body }) => JSON.stringify(body).length);
  expect(second).toBeLessThanOrEqual(first ?? 0);
});
