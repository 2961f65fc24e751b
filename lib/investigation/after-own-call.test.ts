/** What becomes of a look-up afterwards: it is judged, replayed, done again, and what an analyst said of it stands. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { keptEvidence } from "#db/schema/investigation";
import { agentRun } from "#db/schema/suggestions";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { addHypothesis, judgeOwnCall, lookAgain, steerHypothesis } from "./commands";
import { investigationOfTicket } from "./queries";
import { replayRuns } from "./replay";
import { arrivesOn, environmentOf, stateOf, trainedPorts } from "./testing/environment";

test("a call that was not needed is counted and trains the gate, until somebody says it was", async ({
  ctx,
}) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await environment.consider({ ticketId, eventId }, ports);
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

test("a run replayed on its evidence comes to the same; what was never recorded is counted", async ({
  ctx,
}) => {
  const ports = await trainedPorts(ctx);
  await ctx.db.delete(keptEvidence);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await environment.consider({ ticketId, eventId }, ports);
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
  await environment.consider(other, ports);
  await ctx.db.update(keptEvidence).set({ seen: sql`jsonb_set(seen, '{call}', 'null')` });
  expect((await replayRuns(lead, ports, 1)).neverRecorded).toBe(1);
});

test("what was looked up is looked up again when somebody asks, and the card is made anew", async ({
  ctx,
}) => {
  const ports = await trainedPorts(ctx);
  const { ticketId, eventId } = await arrivesOn(ctx);
  const environment = environmentOf(ctx);
  await environment.consider({ ticketId, eventId }, ports);
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
  await environment.consider({ ticketId, eventId }, ports);
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
