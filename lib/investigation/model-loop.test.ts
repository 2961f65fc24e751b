/** A model inside an investigation: what it calls in whatever form is run once, within the policy, and with values of the ticket alone. */
import { and, asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect } from "vitest";
import { z } from "zod";
import { ticketEvent } from "#db/schema/tickets";
import { runWithModel } from "#lib/agent/model-turn";
import { arrives, testPorts } from "#lib/agent/testing/environment";
import { eager } from "#lib/agent/testing/policies";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { type FakeEndpoint, type Script, startFakeEndpoint } from "#lib/models/testing/fake-endpoint";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { test } from "#lib/platform/testing/database";
import { usualBudget } from "#lib/settings/rules";
import { defineTool } from "#lib/tools/tool";
import { runTool } from "./run-tool";

let fake: FakeEndpoint;
// What one test left unsaid is not said in the next.
beforeEach(async () => {
  fake = await startFakeEndpoint();
});
afterEach(() => fake.close());

const volume = defineTool({
  name: "describe_volume",
  description: "State of a volume.",
  input: z.object({ volume: z.string() }),
  run: async () => ({ state: "full", used_percent: 99 }),
});

/** What the model says, one turn after the other, until nothing is left to do; the calls that were made. */
async function plays(ctx: Ctx, ...turns: Script[]) {
  const queue = virtualQueue(() => new Date());
  const endpoint = { baseUrl: fake.url, apiKey: null, model: "fake-1", api: "chat" as const };
  const ports = {
    ...eager(await testPorts(ctx, { endpoint, tools: [volume] })),
    calls: modelCalls(usualLimits, { waits: [] }),
  };
  const { ticketId, eventId } = await arrives(ctx, {
    subject: "Volume full",
    body: "Our volume vol-77 ran full, what can we do?",
  });
  const agent = { ...agentCtx(ctx.db), unattended: queue };
  fake.script(...turns);
  await runWithModel(agent, { ticketId, eventId }, ports);
  for (let due = queue.next(new Date(8.64e15)); due; due = queue.next(new Date(8.64e15))) {
    const { job } = due;
    if (job.name === "agent.consider") await runWithModel(agent, job.input, ports);
    if (job.name === "agent.runTool")
      await runTool({ ...systemCtx("diagnostics", ctx.db), unattended: queue }, job.input, ports.tools);
  }
  const calls = await ctx.db
    .select({ data: ticketEvent.data })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, ticketId), eq(ticketEvent.kind, "tool_call")))
    .orderBy(asc(ticketEvent.id));
  return { calls: calls.map(({ data }) => data), asked: fake.requests.length };
}

const says = (text: string): Script => ({ kind: "answer", text });
const call = (given: Record<string, unknown>, name = "describe_volume"): Script => ({
  kind: "answer",
  call: { name, arguments: given },
});
const about = { tool: "describe_volume", arguments: { volume: "vol-77" } };

test.for<[string, Script]>([
  ["as it should", call({ volume: "vol-77" })],
  [
    "as text between marks",
    says('<tool_call>{"name": "describe_volume", "arguments": {"volume": "vol-77"}}</tool_call>'),
  ],
  [
    "as text in a fence",
    says('```json\n{"name": "describe_volume", "arguments": {"volume": "vol-77"}}\n```'),
  ],
])(
  "a look-up called %s is run, once, and its result is there for the next turn",
  async ([, script], { ctx }) => {
    const { calls, asked } = await plays(ctx, script, script, script, script, script, script);
    expect(calls).toMatchObject([about]);
    expect(asked).toBeLessThanOrEqual(usualBudget.calls + 2);
  },
);

test.for<[string, Script]>([
  ["with a value of nobody's", call({ volume: "vol-99" })],
  ["with arguments of another kind", call({ volume: { id: "vol-77" } })],
  ["without arguments", call({})],
  ["of a tool that is not there", call({ volume: "vol-77" }, "delete_volume")],
  ["half written", says('{"name": "describe_volume", "arguments": {"volume": ')],
  ["within prose", says('I will look: describe_volume({"volume": "vol-77"}) and then tell you.')],
])("a look-up called %s is not run", async ([, script], { ctx }) => {
  expect((await plays(ctx, script, script)).calls).toEqual([]);
});
