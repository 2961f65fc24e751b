/** What leaves a look-up to an analyst: the mode of a tool, the budget, the rate, and how far the agent may go. */

import { eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { ownCall } from "#db/schema/investigation";
import { agentRun } from "#db/schema/suggestions";
import type { AgentPorts } from "#lib/agent/loop";
import { runAgent } from "#lib/agent/loop";
import { usualModeHere } from "#lib/agent/policy";
import type { Investigation } from "#lib/agent/testing/policies";
import { agentCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { readSetting } from "#lib/settings/queries";
import { ToolPolicy, usualBudget } from "#lib/settings/rules";
import { person } from "#lib/suggestions/testing/fixtures";
import { setToolPolicy } from "./commands";
import { arrivesOn, disk, environmentOf, stateOf, trainedPorts } from "./testing/environment";

test.for<[string, Partial<Investigation>]>([
  ["stopped", { isStopped: true }],
  ["asked for first", { usualMode: "asks" }],
  [
    "asked for first in this priority",
    {
      tools: {
        [disk.name]: {
          mode: null,
          perMinute: 9,
          cost: 1,
          rules: [{ queueId: null, priority: "normal", mode: "asks" }],
        },
      },
    },
  ],
  ["without a call left", { budget: { ...usualBudget, calls: 0 } }],
  ["without a second left", { budget: { ...usualBudget, seconds: 0 } }],
  ["too dear", { tools: { [disk.name]: { mode: null, perMinute: 9, cost: 13, rules: [] } } }],
])("it is left to an analyst where it is %s", async ([, over], { ctx }) => {
  const ports = await trainedPorts(ctx, over);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await environment.consider({ ticketId, eventId }, ports);
  await environment.run(ports);
  const { kinds, cards } = await stateOf(ctx, ticketId);
  expect(kinds).toEqual(["customer_message customer"]);
  expect(cards).toMatchObject([{ kind: "diagnostic", payload: { call: { tool: disk.name } } }]);
});

test("a tool that is off is looked up by hand", async ({ ctx }) => {
  const tools = { [disk.name]: { mode: "off" as const, perMinute: 9, cost: 1, rules: [] } };
  const ports = await trainedPorts(ctx, { tools });
  const { ticketId, eventId } = await arrivesOn(ctx);
  await runAgent(agentCtx(ctx.db), { ticketId, eventId }, ports);
  expect((await stateOf(ctx, ticketId)).cards).toMatchObject([{ payload: { call: { byHand: true } } }]);
});

test("the rate of a tool holds over all tickets", async ({ ctx }) => {
  const tools = { [disk.name]: { mode: null, perMinute: 1, cost: 1, rules: [] } };
  const ports = await trainedPorts(ctx, { tools });
  const environment = environmentOf(ctx);
  const arrivals = [await arrivesOn(ctx), await arrivesOn(ctx)];
  await ctx.db.delete(ownCall);
  for (const { ticketId, eventId } of arrivals) await environment.consider({ ticketId, eventId }, ports);
  const states = await Promise.all(arrivals.map(({ ticketId }) => stateOf(ctx, ticketId)));
  expect(states.map(({ outcomes }) => outcomes)).toEqual([["investigating"], ["proposed"]]);
});

test("what is only recorded shows nothing, and keeps what it would have said", async ({ ctx }) => {
  const ports = await trainedPorts(ctx);
  const reach = { rules: [{ queueId: null, priority: null, level: "record" as const }] };
  const { ticketId, eventId } = await arrivesOn(ctx);
  const policy: AgentPorts["policy"] = async (of) => ({ ...(await ports.policy(of)), reach });
  await runAgent(agentCtx(ctx.db), { ticketId, eventId }, { ...ports, policy });
  const { kinds, cards, outcomes } = await stateOf(ctx, ticketId);
  expect({ kinds, cards, outcomes }).toEqual({
    kinds: ["customer_message customer"],
    cards: [],
    outcomes: ["abstained"],
  });
  const [run] = await ctx.db.select().from(agentRun).where(eq(agentRun.ticketId, ticketId));
  expect(run).toMatchObject({ reason: "record_only", draft: { payload: { call: { tool: disk.name } } } });
});

test("where the agent is off nothing is looked up, recorded or shown", async ({ ctx }) => {
  const ports = await trainedPorts(ctx);
  const reach = { rules: [{ queueId: null, priority: null, level: "off" as const }] };
  const { ticketId, eventId } = await arrivesOn(ctx);
  const policy: AgentPorts["policy"] = async (of) => ({ ...(await ports.policy(of)), reach });
  await runAgent(agentCtx(ctx.db), { ticketId, eventId }, { ...ports, policy });
  const { kinds, cards } = await stateOf(ctx, ticketId);
  expect({ kinds, cards }).toEqual({ kinds: ["customer_message customer"], cards: [] });
  const [run] = await ctx.db.select().from(agentRun).where(eq(agentRun.ticketId, ticketId));
  expect(run).toMatchObject({ outcome: "abstained", reason: "muted", draft: null });
});

test("unless a lead says so, tools run by themselves in the demo alone", () => {
  expect(usualModeHere()).toBe("asks");
  vi.stubEnv("VIGIL_DEMO", "1");
  expect(usualModeHere()).toBe("runs");
  vi.unstubAllEnvs();
});

test("two leads who set different tools at once both have their way", async ({ ctx }) => {
  const lead = await person(ctx, "lead");
  await Promise.all(["one", "two", "three"].map((tool) => setToolPolicy(lead, { tool, mode: "runs" })));
  expect((await readSetting(ctx, "investigation.tools")).tools).toMatchObject({
    one: { mode: "runs" },
    two: { mode: "runs" },
    three: { mode: "runs" },
  });
});

test("of two leads who set one tool at once the second is told", async ({ ctx }) => {
  const lead = await person(ctx, "lead");
  const seen = ToolPolicy.parse({});
  await setToolPolicy(lead, { tool: "shared", ...seen, mode: "asks", seen });
  const second = setToolPolicy(lead, { tool: "shared", ...seen, perMinute: 7, seen });
  await expect(second).rejects.toMatchObject({ code: "conflict" });
  expect((await readSetting(ctx, "investigation.tools")).tools.shared).toEqual({ ...seen, mode: "asks" });
});
