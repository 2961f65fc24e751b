/** What a look-up the agent makes by itself costs the database: the number of statements is held. */
import { expect } from "vitest";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { listening } from "#lib/platform/testing/statements";
import { runTool } from "./run-tool";
import { arrivesOn, environmentOf, stateOf, trainedPorts } from "./testing/environment";

test("a look-up asks once whether it is wanted, and locks nothing before it runs", async ({ ctx }) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const worker = await listening(environmentOf(ctx).ctx);
  await environmentOf(ctx).consider({ ticketId, eventId }, ports);
  const call = (await stateOf(ctx, ticketId)).events.at(-1)?.id ?? 0;
  const before: string[] = [];
  const tools = {
    ...ports.tools,
    check: (request: Parameters<typeof ports.tools.check>[0]) => {
      before.push(...worker.statements);
      return ports.tools.check(request);
    },
  };
  const job = { ...worker.ctx, actor: systemCtx("diagnostics").actor };
  await runTool(job, { ticketId, eventId: call }, tools);
  expect(before).toHaveLength(2);
  expect(before.join()).not.toContain("for no key update");
  expect((await stateOf(ctx, ticketId)).kinds).toContain("tool_result system");
});

test("what is begun reads how things stand with one statement, and writes hypotheses with one of any length", async ({
  ctx,
}) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const worker = await listening(environmentOf(ctx).ctx);
  await environmentOf({ ...ctx, db: worker.ctx.db }).consider({ ticketId, eventId }, ports);
  const reading = (name: string) => worker.statements.filter((text) => text.includes(name)).length;
  expect((await stateOf(ctx, ticketId)).kinds).toContain("tool_call agent");
  expect(reading("'investigation.stop'")).toBe(1);
  expect(worker.statements.length).toBeLessThanOrEqual(25);
  expect(reading('insert into "hypothesis"')).toBeLessThanOrEqual(1);
});
