/** Reads what customers' messages say: recent ones, similar earlier ones, how rare each term is. */
import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { incidentTicket } from "#db/schema/incidents";
import { customerReport, reportTerm } from "#db/schema/major";
import { ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { activeStatuses } from "#lib/tickets/model";
import type { ServiceGuess } from "./classify-service";
import type { IncidentWords } from "./incident-words";
import type { CustomerReport, Rarity } from "./pair-match";

/** What a message is about: what its ticket is filed under, else what its words point to. */
const about = sql<ServiceGuess | null>`case when ticket.service is not null
  then json_build_object('service', ticket.service, 'sure', 1)
  when customer_report.service is not null then json_build_object('service', customer_report.service, 'sure', customer_report.sure) end`;

const columns = {
  id: customerReport.eventId,
  ticketId: customerReport.ticketId,
  whose: customerReport.whose,
  at: customerReport.at,
  terms: customerReport.terms,
  about,
};

/** Who wrote a ticket, with its contact as `customer`: the company, else the customer, who counts once however often they write. */
export const whose = sql<string>`coalesce('company ' || lower(nullif(trim(${customer.company}), '')),
  'customer ' || ${ticket.customerId}::text, 'ticket ' || ${ticket.id}::text)`;

/** What few may see is not told to those who see the incident. */
const isOpenToAll = sql`not exists (select from queue where queue.id = ${ticket.queueId} and queue.is_restricted)`;

export const hour = 3_600_000;
/** Messages of so long ago are not compared with new ones. */
export const horizon = 2 * hour;
/** So long what was written counts as what is usual. */
export const remembered = 28 * 24 * hour;
/** The messages of open tickets within the horizon, the newest last, and where each ticket was put. */
export async function currentReports(tx: Ctx): Promise<CustomerReport[]> {
  const rows = await tx.db
    .select(columns)
    .from(customerReport)
    .innerJoin(ticket, eq(ticket.id, customerReport.ticketId))
    .where(
      and(
        gte(customerReport.at, new Date(tx.now().getTime() - horizon)),
        inArray(ticket.status, activeStatuses),
        sql`cardinality(${customerReport.terms}) > 0`,
        isOpenToAll,
      ),
    )
    .orderBy(desc(customerReport.eventId))
    .limit(2_000);
  return rows.map((row) => ({ ...row, at: row.at.getTime() })).reverse();
}

/** The messages of tickets by ticket, the first of each. */
export async function reportsOfTickets(tx: Ctx, ticketIds: readonly number[]): Promise<CustomerReport[]> {
  if (ticketIds.length === 0) return [];
  const rows = await tx.db
    .selectDistinctOn([customerReport.ticketId], columns)
    .from(customerReport)
    .innerJoin(ticket, eq(ticket.id, customerReport.ticketId))
    .where(inArray(customerReport.ticketId, [...ticketIds]))
    .orderBy(customerReport.ticketId, customerReport.eventId);
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** What messages say, as they were written. */
export async function textsOf(
  tx: Ctx,
  reports: readonly CustomerReport[],
): Promise<{ subject: string; body: string }[]> {
  if (reports.length === 0) return [];
  const ids = reports.map(({ id }) => id);
  return tx.db
    .select({ subject: ticket.subject, body: ticketEvent.body })
    .from(ticketEvent)
    .innerJoin(ticket, eq(ticket.id, ticketEvent.ticketId))
    .where(inArray(ticketEvent.id, ids));
}

/** How rare terms are among the messages known. */
export async function rarityOf(tx: Ctx, terms: Iterable<string>): Promise<Rarity> {
  const rows = await tx.db
    .select()
    .from(reportTerm)
    .where(inArray(reportTerm.term, ["", ...new Set(terms)]));
  const messages = new Map(rows.map((row) => [row.term, row.messages]));
  // A young desk has no measure yet of what is common.
  const all = Math.max(50, messages.get("") ?? 0);
  const logarithm = (found: number) => Math.log((all + 1) / (found + 1));
  // Asked for each word of each pair of messages.
  const known = new Map([...messages].map(([term, found]) => [term, logarithm(found)]));
  const unknown = logarithm(0);
  return (term) => known.get(term) ?? unknown;
}

/** The words of confirmed major incidents, and of all messages. */
export async function incidentWords(tx: Ctx): Promise<IncidentWords> {
  const rows = await tx.db.execute<{ term: string; hits: number; messages: number }>(sql`
    with told as (
      select distinct customer_report.event_id, customer_report.terms from customer_report
        join incident_ticket on incident_ticket.ticket_id = customer_report.ticket_id and incident_ticket.state = 'joined'
        join incident on incident.id = incident_ticket.incident_id and incident.major = 'confirmed'
    ), counted as (
      select term, count(*)::int as hits from told, unnest(terms) as term group by term
      union all select '', count(*)::int from told
    )
    select counted.term, hits, coalesce(report_term.messages, 0)::int as messages
    from counted left join report_term on report_term.term = counted.term`);
  const head = rows.find(({ term }) => term === "");
  return {
    major: new Map(rows.map(({ term, hits }) => [term, hits])),
    all: new Map(rows.map(({ term, messages }) => [term, messages])),
    majors: head?.hits ?? 0,
    messages: head?.messages ?? 0,
  };
}

/** Messages before `before` that share a telling term, or are filed under a service; those of confirmed major incidents are left out: they are not what is usual. */
export async function earlierReports(
  tx: Ctx,
  { terms, services, before }: { terms: readonly string[]; services: readonly string[]; before: number },
): Promise<CustomerReport[]> {
  const rows = await tx.db.execute<Omit<CustomerReport, "at"> & { at: string }>(sql`
    select event_id::float8 as id, ticket_id::float8 as "ticketId", whose, at, terms, ${about} as about
    from customer_report join ticket on ticket.id = customer_report.ticket_id
    where (terms && ${sql.param([...terms])}::text[] or ticket.service = any(${sql.param([...services])}::text[]))
      and at < ${new Date(before).toISOString()}::timestamptz
      and at >= ${new Date(before - remembered).toISOString()}::timestamptz
      and not exists (
        select from incident_ticket join incident on incident.id = incident_ticket.incident_id
        where incident_ticket.ticket_id = customer_report.ticket_id and incident_ticket.state = 'joined'
          and incident.major = 'confirmed')
    order by at desc limit 2000`);
  return rows.map((row) => ({ ...row, at: new Date(row.at).getTime() }));
}

/** Since when messages are known, how many, and how much of a week's come at this hour of the week, against an even share. */
export type Season = { since: number; season: number; all: number };

export async function seasonNow(tx: Ctx): Promise<Season> {
  const now = tx.now();
  const [row] = await tx.db.execute<{ since: string | null; all: number; here: number }>(sql`
    select min(at) as since, count(*)::int as all, count(*) filter (
      where mod(extract(epoch from ${now.toISOString()}::timestamptz - at)::numeric + 3600, 604800) < 7200)::int as here
    from customer_report where at >= ${new Date(now.getTime() - remembered).toISOString()}::timestamptz`);
  const since = row?.since ? new Date(row.since).getTime() : now.getTime();
  const isKnown = now.getTime() - since > 14 * 24 * hour && row !== undefined && row.all >= 200;
  return { since, all: row?.all ?? 0, season: isKnown ? (row.here / row.all) * (168 / 2) : 1 };
}

/** Where tickets were put: with which incident, and whether a person declined. */
export async function placesOf(tx: Ctx, ticketIds: readonly number[]) {
  if (ticketIds.length === 0) return [];
  return tx.db
    .select({
      ticketId: incidentTicket.ticketId,
      incidentId: incidentTicket.incidentId,
      state: incidentTicket.state,
    })
    .from(incidentTicket)
    .where(inArray(incidentTicket.ticketId, [...ticketIds]));
}
