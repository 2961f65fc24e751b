/** The tickets of this installation as an import reads them: streamed, so that a million need no more memory than a hundred. */
import { asc, eq, gt, inArray } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { queue, user } from "#db/schema/team";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { recordAudit } from "#lib/platform/audit";
import { authorise, type Ctx } from "#lib/platform/context";
import { jsonLine } from "#lib/platform/json-lines";
import { eventOfRow } from "#lib/tickets/stored-event";
import { exported } from "./outbound";

/** Tickets read with one statement. */
const atOnce = 200;

/**
 * Every ticket as a line without its line feed, in the order they were opened here. Needs the permission
 * `dataset.export`; audited before the first line. Personal data is as it stands: the file is a copy of the tickets.
 */
export async function exportTickets(ctx: Ctx): Promise<AsyncGenerator<string>> {
  authorise(ctx, "dataset.export");
  await recordAudit(ctx, { action: "ticket.export", entity: "dataset", entityId: "tickets" });
  return lines(ctx);
}

async function* lines(ctx: Ctx): AsyncGenerator<string> {
  const people = await ctx.db.select({ id: user.id, email: user.email }).from(user);
  const addresses = new Map(people.map(({ id, email }) => [id, email]));
  for (let after = 0; ; ) {
    const heads = await ctx.db
      .select({ ticket, customer, queueKey: queue.key })
      .from(ticket)
      .leftJoin(customer, eq(customer.id, ticket.customerId))
      .leftJoin(queue, eq(queue.id, ticket.queueId))
      .where(gt(ticket.id, after))
      .orderBy(asc(ticket.id))
      .limit(atOnce);
    const last = heads.at(-1);
    if (!last) return;
    after = last.ticket.id;
    const ids = heads.map((head) => head.ticket.id);
    const rows = await ctx.db
      .select()
      .from(ticketEvent)
      .where(inArray(ticketEvent.ticketId, ids))
      .orderBy(asc(ticketEvent.id));
    for (const head of heads) {
      const own = rows.filter(({ ticketId }) => ticketId === head.ticket.id);
      const events = own.map((row) => ({
        ...eventOfRow(row),
        source: row.source,
        externalId: row.externalId,
      }));
      const written = exported(head, events, addresses);
      if (written.events.length > 0) yield jsonLine(written);
    }
  }
}
