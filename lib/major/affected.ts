/** Messages to customers who have not written: proposed, never sent from here. */
import { and, desc, eq, inArray } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { incidentTicket } from "#db/schema/incidents";
import { incidentNotice } from "#db/schema/major";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { recordAudit } from "#lib/platform/audit";
import type { Ctx } from "#lib/platform/context";
import { languageOfMessages } from "#lib/tickets/message/language";
import type { IncidentRow } from "./members";
import { type Served, servedBy } from "./service-map/served-customers";
import { noticeWords } from "./words";

/** Customers an incident touches whom nobody has told, and who have not written of it. People of one company each count. */
export async function untold(ctx: Ctx, row: Pick<IncidentRow, "id" | "service">): Promise<Served[]> {
  const served = await servedBy(ctx, { incidentId: row.id, service: row.service });
  if (served.length === 0) return [];
  const [told, wrote] = await Promise.all([
    ctx.db
      .select({ customerId: incidentNotice.customerId })
      .from(incidentNotice)
      .where(eq(incidentNotice.incidentId, row.id)),
    ctx.db
      .select({ customerId: ticket.customerId, contactId: ticket.contactId })
      .from(incidentTicket)
      .innerJoin(ticket, eq(ticket.id, incidentTicket.ticketId))
      .where(
        and(eq(incidentTicket.incidentId, row.id), inArray(incidentTicket.state, ["suggested", "joined"])),
      ),
  ]);
  const known = new Set([
    ...told.map(({ customerId }) => customerId),
    ...wrote.flatMap(({ customerId, contactId }) => [customerId, contactId]),
  ]);
  return served.filter(({ customerId }) => !known.has(customerId));
}

/** Drafts the first message to each of them; returns how many there are. */
export async function draftForUntold(tx: Ctx, row: IncidentRow): Promise<number> {
  const waiting = await untold(tx, row);
  if (waiting.length === 0) return 0;
  const ids = waiting.map(({ customerId }) => customerId);
  const names = await tx.db
    .select({ id: customer.id, name: customer.name })
    .from(customer)
    .where(inArray(customer.id, ids));
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const languages = await languagesOf(tx, ids);
  await tx.db
    .insert(incidentNotice)
    .values(
      waiting.map(({ customerId, why }) => {
        const { language, hello, body } = noticeWords("first", {
          language: languages.get(customerId) ?? null,
          customerName: nameOf.get(customerId) ?? null,
          service: row.service,
          hasWritten: false,
        });
        const text = `${hello}\n\n${body}`;
        return {
          incidentId: row.id,
          round: "first" as const,
          customerId,
          text,
          language,
          why,
          createdAt: tx.now(),
        };
      }),
    )
    .onConflictDoNothing();
  await recordAudit(tx, {
    action: "incident.propose_notices",
    entity: "incident",
    entityId: row.id,
    after: { customers: waiting.length },
  });
  return waiting.length;
}

/** The language each customer wrote in last. */
async function languagesOf(tx: Ctx, customerIds: number[]): Promise<Map<number, string>> {
  const rows = await tx.db
    .select({ customerId: ticket.contactId, body: ticketEvent.body })
    .from(ticketEvent)
    .innerJoin(ticket, eq(ticket.id, ticketEvent.ticketId))
    .where(and(inArray(ticket.contactId, customerIds), eq(ticketEvent.kind, "customer_message")))
    .orderBy(desc(ticketEvent.id))
    .limit(2_000);
  const found = new Map<number, string>();
  for (const id of customerIds) {
    const language = languageOfMessages(
      rows
        .filter(({ customerId }) => customerId === id)
        .slice(0, 5)
        .map(({ body }) => body),
    );
    if (language) found.set(id, language);
  }
  return found;
}
