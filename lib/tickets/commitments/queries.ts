/** Reads of commitments. */
import { desc, eq } from "drizzle-orm";
import { commitment } from "#db/schema/sla";
import type { Ctx } from "#lib/platform/context";
import { Commitment } from "#lib/sla/model";

/** What was promised on a ticket, the newest first. */
export async function commitmentsOf(ctx: Ctx, ticketId: number): Promise<Commitment[]> {
  const rows = await ctx.db
    .select()
    .from(commitment)
    .where(eq(commitment.ticketId, ticketId))
    .orderBy(desc(commitment.id));
  return rows.map((row) => Commitment.parse(row));
}
