/** Takes away what an import brought, as if it had never been. */
import { eq } from "drizzle-orm";
import { importedTicket } from "#db/schema/imports";
import { eraseCustomers } from "#lib/customers/erasing";
import { removePassages } from "#lib/knowledge/passages";
import type { Ctx } from "#lib/platform/context";
import { unlearn } from "#lib/platform/unlearning";
import { eraseQuestionsOf } from "#lib/questions/erasure";
import { eraseTickets } from "#lib/tickets/erasing";
import { workedOn } from "./queries";

/** Tickets taken away with one statement. */
const atOnce = 1_000;

/** Takes the tickets of an import away, those apart that somebody has worked on since. Returns how many went and stayed. */
export async function takeAway(tx: Ctx, importId: number): Promise<{ removed: number; kept: number }> {
  const kept = await workedOn(tx, importId);
  const rows = await tx.db
    .select({ ticketId: importedTicket.ticketId })
    .from(importedTicket)
    .where(eq(importedTicket.importId, importId));
  const stays = new Set(kept);
  const gone = rows.map(({ ticketId }) => ticketId).filter((ticketId) => !stays.has(ticketId));
  await tx.db.delete(importedTicket).where(eq(importedTicket.importId, importId));
  for (let start = 0; start < gone.length; start += atOnce) {
    const ids = gone.slice(start, start + atOnce);
    await removePassages(
      tx,
      ids.map((ref) => ({ kind: "ticket" as const, ref })),
    );
    await eraseQuestionsOf(tx, ids);
    await eraseCustomers(tx, await eraseTickets(tx, ids));
  }
  if (gone.length > 0) await unlearn(tx, gone);
  return { removed: gone.length, kept: kept.length };
}
