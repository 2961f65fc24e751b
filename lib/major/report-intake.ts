/** Reads customers' messages as they come, and those of earlier weeks, and keeps what they say: their words, and the service they are about. */
import { and, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { customerReport, reportTerm } from "#db/schema/major";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { classifyService, type ServiceTerms } from "./classify-service";
import { horizon, hour, remembered, whose } from "./reports";
import { reportTerms } from "./terms";

/** Newest messages that are looked for again, in case one was committed after a later one. */
const lookedBack = 5_000;
/** A message is recorded at most so long before it was written: clocks differ. */
const lateness = hour;
const mostAtOnce = 500;
/** A word of more messages than these is no name of a service. */
const mostCommon = 3_000;

type Unread = {
  eventId: number;
  ticketId: number;
  at: string;
  body: string;
  subject: string;
  service: string | null;
  whose: string;
};

/** Reads at most `limit` messages nobody has read yet, the oldest first, and keeps them; returns how many. A message of before the horizon is no news, one of a restricted queue not for all: both are left alone. */
export async function readNewReports(tx: Ctx, limit: number): Promise<number> {
  return readUnread(
    tx,
    "news",
    sql`event.id > (select coalesce(max(event_id), 0) from customer_report) - ${lookedBack}
      and event.at >= ${before(tx.now(), horizon)}
      and ticket.status in ('new', 'open', 'waiting', 'on_hold')`,
    limit,
  );
}

/** The oldest messages that were read as news and not yet compared with what others wrote. */
export async function uncomparedReports(ctx: Ctx, limit: number): Promise<number[]> {
  const rows = await ctx.db
    .select({ id: customerReport.eventId })
    .from(customerReport)
    .where(eq(customerReport.isCompared, false))
    .orderBy(customerReport.eventId)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Notes that what became of these messages is stored. */
export async function noteCompared(tx: Ctx, ids: Iterable<number>): Promise<void> {
  await tx.db
    .update(customerReport)
    .set({ isCompared: true })
    .where(inArray(customerReport.eventId, [...ids]));
}

/**
 * Reads messages of earlier weeks, those of before the watch began or of an import, so that it is known what is usual; they
 * raise nothing. The first look goes through all of them, a later one through what was recorded since, or was no past then.
 */
export function pastReader(): (ctx: Ctx) => Promise<void> {
  let lookedAt = new Date(0);
  return async (ctx) => {
    const now = ctx.now();
    const past = sql`event.at >= ${before(now, remembered)} and event.at < ${before(now, horizon)}`;
    const [ids] = await ctx.db.execute<{ first: number | null; last: number | null }>(sql`
      with recorded as materialized (
        select id from ticket_event where recorded_at >= ${before(lookedAt, horizon + lateness)}
      )
      select min(id)::float8 as first, max(id)::float8 as last from recorded`);
    // Piece by piece along the log: to find the next ones among all that were read would take longer with each.
    const last = ids?.last ?? 0;
    for (let from = ids?.first ?? 1; from <= last; from += mostAtOnce) {
      const piece = sql`event.id >= ${from} and event.id < ${from + mostAtOnce}`;
      await withTransaction(ctx, (tx) => readUnread(tx, "past", sql`${piece} and ${past}`, mostAtOnce));
    }
    lookedAt = now;
  };
}

function before(now: Date, milliseconds: number): SQL {
  return sql`${new Date(now.getTime() - milliseconds).toISOString()}::timestamptz`;
}

async function readUnread(tx: Ctx, as: "news" | "past", which: SQL, limit: number): Promise<number> {
  const rows = await tx.db.execute<Unread>(sql`
    select event.id::float8 as "eventId", event.ticket_id::float8 as "ticketId", event.at, event.body,
      ticket.subject, ticket.service, ${whose} as whose
    from ticket_event as event join ticket on ticket.id = event.ticket_id
      left join customer on customer.id = ticket.contact_id
    where event.kind = 'customer_message' and not event.data ? 'edits' and ${which}
      and not exists (select from queue where queue.id = ticket.queue_id and queue.is_restricted)
      and not exists (select from customer_report where event_id = event.id)
    order by event.id limit ${limit}`);
  if (rows.length === 0) return 0;
  const messages = rows.map((row) => ({ ...row, terms: reportTerms(row.subject, row.body) }));
  const filed = await serviceTerms(
    tx,
    messages.filter(({ service }) => service === null).flatMap(({ terms }) => terms),
  );
  await storeReports(
    tx,
    messages.map(({ eventId, ticketId, at, whose, service, terms }) => {
      const guess = classifyService({ terms, service }, filed);
      const about = { service: guess?.service ?? null, sure: guess?.sure ?? 0 };
      const isCompared = as === "past";
      return { eventId, ticketId, at: new Date(at), whose, terms, isCompared, ...about };
    }),
  );
  return rows.length;
}

/** Keeps messages as they were read, and counts their words; one that another worker kept meanwhile is counted by that one. */
async function storeReports(tx: Ctx, rows: (typeof customerReport.$inferInsert)[]): Promise<void> {
  const stored = await tx.db.execute<{ eventId: number }>(
    insertRows(
      customerReport,
      rows,
      sql`on conflict (event_id) do nothing returning event_id::float8 as "eventId"`,
    ),
  );
  if (stored.length === 0) return;
  const isStored = new Set(stored.map(({ eventId }) => eventId));
  const counts = new Map<string, number>([["", stored.length]]);
  for (const { terms } of rows.filter(({ eventId }) => isStored.has(eventId)))
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const counted = [...counts].map(([term, messages]) => ({ term, messages }));
  await tx.db.execute(
    insertRows(
      reportTerm,
      counted,
      sql`on conflict (term) do update set messages = report_term.messages + excluded.messages`,
    ),
  );
}

/** In how many filed messages each term stands, by what they are filed under; words that stand everywhere are left aside. */
async function serviceTerms(tx: Ctx, terms: readonly string[]): Promise<ServiceTerms> {
  if (terms.length === 0) return new Map();
  const telling = await tx.db
    .select({ term: reportTerm.term })
    .from(reportTerm)
    .where(and(inArray(reportTerm.term, [...new Set(terms)]), lte(reportTerm.messages, mostCommon)));
  const sought = telling.map(({ term }) => term);
  if (sought.length === 0) return new Map();
  const rows = await tx.db.execute<{ term: string; service: string; messages: number }>(sql`
    select term, ticket.service, count(*)::int as messages
    from customer_report join ticket on ticket.id = customer_report.ticket_id, unnest(customer_report.terms) as term
    where customer_report.terms && ${sql.param(sought)}::text[] and term = any(${sql.param(sought)}::text[])
      and ticket.service is not null
      and customer_report.at >= ${new Date(tx.now().getTime() - remembered).toISOString()}::timestamptz
    group by term, ticket.service`);
  const filed = new Map<string, Map<string, number>>();
  for (const { term, service, messages } of rows)
    filed.set(term, (filed.get(term) ?? new Map<string, number>()).set(service, messages));
  return filed;
}
