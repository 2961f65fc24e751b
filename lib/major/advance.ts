/** Messages to customers who have not written: they wait no longer once their customer has, who is told by their ticket. */
import { and, eq, inArray, isNotNull, isNull, ne, or } from "drizzle-orm";
import { incidentTicket } from "#db/schema/incidents";
import { incidentNotice } from "#db/schema/major";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";

type OfCustomer = { incidentId: number; ticketId: number };

/** Who put it away where no person did. */
export const putAwayBy = "major";

/** The ticket of an incident that the customer of a message wrote, null where they have not. */
export async function ticketWritten(
  ctx: Ctx,
  { incidentId, customerId }: { incidentId: number; customerId: number | null },
): Promise<number | null> {
  if (customerId === null) return null;
  const [found] = await ctx.db
    .select({ id: ticket.id })
    .from(incidentTicket)
    .innerJoin(ticket, eq(ticket.id, incidentTicket.ticketId))
    .where(
      and(
        eq(incidentTicket.incidentId, incidentId),
        ne(incidentTicket.state, "declined"),
        or(eq(ticket.customerId, customerId), eq(ticket.contactId, customerId)),
      ),
    )
    .limit(1);
  return found?.id ?? null;
}

/** The customer of a ticket is told by that ticket: what waited to be sent to them without one is put away. */
export async function putAwayAdvance(tx: Ctx, { incidentId, ticketId }: OfCustomer): Promise<void> {
  await tx.db
    .update(incidentNotice)
    .set({ refusedAt: tx.now(), refusedBy: putAwayBy })
    .where(and(await ofCustomer(tx, { incidentId, ticketId }), isNull(incidentNotice.refusedAt)));
}

/** The ticket was about something else: what was put away for it waits again. */
export async function waitAgain(tx: Ctx, { incidentId, ticketId }: OfCustomer): Promise<void> {
  await tx.db
    .update(incidentNotice)
    .set({ refusedAt: null, refusedBy: null })
    .where(
      and(
        await ofCustomer(tx, { incidentId, ticketId }),
        isNotNull(incidentNotice.refusedAt),
        eq(incidentNotice.refusedBy, putAwayBy),
      ),
    );
}

async function ofCustomer(tx: Ctx, { incidentId, ticketId }: OfCustomer) {
  const [about] = await tx.db
    .select({ customerId: ticket.customerId, contactId: ticket.contactId })
    .from(ticket)
    .where(eq(ticket.id, ticketId));
  const ids = [about?.customerId, about?.contactId].filter((id) => typeof id === "number");
  return and(
    eq(incidentNotice.incidentId, incidentId),
    isNull(incidentNotice.ticketId),
    inArray(incidentNotice.customerId, ids.length > 0 ? ids : [0]),
  );
}
