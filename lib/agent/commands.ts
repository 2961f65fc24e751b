/** What the agent writes for itself: its training log and the state it learned. Proposals are recorded by the suggestions module. */
import { isDeepStrictEqual } from "node:util";
import { lte, sql } from "drizzle-orm";
import { z } from "zod";
import { learnedState, trainingExample } from "#db/schema/agent";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { generation, isKeptFromTraining, lockTraining } from "#lib/platform/unlearning";
import type { TrainingFacts } from "./training-example";
import { closedFacts, decisionFacts, gradeFacts, stepFacts } from "./training-facts";
import { exampleOfGrade } from "./training-log";

const ExampleInput = z
  .object({
    ticketId: z.number().int(),
    stepEventId: z.number().int().optional(),
    decisionId: z.number().int().optional(),
    agentRunId: z.number().int().optional(),
    /** What jobs call the run that were queued before it was called so. */
    considerationId: z.number().int().optional(),
  })
  .transform(({ considerationId, agentRunId = considerationId, ...of }) => ({ ...of, agentRunId }));
type ExampleInput = z.output<typeof ExampleInput>;

/**
 * Takes closed tickets, steps, decisions and grades of runs into the training log, in the order given, each about something
 * else; returns how many were new. A grade that says something else than the one recorded before replaces it. One
 * at a time across all processes until its transaction ends, so that positions become visible in their order.
 */
export const recordExamples = command(
  "machine",
  z.object({ examples: z.array(ExampleInput).min(1) }),
  async (tx, { examples }): Promise<number> => {
    await lockTraining(tx);
    const rows = (await Promise.all(examples.map((example) => rowOf(tx, example)))).filter(
      (row) => row !== null,
    );
    if (rows.length === 0) return 0;
    const recorded = await tx.db
      .insert(trainingExample)
      .values(rows.map((row) => ({ ...row, at: tx.now() })))
      .onConflictDoNothing()
      .returning({ id: trainingExample.id });
    return recorded.length;
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

/** A training example as its row; null when there is nothing, or nothing new, in it, or its queue keeps it to itself. */
async function rowOf(tx: Ctx, { ticketId, ...about }: ExampleInput) {
  if (await isKeptFromTraining(tx, ticketId)) return null;
  const { facts, ...of } = (await exampleOf(tx, ticketId, about)) ?? { facts: null };
  return facts && { ticketId, ...of, facts };
}

async function exampleOf(
  tx: Ctx,
  ticketId: number,
  { stepEventId, decisionId, agentRunId }: Omit<ExampleInput, "ticketId">,
) {
  if (stepEventId !== undefined) return { stepEventId, facts: await stepFacts(tx, stepEventId) };
  if (decisionId !== undefined) return { decisionId, facts: await decisionFacts(tx, decisionId) };
  if (agentRunId !== undefined) return gradeExample(tx, agentRunId);
  return closedFacts(tx, ticketId);
}

/** The current grade of a run, in place of the example its earlier grade made; null when that says the same. */
async function gradeExample(tx: Ctx, agentRunId: number) {
  const facts = await gradeFacts(tx, agentRunId);
  const earlier = await exampleOfGrade(tx, agentRunId);
  if (!earlier) return { agentRunId, facts };
  const now = facts ?? nothing;
  if (isDeepStrictEqual(now, earlier.facts)) return null;
  return { agentRunId, replaces: earlier.id, facts: now };
}

/** The example of a grade that only takes an earlier one back. */
const nothing: TrainingFacts = { kind: "grade", queue: null, features: null, good: false };
