/** Reads of investigations. */
import { eq } from "drizzle-orm";
import { investigation, ownCall } from "#db/schema/investigation";
import { authorise, type Ctx } from "#lib/platform/context";
import { hypothesesOf } from "./assessment";
import { Investigation } from "./model";

/** What is known of a case; empty where nothing was looked up yet. */
export async function investigationOfTicket(ctx: Ctx, ticketId: number): Promise<Investigation> {
  authorise(ctx, "desk.read");
  const [row] = await ctx.db.select().from(investigation).where(eq(investigation.ticketId, ticketId));
  if (!row) return { calls: [], assessment: null, grade: null, gradedBy: null };
  const calls = await ctx.db
    .select({ eventId: ownCall.eventId, tool: ownCall.tool, notNeededBy: ownCall.notNeededBy })
    .from(ownCall)
    .where(eq(ownCall.investigationId, row.id))
    .orderBy(ownCall.eventId);
  const { outcome, text, confidence, grade, gradedBy } = row;
  const hypotheses = await hypothesesOf(ctx, row.id);
  return Investigation.parse({
    calls,
    assessment: outcome && { outcome, text, confidence, hypotheses },
    grade,
    gradedBy,
  });
}
