/** At closure what the agent made of a case is held against what resolved it, once; whoever is paged reads what was ruled out. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { hypothesis, investigation } from "#db/schema/investigation";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { addNote, moveStatus } from "#lib/tickets/commands";
import { reply } from "#lib/tickets/replies/commands";
import { briefOn } from "./case-brief";
import { addHypothesis, gradeInvestigation, steerHypothesis } from "./commands";
import { gradeClosed } from "./grade";
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
