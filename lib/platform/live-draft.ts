/** The draft being written at this moment, one a ticket: kept so that a reload continues, announced so that it streams. */
import { eq, inArray } from "drizzle-orm";
import { liveDraft } from "#db/schema/platform";
import { type Ctx, onCommit } from "./context";
import { announceDraft } from "./notifier";

export type LiveDraft = { ticketId: number; eventId: number; text: string };

/** Stores the text so far and lets every viewer know. Call it each 80–150 ms while the draft grows. */
export async function writeDraft(ctx: Ctx, { ticketId, eventId, text }: LiveDraft): Promise<void> {
  if (ctx.unattended) return;
  const row = { eventId, text, updatedAt: ctx.now() };
  await ctx.db
    .insert(liveDraft)
    .values({ ticketId, ...row })
    .onConflictDoUpdate({ target: liveDraft.ticketId, set: row });
  onCommit(ctx, () => announceDraft(ticketId));
}

/** Takes the draft away; in the transaction that stores the finished proposal, the one replaces the other without a gap. */
export async function clearDraft(ctx: Ctx, ticketId: number): Promise<void> {
  if (ctx.unattended) return;
  const gone = await ctx.db
    .delete(liveDraft)
    .where(eq(liveDraft.ticketId, ticketId))
    .returning({ ticketId: liveDraft.ticketId });
  if (gone.length > 0) onCommit(ctx, () => announceDraft(ticketId));
}

/** The drafts being written now; of the given tickets, or all. */
export async function liveDrafts(ctx: Ctx, ticketIds?: number[]): Promise<LiveDraft[]> {
  return ctx.db
    .select({ ticketId: liveDraft.ticketId, eventId: liveDraft.eventId, text: liveDraft.text })
    .from(liveDraft)
    .where(ticketIds && inArray(liveDraft.ticketId, ticketIds));
}
