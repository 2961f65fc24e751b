/** The schema as migrated: guards that no command may get round. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { trainingExample } from "#db/schema/agent";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { recordExamples } from "#lib/agent/commands";
import { systemCtx } from "#lib/platform/context";
import { test, testDatabase } from "#lib/platform/testing/database";
import { gradeAgentRun } from "#lib/suggestions/commands";
import { person, ticketWithProposal } from "#lib/suggestions/testing/fixtures";
import { migrateDatabase } from "./migrate";

test("the timeline is append-only", async ({ db }) => {
  const at = new Date();
  const [row] = await db
    .insert(ticket)
    .values({ source: "test", subject: "Disk full", openedAt: at, lastEventAt: at })
    .returning();
  const ticketId = row?.id ?? 0;
  await db
    .insert(ticketEvent)
    .values({ ticketId, kind: "note", at, actorKind: "system", actorName: "test", source: "test" });
  const change = db.execute(sql`update ticket_event set body = 'x' where ticket_id = ${ticketId}`);
  await expect(change).rejects.toMatchObject({ cause: { message: "ticket_event is append-only" } });
});

test("migrating twice at once is harmless", async () => {
  const { url } = await testDatabase();
  await expect(Promise.all([migrateDatabase(url), migrateDatabase(url)])).resolves.toBeDefined();
});

test("a grade that the release before this one queued is learned from, whatever it calls its run", async ({
  ctx,
}) => {
  const { suggestion: written, ticketId } = await ticketWithProposal(ctx);
  const { agentRunId } = written;
  await gradeAgentRun(await person(ctx), { agentRunId, grade: "should_have_abstained" });
  const queued = JSON.parse(JSON.stringify({ ticketId, considerationId: agentRunId }));
  expect(await recordExamples(systemCtx("learning", ctx.db), { examples: [queued] })).toBe(1);
  const of = eq(trainingExample.agentRunId, agentRunId);
  const [example] = await ctx.db.select().from(trainingExample).where(of);
  expect(example).toMatchObject({ upToEventId: null, facts: { kind: "grade", good: false } });
});
