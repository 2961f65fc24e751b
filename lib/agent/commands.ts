/** What the agent writes for itself: its teaching and the state it learned. Proposals are recorded by the suggestions module. */
import { isDeepStrictEqual } from "node:util";
import { lte, sql } from "drizzle-orm";
import { z } from "zod";
import { learnedState, teaching } from "#db/schema/index";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { generation, isUntaught, lockTeaching } from "#lib/platform/unlearning";
import { closedFacts, decisionFacts, gradeFacts, stepFacts } from "./lesson-facts";
import { lessonOfGrade } from "./lessons";
import type { TeachingFacts } from "./teaching-facts";

const Lesson = z.object({
  ticketId: z.number().int(),
  stepEventId: z.number().int().optional(),
  decisionId: z.number().int().optional(),
  considerationId: z.number().int().optional(),
});
type Lesson = z.infer<typeof Lesson>;

/**
 * Takes closed tickets, steps, decisions and grades of looks into the teaching, in the order given, each about something
 * else; returns how many were new. A grade that says something else than the one taught before stands in for it. One
 * at a time across all processes until its transaction ends, so that positions become visible in their order.
 */
export const teach = command(
  "machine",
  z.object({ lessons: z.array(Lesson).min(1) }),
  async (tx, { lessons }): Promise<number> => {
    await lockTeaching(tx);
    const rows = (await Promise.all(lessons.map((lesson) => rowOf(tx, lesson)))).filter(
      (row) => row !== null,
    );
    if (rows.length === 0) return 0;
    const taught = await tx.db
      .insert(teaching)
      .values(rows.map((row) => ({ ...row, at: tx.now() })))
      .onConflictDoNothing()
      .returning({ id: teaching.id });
    return taught.length;
  },
);

/** Keeps what a model has learned up to `position`; an older state never replaces a newer one, nor one of an earlier generation. */
export const saveState = command(
  "machine",
  z.object({
    key: z.string(),
    position: z.number(),
    generation: z.number(),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  }),
  async (tx, { key, position, generation: learnedIn, bytes }): Promise<void> => {
    if ((await generation(tx)) !== learnedIn) return;
    await tx.db
      .insert(learnedState)
      .values({ key, version: 1, position, bytes, updatedAt: tx.now() })
      .onConflictDoUpdate({
        target: learnedState.key,
        set: { version: sql`${learnedState.version} + 1`, position, bytes, updatedAt: tx.now() },
        setWhere: lte(learnedState.position, position),
      });
  },
);

/** A lesson as its row; null when there is nothing, or nothing new, in it, or its queue keeps it to itself. */
async function rowOf(tx: Ctx, { ticketId, ...about }: Lesson) {
  if (await isUntaught(tx, ticketId)) return null;
  const { facts, ...of } = (await lessonOf(tx, ticketId, about)) ?? { facts: null };
  return facts && { ticketId, ...of, facts };
}

async function lessonOf(
  tx: Ctx,
  ticketId: number,
  { stepEventId, decisionId, considerationId }: Omit<Lesson, "ticketId">,
) {
  if (stepEventId !== undefined) return { stepEventId, facts: await stepFacts(tx, stepEventId) };
  if (decisionId !== undefined) return { decisionId, facts: await decisionFacts(tx, decisionId) };
  if (considerationId !== undefined) return gradeLesson(tx, considerationId);
  return closedFacts(tx, ticketId);
}

/** The standing grade of a look, in place of what its earlier grade taught; null when that says the same. */
async function gradeLesson(tx: Ctx, considerationId: number) {
  const facts = await gradeFacts(tx, considerationId);
  const earlier = await lessonOfGrade(tx, considerationId);
  if (!earlier) return { considerationId, facts };
  const now = facts ?? nothing;
  if (isDeepStrictEqual(now, earlier.facts)) return null;
  return { considerationId, replaces: earlier.id, facts: now };
}

/** What a grade teaches that only takes an earlier one back. */
const nothing: TeachingFacts = { kind: "grade", queue: null, features: null, good: false };
