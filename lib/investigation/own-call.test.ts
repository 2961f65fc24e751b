/** The agent looks up by itself what analysts always looked up: once, for what was said last, and not over anybody's head. */

import { expect } from "vitest";
import { type Arrival, arrives } from "#lib/agent/testing/environment";
import { hesitant } from "#lib/agent/testing/policies";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { writePolicy } from "#lib/settings/commands";
import { person } from "#lib/suggestions/testing/fixtures";
import { addNote, setTriage } from "#lib/tickets/commands";
import { runTool } from "./run-tool";
import { arrivesOn, disk, environmentOf, stateOf, trainedPorts } from "./testing/environment";

test("the first card already holds what was looked up, by the agent, once", async ({ ctx }) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await environment.consider({ ticketId, eventId }, ports);
  // As when a worker is killed and the job is run again.
  await environment.consider({ ticketId, eventId }, ports);
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
  await environment.consider({ ticketId, eventId }, ports);
  await environment.run(hesitant(ports));
  const { cards, outcomes } = await stateOf(ctx, ticketId);
  expect(outcomes).toEqual(["investigating", "handed_over"]);
  const why = "The customer waits for an answer, and no past one fits well enough what the agent looked up.";
  expect(cards).toMatchObject([{ kind: "escalation", why }]);
});

test.for([
  ["before a person is called", "urgent"],
  ["before nothing is shown to somebody who waits", "normal"],
] as const)(
  "%s, what is known to look up is looked up, however unsure the step",
  async ([, priority], { ctx }) => {
    const ports = await trainedPorts(ctx);
    const { ticketId, eventId } = await arrivesOn(ctx);
    await setTriage(systemCtx("test", ctx.db), { ticketId, fields: { priority } });
    const environment = environmentOf(ctx);
    const careful = hesitant(ports);
    await environment.consider({ ticketId, eventId }, careful);
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
  await environment.consider({ ticketId, eventId }, ports);
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
  await environment.consider({ ticketId, eventId }, ports);
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
  await environment.consider({ ticketId, eventId }, ports);
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
  await environment.consider({ ticketId, eventId }, ports);
  await environment.run(ports);
  await arrives(ctx, { body: "Please grow it.", kind: "analyst_reply", ticketExternalId });
  await arrives(ctx, { body: "", kind: "status_change", data: { to: "closed" }, ticketExternalId });
  await ports.apprentice.learn(systemCtx("learning", ctx.db), { ticketId });
  const { engine } = await ports.apprentice.current();
  expect(engine.templateStore.entries.get(`call:${disk.name}`)?.tickets).toBe(usedBefore);
});
