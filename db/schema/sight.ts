/**
 * Who sees which rows. Whoever may not see every queue reads as the role `vigil_reader` (see db/sight.ts), for which
 * these policies hold; Vigil itself owns the tables and sees all. A row that tells of a ticket is seen with its ticket.
 */
import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, pgPolicy } from "drizzle-orm/pg-core";

/** Rows seen where `condition` holds; whatever may be written at all may be written to any. */
const seenWhere = (condition: SQL) =>
  pgPolicy("sight", { for: "all", using: condition, withCheck: sql`true` });

/** For tickets themselves: all but those of the queues hidden from whoever reads. */
export const seenUnlessHidden = (queueId: AnyPgColumn) =>
  seenWhere(
    sql`${queueId} is null or ${queueId} <> all ((select current_setting('vigil.hidden_queues')::bigint[])::bigint[])`,
  );

/** For what belongs to a ticket, or to none. */
export const seenWithTicket = (ticketId: AnyPgColumn) =>
  seenWhere(sql`${ticketId} is null or exists (select from ticket where ticket.id = ${ticketId})`);

/** For what belongs to a row of `table` that is itself seen or not. */
export const seenWith = (table: string, id: AnyPgColumn) =>
  seenWhere(sql`exists (select from ${sql.identifier(table)} as seen where seen.id = ${id})`);

/** For customers' cards: those of whom a ticket is seen. */
export const seenWithAnyTicket = (customerId: AnyPgColumn) =>
  seenWhere(sql`exists (select from ticket where ticket.customer_id = customer_root(${customerId}))`);

/** For the audit trail: what was done to something that is hidden is hidden too. */
export const seenWithSubject = (entity: AnyPgColumn, entityId: AnyPgColumn) =>
  seenWhere(sql`case ${entity}
    when 'ticket' then exists (select from ticket where ticket.id = ${entityId}::bigint)
    when 'suggestion' then exists (select from suggestion where suggestion.id = ${entityId}::bigint)
    when 'agent_run' then exists (select from agent_run where agent_run.id = ${entityId}::bigint)
    when 'consideration' then exists (select from agent_run where agent_run.id = ${entityId}::bigint)
    when 'incident' then exists (select from incident where incident.id = ${entityId}::bigint)
    when 'page' then exists (select from page where page.id = ${entityId}::bigint)
    when 'customer' then exists (select from customer where customer.id = ${entityId}::bigint)
    else true end`);
