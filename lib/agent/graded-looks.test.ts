/** A graded look teaches the gate what it should have done, once, and only where the gate had a say. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { teaching } from "#db/schema/index";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { gateProbability } from "#lib/policy/gate/gate";
import type { SilenceReason } from "#lib/policy/model";
import { decide, gradeConsideration, recordConsideration } from "#lib/suggestions/commands";
import type { ConsiderationInput, Grade } from "#lib/suggestions/model";
import { look, person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { openApprentice } from "./apprentice-state";

const question = { queue: null, features: { top: 0.7 } };

async function looked(ctx: Ctx, given: Partial<ConsiderationInput> = {}, speaks = false) {
  const { ticketId, eventId } = await ticketWithMessage(ctx);
  const input = { ...look(ticketId, eventId, speaks ? {} : null), ...given };
  const { consideration, suggestion } = await recordConsideration(agentCtx(ctx.db), input);
  return { ticketId, considerationId: consideration.id, suggestion };
}

async function lessonsOf(ctx: Ctx, considerationId: number) {
  const rows = await ctx.db.select().from(teaching).where(eq(teaching.considerationId, considerationId));
  return rows.map(({ facts }) => facts);
}

test("a card that should have been shown makes the next one like it likelier", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const state = await openApprentice(job);
  const { ticketId, considerationId } = await looked(ctx, { reason: "low_confidence" });
  const before = gateProbability((await state.current()).gate, question);
  await gradeConsideration(await person(ctx), { considerationId, grade: "should_have_spoken" });
  const waiting = await ctx.db.execute<{ status: string }>(
    sql`select status from dbos.workflow_status where workflow_uuid = ${`learn:grade:${considerationId}`}`,
  );
  expect(waiting).toHaveLength(1);
  await state.learn(job, { ticketId, considerationId });
  await state.learn(job, { ticketId, considerationId });
  expect(await lessonsOf(ctx, considerationId)).toEqual([
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
  expect(await lessonsOf(ctx, considerationId)).toMatchObject([{ good }]);
});

test("silences of the conversation, ungraded looks and cards decided on teach nothing by a grade", async ({
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
    expect(await lessonsOf(ctx, considerationId)).toEqual([]);
  }
});
