/** The agent looks up by itself what analysts always looked up: once, within its budget, and not over anybody's head. */
import { and, asc, eq, sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { z } from "zod";
import { keptEvidence, ownCall } from "#db/schema/investigation";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import { recordExamples } from "#lib/agent/commands";
import type { AgentPorts } from "#lib/agent/loop";
import { runAgent } from "#lib/agent/loop";
import { usualModeHere } from "#lib/agent/policy";
import { type Arrival, arrives, closedTicket, testPorts } from "#lib/agent/testing/environment";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { test } from "#lib/platform/testing/database";
import { writePolicy } from "#lib/settings/commands";
import { readSetting } from "#lib/settings/queries";
import { usualBudget } from "#lib/settings/rules";
import { person } from "#lib/suggestions/testing/fixtures";
import { addNote, setTriage } from "#lib/tickets/commands";
import { defineTool } from "#lib/tools/tool";
import { addHypothesis, judgeOwnCall, lookAgain, setToolPolicy, steerHypothesis } from "./commands";
import { investigationOfTicket } from "./queries";
import { replayRuns } from "./replay";
import { runTool } from "./run-tool";

const disk = defineTool({
  name: "describe_volume",
  description: "State of a volume.",
  input: z.object({ volume: z.string() }),
  run: async () => ({ state: "full", used_percent: 99 }),
});

const names = ["Ada Brandt", "Bo Clarke", "Cy Dahl", "Di Ek", "Ed Frost", "Flo Gray", "Gus Hahn", "Hal Ito"];

/** A team that looks at the volume whenever somebody says it is full, and tells what it found. */
async function trainedPorts(ctx: Ctx, over: Partial<InvestigationOver> = {}): Promise<AgentPorts> {
  for (const [index, name] of names.entries()) {
    const volume = `vol-${index + 31}`;
    const ticketId = await closedTicket(ctx, {
      subject: "Volume full",
      turns: [
        { body: `Our volume ${volume} ran full, what can we do?`, name },
        {
          body: "",
          kind: "tool_call",
          data: { tool: disk.name, callId: `c${index}`, arguments: { volume } },
        },
        {
          body: "",
          kind: "tool_result",
          data: { tool: disk.name, callId: `c${index}`, result: { state: "full", used_percent: 98 } },
        },
        { body: `The volume ${volume} is full; please grow it in the console.`, kind: "analyst_reply" },
      ],
    });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
  }
  const ports = await testPorts(ctx, { tools: [disk] });
  const { gate } = await ports.policy(ctx);
  const eager = { ...gate, costOfBad: 0.01 };
  const investigation = {
    isStopped: false,
    budget: usualBudget,
    tools: {},
    usualMode: "runs" as const,
    ...over,
  };
  return { ...ports, policy: async () => ({ gate: eager, investigation }) };
}
type InvestigationOver = NonNullable<Awaited<ReturnType<AgentPorts["policy"]>>["investigation"]>;

/** A desk whose jobs wait in memory until they are run. */
function environmentOf(ctx: Ctx) {
  const queue = virtualQueue(() => new Date());
  const inEnvironment: Ctx = { ...ctx, unattended: queue };
  const run = async (ports: AgentPorts, upTo = Number.POSITIVE_INFINITY) => {
    let done = 0;
    for (let due = queue.next(new Date(8.64e15)); due && done < upTo; due = queue.next(new Date(8.64e15))) {
      const { job } = due;
      if (job.name === "agent.consider")
        await runAgent({ ...agentCtx(ctx.db), unattended: queue }, job.input, ports);
      else if (job.name === "agent.runTool")
        await runTool({ ...systemCtx("diagnostics", ctx.db), unattended: queue }, job.input, ports.tools);
      else continue;
      done++;
    }
  };
  return { ctx: inEnvironment, run };
}

const asks = { subject: "Volume full", body: "Our volume vol-77 ran full, what can we do?" };

async function arrivesOn(ctx: Ctx): Promise<Arrival> {
  const { ticketId, eventId, ticketExternalId } = await arrives(ctx, asks);
  return { ticketId, eventId, ticketExternalId };
}

async function stateOf(ctx: Ctx, ticketId: number) {
  const events = await ctx.db
    .select()
    .from(ticketEvent)
    .where(eq(ticketEvent.ticketId, ticketId))
    .orderBy(asc(ticketEvent.id));
  const cards = await ctx.db
    .select()
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open")));
  const runs = await ctx.db.select().from(agentRun).where(eq(agentRun.ticketId, ticketId));
  return {
    kinds: events.map(({ kind, actorKind }) => `${kind} ${actorKind}`),
    cards: cards.filter(({ kind }) => kind !== "triage"),
    outcomes: runs.sort((a, b) => a.id - b.id).map(({ outcome }) => outcome),
    events,
  };
}

test("the first card already holds what was looked up, by the agent, once", async ({ ctx }) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  const run = () =>
    runAgent(
      { ...agentCtx(ctx.db), ...environment.ctx, actor: agentCtx(ctx.db).actor },
      { ticketId, eventId },
      ports,
    );
  await run();
  // As when a worker is killed and the job is run again.
  await run();
  await environment.run(ports);
  const { kinds, cards, outcomes } = await stateOf(ctx, ticketId);
  expect(kinds).toEqual(["customer_message customer", "tool_call agent", "tool_result system"]);
  expect(outcomes).toEqual(["investigating", "proposed"]);
  expect(cards).toMatchObject([{ kind: "reply", text: expect.stringContaining("vol-77 is full") }]);
});

test("a customer is not passed over by a look-up after which nothing reliable can be said", async ({
  ctx,
}) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  const cautious = async () => {
    const { gate, ...policy } = await ports.policy(ctx);
    return { ...policy, gate: { ...gate, costOfBad: 1_000 } };
  };
  await environment.run({ ...ports, policy: cautious });
  const { cards, outcomes } = await stateOf(ctx, ticketId);
  expect(outcomes).toEqual(["investigating", "handed_over"]);
  expect(cards).toMatchObject([{ kind: "escalation", why: expect.stringContaining("waits for an answer") }]);
});

test.for([
  ["before a person is called", "urgent"],
  ["before nothing is shown to somebody who waits", "normal"],
] as const)(
  "%s, what is known to look up is looked up, however unsure the step",
  async ([, priority], { ctx }) => {
    const ports = await trainedPorts(ctx);
    const cautious = async () => {
      const { gate, ...policy } = await ports.policy(ctx);
      return { ...policy, gate: { ...gate, costOfBad: 1_000 } };
    };
    const { ticketId, eventId } = await arrivesOn(ctx);
    await setTriage(systemCtx("test", ctx.db), { ticketId, fields: { priority } });
    const environment = environmentOf(ctx);
    const careful = { ...ports, policy: cautious };
    await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, careful);
    await environment.run(careful);
    const { kinds, cards, outcomes } = await stateOf(ctx, ticketId);
    expect(kinds.filter((kind) => kind.startsWith("tool_"))).toEqual([
      "tool_call agent",
      "tool_result system",
    ]);
    expect(outcomes).toEqual(["investigating", "handed_over"]);
    expect(cards).toMatchObject([{ kind: "escalation" }]);
  },
);

test("a call that is run again leaves one result", async ({ ctx }) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  const call = (await stateOf(ctx, ticketId)).events.at(-1)?.id ?? 0;
  for (let time = 0; time < 2; time++)
    await runTool(
      { ...environment.ctx, actor: systemCtx("diagnostics").actor },
      { ticketId, eventId: call },
      ports.tools,
    );
  expect((await stateOf(ctx, ticketId)).kinds.filter((kind) => kind.startsWith("tool_result"))).toHaveLength(
    1,
  );
});

test.for<[string, Partial<InvestigationOver>]>([
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
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
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
  for (const { ticketId, eventId } of arrivals)
    await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  const states = await Promise.all(arrivals.map(({ ticketId }) => stateOf(ctx, ticketId)));
  expect(states.map(({ outcomes }) => outcomes)).toEqual([["investigating"], ["proposed"]]);
});

test.for<[string, (ctx: Ctx, arrival: Arrival) => Promise<unknown>]>([
  [
    "somebody acts",
    async (ctx, { ticketId }) => addNote(await person(ctx), { ticketId, text: "I have it." }),
  ],
  ["it is stopped", (ctx) => writePolicy(ctx, { key: "investigation.stop", value: { isStopped: true } })],
])("a call that has not run is withdrawn when %s, and the card asks instead", async ([, act], { ctx }) => {
  const ports = await trainedPorts(ctx);
  const arrival = await arrivesOn(ctx);
  const { ticketId, eventId } = arrival;
  const environment = environmentOf(ctx);
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  await act(ctx, arrival);
  await environment.run(ports);
  await writePolicy(ctx, { key: "investigation.stop", value: { isStopped: false } });
  const { kinds, cards } = await stateOf(ctx, ticketId);
  expect(kinds.filter((kind) => kind.startsWith("tool_result"))).toEqual([]);
  expect(cards).toMatchObject([{ kind: "diagnostic" }]);
});

test("a call that has not run is withdrawn when the conversation moves on: what is looked up is for what was said last", async ({
  ctx,
}) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId, ticketExternalId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  const first = (await stateOf(ctx, ticketId)).events.at(-1)?.id ?? 0;
  const said = await arrives(ctx, { body: "It is the volume vol-78, sorry.", ticketExternalId });
  await environment.run(ports);
  const { events } = await stateOf(ctx, ticketId);
  expect(events.find(({ kind }) => kind === "reply_withdrawn")?.data).toMatchObject({ withdraws: first });
  const answered = events.filter(({ kind }) => kind === "tool_result").map(({ data }) => data);
  expect(answered).not.toContainEqual(expect.objectContaining({ callId: String(first) }));
  expect(said.eventId).toBeGreaterThan(first);
});

test("its own calls are no training examples", async ({ ctx }) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId, ticketExternalId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  const usedBefore = (await ports.apprentice.current()).engine.templateStore.entries.get(
    `call:${disk.name}`,
  )?.tickets;
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  await environment.run(ports);
  await arrives(ctx, { body: "Please grow it.", kind: "analyst_reply", ticketExternalId });
  await arrives(ctx, { body: "", kind: "status_change", data: { to: "closed" }, ticketExternalId });
  await ports.apprentice.learn(systemCtx("learning", ctx.db), { ticketId });
  const { engine } = await ports.apprentice.current();
  expect(engine.templateStore.entries.get(`call:${disk.name}`)?.tickets).toBe(usedBefore);
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

test("a call that was not needed is counted and trains the gate, until somebody says it was", async ({
  ctx,
}) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  await environment.run(ports);
  const [call] = (await investigationOfTicket(ctx, ticketId)).calls;
  const analyst = await person(ctx);
  const gradeOf = async () =>
    (await ctx.db.select().from(agentRun).where(eq(agentRun.eventId, eventId)))[0]?.grade;
  await judgeOwnCall(analyst, { eventId: call?.eventId ?? 0, isNeeded: false });
  expect((await investigationOfTicket(ctx, ticketId)).calls).toMatchObject([
    { notNeededBy: analyst.actor.id },
  ]);
  expect(await gradeOf()).toBe("should_have_abstained");
  await judgeOwnCall(analyst, { eventId: call?.eventId ?? 0, isNeeded: true });
  expect((await investigationOfTicket(ctx, ticketId)).calls).toMatchObject([{ notNeededBy: null }]);
  expect(await gradeOf()).toBe("right");
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

test("a run replayed on its evidence comes to the same; what was never recorded is counted", async ({
  ctx,
}) => {
  const ports = await trainedPorts(ctx);
  await ctx.db.delete(keptEvidence);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  await environment.run(ports);
  const lead = await person(ctx, "lead");
  expect(await replayRuns(lead, ports, 10)).toEqual({
    runs: 2,
    sameStep: 2,
    otherStep: 0,
    neverRecorded: 0,
    sameOutcome: 2,
    otherOutcome: 0,
  });
  // As if the version of then had asked for nothing.
  await ctx.db.update(keptEvidence).set({ seen: sql`jsonb_set(seen, '{call}', 'null')` });
  expect((await replayRuns(lead, ports, 10)).otherStep).toBe(1);
  // And one whose call never ran.
  const other = await arrivesOn(ctx);
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, other, ports);
  await ctx.db.update(keptEvidence).set({ seen: sql`jsonb_set(seen, '{call}', 'null')` });
  expect((await replayRuns(lead, ports, 1)).neverRecorded).toBe(1);
});

test("what was looked up is looked up again when somebody asks, and the card is made anew", async ({
  ctx,
}) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  await environment.run(ports);
  const analyst = { ...(await person(ctx)), unattended: environment.ctx.unattended } as Ctx;
  expect(await lookAgain(analyst, { ticketId })).toEqual({ calls: 1 });
  await environment.run(ports);
  const { kinds, cards } = await stateOf(ctx, ticketId);
  expect(kinds.slice(-2)).toEqual(["tool_call analyst", "tool_result system"]);
  expect(cards).toHaveLength(1);
  expect((await investigationOfTicket(ctx, ticketId)).calls).toHaveLength(1);
});

test("what an analyst says of a hypothesis stands through the looks that follow", async ({ ctx }) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await runAgent({ ...environment.ctx, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  await environment.run(ports);
  const analyst = await person(ctx);
  const listed = async () => (await investigationOfTicket(ctx, ticketId)).assessment?.hypotheses ?? [];
  const [first] = await listed();
  await steerHypothesis(analyst, { ticketId, key: first?.key ?? "", status: "refuted", isStruck: false });
  await addHypothesis(analyst, { ticketId, text: "A snapshot fills it" });
  await lookAgain({ ...analyst, unattended: environment.ctx.unattended } as Ctx, { ticketId });
  await environment.run(ports);
  const after = await listed();
  expect(after.find(({ key }) => key === first?.key)).toMatchObject({ status: "refuted" });
  expect(after.find(({ source }) => source === "analyst")).toMatchObject({
    text: "A snapshot fills it",
    status: "not_checked",
  });
  expect((await investigationOfTicket(ctx, ticketId)).assessment?.outcome).toBe("unresolved");
});
