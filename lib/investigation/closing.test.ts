/** At closure what the agent made of a case is held against what resolved it, once; whoever is paged reads what was ruled out. */
import { eq, like } from "drizzle-orm";
import { expect } from "vitest";
import { hypothesis, investigation } from "#db/schema/investigation";
import { testPorts } from "#lib/agent/testing/environment";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { startFakeEndpoint } from "#lib/models/testing/fake-endpoint";
import type { Ctx } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { test } from "#lib/platform/testing/database";
import { person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { addNote, moveStatus } from "#lib/tickets/commands";
import { reply } from "#lib/tickets/replies/commands";
import { briefOn } from "./case-brief";
import { addHypothesis, gradeInvestigation, steerHypothesis } from "./commands";
import { gradeClosed } from "./grade";
import { askGrade } from "./model-grade";
import { investigationOfTicket } from "./queries";

/** A ticket on which somebody held two things possible, and found one of them. */
async function investigated(ctx: Ctx) {
  const { ticketId } = await ticketWithMessage(ctx, "Our volume vol-77 ran full.");
  const analyst = await person(ctx);
  const [full, slow] = [
    await addHypothesis(analyst, { ticketId, text: "The volume is full" }),
    await addHypothesis(analyst, { ticketId, text: "The network is slow" }),
  ];
  const said = { ticketId, isStruck: false };
  await steerHypothesis(analyst, { ...said, key: full.key, status: "supported" });
  await steerHypothesis(analyst, { ...said, key: slow.key, status: "refuted" });
  // A result stands behind it.
  const marks = [{ eventId: 1, path: "used", value: 99 }];
  await ctx.db.update(hypothesis).set({ marks, confidence: 0.9 }).where(eq(hypothesis.key, full.key));
  await steerHypothesis(analyst, { ...said, key: full.key, status: "supported" });
  return { ticketId, analyst };
}

test("a closed case is graded once, by what was answered; a person's word counts before and after", async ({
  ctx,
}) => {
  const { ticketId, analyst } = await investigated(ctx);
  expect((await investigationOfTicket(ctx, ticketId)).assessment).toMatchObject({ outcome: "finding" });
  expect(await gradeClosed(ctx, ticketId)).toBeNull();
  await reply(analyst, { ticketId, text: "The volume is full; please grow it." });
  await moveStatus(analyst, { ticketId, to: "solved" });
  expect(await gradeClosed(ctx, ticketId)).toBe("match");
  expect(await gradeClosed(ctx, ticketId)).toBeNull();
  await gradeInvestigation(analyst, { ticketId, grade: "partial" });
  expect(await gradeClosed(ctx, ticketId)).toBeNull();
  const [row] = await ctx.db.select().from(investigation).where(eq(investigation.ticketId, ticketId));
  expect(row).toMatchObject({ grade: "partial", gradedBy: analyst.actor.id });
});

test.for<[string, string, string | null]>([
  ["says one of the three words", "**MATCH**.", "match"],
  ["says that it cannot tell", "UNKNOWN", null],
  ["talks", "I think this is a MATCH because the disk was full.", null],
])("where the rule cannot tell and the model %s", async ([, text, grade], { ctx }) => {
  const { ticketId, analyst } = await investigated(ctx);
  await reply(analyst, { ticketId, text: "Hello Mira, nothing was free on it any more; it is larger now." });
  await moveStatus(analyst, { ticketId, to: "solved" });
  const queue = virtualQueue(() => new Date());
  expect(await gradeClosed({ ...ctx, unattended: queue }, ticketId)).toBeNull();
  expect(queue.next(new Date(8.64e15))?.job).toMatchObject({ name: "investigation.askGrade" });
  const fake = await startFakeEndpoint();
  const endpoint = { baseUrl: fake.url, apiKey: null, model: "fake-1", api: "chat" as const };
  const calls = modelCalls(usualLimits, { waits: [] });
  const without = await testPorts(ctx);
  expect(await askGrade(ctx, { ticketId }, without)).toBeNull();
  fake.script({ kind: "answer", text });
  expect(await askGrade(ctx, { ticketId }, { ...without, endpoint: async () => endpoint, calls })).toBe(
    grade,
  );
  const [row] = await ctx.db.select().from(investigation).where(eq(investigation.ticketId, ticketId));
  expect(row).toMatchObject({ grade, gradedBy: grade && "model" });
  await fake.close();
});

test("the brief of a case names what is open, known and ruled out, in eight lines at most", async ({
  ctx,
}) => {
  const { ticketId, analyst } = await investigated(ctx);
  await addNote(analyst, { ticketId, text: "The owner of the volume knows." });
  const lines = await briefOn(ctx, { ticketId, incidentId: null });
  expect(lines.length).toBeLessThanOrEqual(8);
  expect(lines).toContain("Ruled out: The network is slow");
  expect(lines.some((line) => line.startsWith("Open: "))).toBe(true);
  expect(lines.some((line) => line.startsWith("Known: "))).toBe(true);
});

test("the brief of a case says what the agent found, and each reason once why something could not be checked", async ({
  ctx,
}) => {
  const { ticketId, analyst } = await investigated(ctx);
  for (const text of ["The pool is used up", "The replica is behind", "The link is cut"])
    await addHypothesis(analyst, { ticketId, text });
  const why = "get_db_status failed: timed out";
  await ctx.db.update(hypothesis).set({ why, isBlocked: true }).where(like(hypothesis.text, "The % is %"));
  const lines = await briefOn(ctx, { ticketId, incidentId: null });
  expect(lines.filter((line) => line.startsWith("Not checked: "))).toEqual([`Not checked: ${why}`]);
  expect(lines).toContain("Known: The volume is full");
});
