/** A graded run trains the gate what it should have done, once, and only where the gate had a say. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { trainingExample } from "#db/schema/agent";
import { propose } from "#lib/apprentice/engine";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { gateProbability } from "#lib/policy/gate/gate";
import type { AbstainReason } from "#lib/policy/model";
import { decide, gradeAgentRun, recordAgentRun } from "#lib/suggestions/commands";
import type { AgentRunInput } from "#lib/suggestions/inputs";
import type { Grade } from "#lib/suggestions/model";
import { person, runInput, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { openApprentice, rebuildApprentice } from "./apprentice-state";
import { observation } from "./queries";
import { gateOf } from "./trained-gate";
import { currentJudgements } from "./training-log";

const question = { queue: null, features: { top: 0.7 } };

async function gradable(ctx: Ctx, given: Partial<AgentRunInput> = {}, shows = false) {
  const { ticketId, eventId } = await ticketWithMessage(ctx);
  const input = { ...runInput(ticketId, eventId, shows ? {} : null), ...given };
  const { agentRun, suggestion } = await recordAgentRun(agentCtx(ctx.db), input);
  return { ticketId, agentRunId: agentRun.id, suggestion };
}

async function examplesOf(ctx: Ctx, agentRunId: number) {
  const rows = await ctx.db.select().from(trainingExample).where(eq(trainingExample.agentRunId, agentRunId));
  return rows.map(({ facts }) => facts);
}

test("a card that should have been shown makes the next one like it likelier", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const { ticketId, agentRunId } = await gradable(ctx, { reason: "low_confidence" });
  const before = gateProbability((await state.current()).gate, question);
  await gradeAgentRun(await person(ctx), { agentRunId, grade: "should_have_shown" });
  const waiting = await ctx.db.execute<{ status: string }>(
    sql`select status from dbos.workflow_status where workflow_uuid like ${`learn:grade:${agentRunId}:%`}`,
  );
  expect(waiting).toHaveLength(1);
  await state.learn(job, { ticketId, agentRunId });
  await state.learn(job, { ticketId, agentRunId });
  expect(await examplesOf(ctx, agentRunId)).toEqual([
    { kind: "grade", features: { top: 0.7 }, good: true, queue: null },
  ]);
  expect(gateProbability((await state.current()).gate, question)).toBeGreaterThan(before);
});

test.for<[Grade, boolean, boolean]>([
  ["right", false, false],
  ["right", true, true],
  ["should_have_abstained", true, false],
  ["should_have_abstained", false, false],
])("“%s” of a run that spoke: %s – was the card worth it: %s", async ([grade, shows, good], { ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const { ticketId, agentRunId } = await gradable(ctx, shows ? {} : { reason: "low_confidence" }, shows);
  await gradeAgentRun(await person(ctx), { agentRunId, grade });
  await state.learn(job, { ticketId, agentRunId });
  expect(await examplesOf(ctx, agentRunId)).toMatchObject([{ good }]);
});

test("abstentions because of the conversation, ungraded runs and cards decided on are not learned from by a grade", async ({
  ctx,
}) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const analyst = await person(ctx);
  const overtaken: AbstainReason = "superseded";
  const runs = [
    await gradable(ctx, { reason: overtaken }),
    await gradable(ctx, { gate: null, reason: "nothing_to_add" }),
    await gradable(ctx, {}, true),
  ];
  const last = runs[2]?.suggestion;
  await decide(analyst, {
    suggestionId: last?.id ?? 0,
    verdict: "reject",
    reason: "wrong",
    mutationId: unique(),
  });
  for (const { agentRunId } of runs) await gradeAgentRun(analyst, { agentRunId, grade: "should_have_shown" });
  runs.push(await gradable(ctx, { reason: "low_confidence" }));
  for (const { ticketId, agentRunId } of runs) {
    await state.learn(job, { ticketId, agentRunId });
    expect(await examplesOf(ctx, agentRunId)).toEqual([]);
  }
});

test("a grade given after the first was learned replaces it, to the last digit", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const analyst = await person(ctx);
  const { ticketId, agentRunId } = await gradable(ctx, { reason: "low_confidence" });
  const before = gateProbability((await state.current()).gate, question);
  const at = await currentJudgements(ctx, state.position());
  const { ticketId: otherTicket, agentRunId: other } = await gradable(ctx, { reason: "low_confidence" });
  const jobsOf = () =>
    ctx.db.execute<{ id: string }>(
      sql`select workflow_uuid as id from dbos.workflow_status where workflow_uuid like ${`learn:grade:${agentRunId}:%`}`,
    );
  const grade = async (given: Grade, minute: number) => {
    const at = new Date(Date.UTC(2026, 2, 1, 9, minute));
    await gradeAgentRun({ ...analyst, now: () => at }, { agentRunId, grade: given });
  };
  await grade("should_have_shown", 0);
  await grade("right", 1);
  expect(await jobsOf(), "the first had not been learned: its job is withdrawn").toHaveLength(1);
  await grade("should_have_shown", 2);
  await state.learn(job, { ticketId, agentRunId });
  await gradeAgentRun(analyst, { agentRunId: other, grade: "right" });
  await state.learn(job, { ticketId: otherTicket, agentRunId: other });
  expect(gateProbability((await state.current()).gate, question)).toBeGreaterThan(before);

  await grade("right", 3);
  await state.learn(job, { ticketId, agentRunId });
  await state.learn(job, { ticketId, agentRunId });
  expect(await examplesOf(ctx, agentRunId)).toMatchObject([{ good: true }, { good: false }]);
  const now = (await state.current()).gate;
  expect(gateProbability(now, question)).toBeLessThan(before);
  const current = await currentJudgements(ctx, state.position());
  expect(now).toEqual(gateOf(current));
  const good = (judgements: typeof current) => judgements.filter((one) => one.kind === "grade" && one.good);
  expect(good(current)).toHaveLength(good(at).length);
  const rebuilt = await rebuildApprentice(job, state.position());
  const fresh = await openApprentice(job);
  expect((await fresh.current()).gate).toEqual(now);
  expect(rebuilt.position).toBe(state.position());
});

test("what should have been said is learned before the ticket is closed, and judges the draft it kept", async ({
  ctx,
}) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const analyst = await person(ctx);
  const text = "Please renew the certificate in the console, it has expired.";
  const draft = { id: "reply-0", text: "Which region is it?", payload: {}, evidence: [] };
  const graded = async (words: string) => {
    const { ticketId, agentRunId } = await gradable(ctx, { reason: "low_confidence", draft });
    await gradeAgentRun(analyst, {
      agentRunId,
      grade: "should_have_shown",
      expected: { kind: "reply", text: words },
    });
    await state.learn(job, { ticketId, agentRunId });
    return (await examplesOf(ctx, agentRunId))[0];
  };
  expect(await graded(draft.text)).toMatchObject({ good: true });
  expect(await graded(text)).toMatchObject({ good: false, expected: { step: { kind: "reply", text } } });
  await graded(text);
  const { ticketId, eventId } = await ticketWithMessage(ctx);
  const seen = await observation(ctx, { ticketId, eventId });
  const { replies } = propose((await state.current()).engine, seen.case);
  expect(replies.map((reply) => reply.text)).toContain(text);

  const quiet = await gradable(ctx, { gate: null, reason: "nothing_to_add" });
  const { agentRunId } = quiet;
  const expected = { kind: "reply", text } as const;
  await gradeAgentRun(analyst, { agentRunId, grade: "should_have_shown", expected });
  await state.learn(job, quiet);
  expect(await examplesOf(ctx, agentRunId), "no card was weighed").toMatchObject([{ features: null }]);
});
