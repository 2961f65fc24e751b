/** Reads of investigations. */
import { eq } from "drizzle-orm";
import { investigation, ownCall } from "#db/schema/index";
import { authorise, type Ctx } from "#lib/platform/context";
import { Investigation } from "./model";

/** What is known of a case; empty where nothing was looked up yet. */
export async function investigationOfTicket(ctx: Ctx, ticketId: number): Promise<Investigation> {
  authorise(ctx, "desk.read");
  const calls = await ctx.db
    .select({ eventId: ownCall.eventId, tool: ownCall.tool, notNeededBy: ownCall.notNeededBy })
    .from(ownCall)
    .innerJoin(investigation, eq(investigation.id, ownCall.investigationId))
    .where(eq(investigation.ticketId, ticketId))
    .orderBy(ownCall.eventId);
  return Investigation.parse({ calls });
}
