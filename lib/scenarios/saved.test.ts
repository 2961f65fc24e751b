/** A team keeps scenarios, makes them of tickets without the names, and runs them on what is known now. */
import { expect } from "vitest";
import { arrives } from "#lib/agent/testing/environment";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { reply } from "#lib/tickets/replies/commands";
import { removeScenario, saveScenario, startScenarios } from "./commands";
import { scenarioOf } from "./from-ticket";
import { Scenario } from "./model";
import { savedScenarios } from "./queries";
import { runAskedScenarios } from "./saved";

const scenario = (id: string, expected: object) =>
  Scenario.parse({
    id,
    ticket: { subject: "Thanks" },
    customer: { name: "Alex Example" },
    events: [{ kind: "customer_message", text: "Thank you." }],
    expect: expected,
  });

test("each is run when it was asked for, and keeps its result until it is changed", async ({ ctx }) => {
  const [good, bad] = [unique("good"), unique("bad")];
  await saveScenario(ctx, scenario(good, { abstains: true }));
  await saveScenario(ctx, scenario(bad, { shows: true }));
  const one = async (id: string) =>
    (await savedScenarios(ctx)).find(({ definition }) => definition.id === id);
  await startScenarios(ctx, { ids: [good] });
  expect(await one(good)).toMatchObject({ isRunning: true, result: null });
  expect(await one(bad)).toMatchObject({ isRunning: false, result: null });
  await runAskedScenarios(systemCtx("scenarios", ctx.db));
  expect(await one(good)).toMatchObject({
    isRunning: false,
    result: { passed: true, failures: [], error: null },
  });
  await startScenarios(ctx, {});
  await runAskedScenarios(systemCtx("scenarios", ctx.db));
  expect(await one(bad)).toMatchObject({ result: { passed: false, failures: [expect.any(String)] } });
  await saveScenario(ctx, scenario(bad, { abstains: true }));
  expect(await one(bad)).toMatchObject({ result: null, ranAt: null });
  await removeScenario(ctx, { id: bad });
  expect(await one(bad)).toBeUndefined();
});

test("a scenario made of a ticket tells its conversation, but not whom it was about", async ({ ctx }) => {
  const name = "Mirabel Castellane-Frost";
  const { ticketId, ticketExternalId } = await arrives(ctx, {
    body: `Hello, ${name} here, mirabel@frost.example. vm-77aa hangs.`,
    name,
    subject: "vm-77aa hangs",
  });
  const call = { tool: "describe_instance", arguments: { instance: "vm-77aa" }, callId: "1" };
  await arrives(ctx, { ticketExternalId, kind: "tool_call", body: "", data: call });
  const result = { tool: call.tool, callId: "1", result: { state: "stopped" } };
  await arrives(ctx, { ticketExternalId, kind: "tool_result", body: "", data: result });
  await reply(ctx, { ticketId, text: `Hello ${name}, it was stopped.` });
  const made = await scenarioOf(ctx, ticketId);
  expect(JSON.stringify(made)).not.toMatch(/Mirabel|Castellane|frost\.example/);
  expect(made.events).toMatchObject([
    { kind: "customer_message", text: expect.stringContaining("vm-77aa hangs") },
    {
      kind: "tool_result",
      tool: "describe_instance",
      arguments: { instance: "vm-77aa" },
      result: { state: "stopped" },
    },
    { kind: "analyst_reply", by: "desk" },
  ]);
  expect(Scenario.parse(made)).toEqual(made);
});
