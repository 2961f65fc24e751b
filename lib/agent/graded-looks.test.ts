/** A graded look trains the gate what it should have done, once, and only where the gate had a say. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { trainingExample } from "#db/schema/index";
import { propose } from "#lib/apprentice/engine";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { gateProbability } from "#lib/policy/gate/gate";
import type { SilenceReason } from "#lib/policy/model";
import { decide, gradeConsideration, recordConsideration } from "#lib/suggestions/commands";
import type { ConsiderationInput } from "#lib/suggestions/inputs";
import type { Grade } from "#lib/suggestions/model";
import { look, person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { openApprentice, rebuildApprentice } from "./apprentice-state";
import { caseOf } from "./observe";
import { observation } from "./queries";
import { gateOf } from "./trained-gate";
import { currentJudgements } from "./training-log";

const question = { queue: null, features: { top: 0.7 } };

async function looked(ctx: Ctx, given: Partial<ConsiderationInput> = {}, speaks = false) {
  const { ticketId, eventId } = await ticketWithMessage(ctx);
  const input = { ...look(ticketId, eventId, speaks ? {} : null), ...given };
  const { consideration, suggestion } = await recordConsideration(agentCtx(ctx.db), input);
  return { ticketId, considerationId: consideration.id, suggestion };
}

async function examplesOf(ctx: Ctx, considerationId: number) {
  const rows = await ctx.db
    .select()
    .from(trainingExample)
    .where(eq(trainingExample.considerationId, considerationId));
  return rows.map(({ facts }) => facts);
}

test("a card that should have been shown makes the next one like it likelier", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const { ticketId, considerationId } = await looked(ctx, { reason: "low_confidence" });
  const before = gateProbability((await state.current()).gate, question);
  await gradeConsideration(await person(ctx), { considerationId, grade: "should_have_spoken" });
  const waiting = await ctx.db.execute<{ status: string }>(
    sql`select status from dbos.workflow_status where workflow_uuid like ${`learn:grade:${considerationId}:%`}`,
  );
  expect(waiting).toHaveLength(1);
  await state.learn(job, { ticketId, considerationId });
  await state.learn(job, { ticketId, considerationId });
  expect(await examplesOf(ctx, considerationId)).toEqual([
    { kind: "grade", features: { top: 0.7 }, good: true, queue: null },
  ]);
  expect(gateProbability((await state.current()).gate, question)).toBeGreaterThan(before);
});

test.for<[Grade, boolean, boolean]>([
  ["right", false, false],
  ["right", true, true],
  ["should_have_stayed_silent", true, false],
  ["should_have_stayed_silent", false, false],
])("“%s” of a look that spoke: %s – was the card worth it: %s", async ([grade, speaks, good], { ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const { ticketId, considerationId } = await looked(ctx, speaks ? {} : { reason: "low_confidence" }, speaks);
  await gradeConsideration(await person(ctx), { considerationId, grade });
  await state.learn(job, { ticketId, considerationId });
  expect(await examplesOf(ctx, considerationId)).toMatchObject([{ good }]);
});

test("silences of the conversation, ungraded looks and cards decided on are not learned from by a grade", async ({
  ctx,
}) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const analyst = await person(ctx);
  const overtaken: SilenceReason = "superseded";
  const looks = [
    await looked(ctx, { reason: overtaken }),
    await looked(ctx, { gate: null, reason: "nothing_to_add" }),
    await looked(ctx, {}, true),
  ];
  const last = looks[2]?.suggestion;
  await decide(analyst, {
    suggestionId: last?.id ?? 0,
    verdict: "reject",
    reason: "wrong",
    mutationId: unique(),
  });
  for (const { considerationId } of looks)
    await gradeConsideration(analyst, { considerationId, grade: "should_have_spoken" });
  looks.push(await looked(ctx, { reason: "low_confidence" }));
  for (const { ticketId, considerationId } of looks) {
    await state.learn(job, { ticketId, considerationId });
    expect(await examplesOf(ctx, considerationId)).toEqual([]);
  }
});

test("a grade given after the first was learned replaces it, to the last digit", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const analyst = await person(ctx);
  const { ticketId, considerationId } = await looked(ctx, { reason: "low_confidence" });
  const before = gateProbability((await state.current()).gate, question);
  const at = await currentJudgements(ctx, state.position());
  const { ticketId: otherTicket, considerationId: other } = await looked(ctx, { reason: "low_confidence" });
  const jobsOf = () =>
    ctx.db.execute<{ id: string }>(
      sql`select workflow_uuid as id from dbos.workflow_status where workflow_uuid like ${`learn:grade:${considerationId}:%`}`,
    );
  const grade = async (given: Grade, minute: number) => {
    const at = new Date(Date.UTC(2026, 2, 1, 9, minute));
    await gradeConsideration({ ...analyst, now: () => at }, { considerationId, grade: given });
  };
  await grade("should_have_spoken", 0);
  await grade("right", 1);
  expect(await jobsOf(), "the first had not been learned: its job is withdrawn").toHaveLength(1);
  await grade("should_have_spoken", 2);
  await state.learn(job, { ticketId, considerationId });
  await gradeConsideration(analyst, { considerationId: other, grade: "right" });
  await state.learn(job, { ticketId: otherTicket, considerationId: other });
  expect(gateProbability((await state.current()).gate, question)).toBeGreaterThan(before);

  await grade("right", 3);
  await state.learn(job, { ticketId, considerationId });
  await state.learn(job, { ticketId, considerationId });
  expect(await examplesOf(ctx, considerationId)).toMatchObject([{ good: true }, { good: false }]);
  const now = (await state.current()).gate;
  expect(gateProbability(now, question)).toBeLessThan(before);
  const standing = await currentJudgements(ctx, state.position());
  expect(now).toEqual(gateOf(standing));
  const good = (judgements: typeof standing) => judgements.filter((one) => one.kind === "grade" && one.good);
  expect(good(standing)).toHaveLength(good(at).length);
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
  const graded = async (wanted: string) => {
    const { ticketId, considerationId } = await looked(ctx, { reason: "low_confidence", draft });
    await gradeConsideration(analyst, {
      considerationId,
      grade: "should_have_spoken",
      wanted: { kind: "reply", text: wanted },
    });
    await state.learn(job, { ticketId, considerationId });
    return (await examplesOf(ctx, considerationId))[0];
  };
  expect(await graded(draft.text)).toMatchObject({ good: true });
  expect(await graded(text)).toMatchObject({ good: false, wanted: { step: { kind: "reply", text } } });
  await graded(text);
  const { ticketId, eventId } = await ticketWithMessage(ctx);
  const seen = await observation(ctx, { ticketId, eventId });
  const { replies } = propose((await state.current()).engine, caseOf(seen));
  expect(replies.map((reply) => reply.text)).toContain(text);

  const quiet = await looked(ctx, { gate: null, reason: "nothing_to_add" });
  const { considerationId } = quiet;
  const wanted = { kind: "reply", text } as const;
  await gradeConsideration(analyst, { considerationId, grade: "should_have_spoken", wanted });
  await state.learn(job, quiet);
  expect(await examplesOf(ctx, considerationId), "no card was weighed").toMatchObject([{ features: null }]);
});
