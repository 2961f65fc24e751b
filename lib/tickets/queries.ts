/** Reads of tickets: the inbox, one ticket, its timeline, its customer, the badges, who is looking. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import {
  counter,
  customer,
  presence,
  queue,
  suggestion,
  ticket,
  ticketEvent,
  ticketSearch,
  user,
} from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { badgeScopes } from "./badges";
import {
  type BadgeCounts,
  Customer,
  InboxFilter,
  type InboxFilterInput,
  type InboxPage,
  InboxRow,
  type InboxView,
  Presence,
  presenceSeconds,
  Ticket,
  TimelineEvent,
} from "./model";

/** One ticket, or `AppError("not_found")`. */
export async function ticketById(ctx: Ctx, ticketId: number): Promise<Ticket> {
  const [row] = await ctx.db.select().from(ticket).where(eq(ticket.id, ticketId));
  if (!row) throw new AppError("not_found", `There is no ticket ${ticketId}.`);
  return Ticket.parse(row);
}

/** A ticket's events in the order they were recorded; with `upTo` only those up to that event. */
export async function timeline(
  ctx: Ctx,
  ticketId: number,
  { upTo }: { upTo?: number } = {},
): Promise<TimelineEvent[]> {
  const rows = await ctx.db
    .select()
    .from(ticketEvent)
    .where(
      and(eq(ticketEvent.ticketId, ticketId), upTo === undefined ? undefined : lte(ticketEvent.id, upTo)),
    )
    .orderBy(asc(ticketEvent.id));
  return rows.map((row) => TimelineEvent.parse(row));
}

/** One customer, or null. */
export async function customerById(ctx: Ctx, customerId: number | null): Promise<Customer | null> {
  if (customerId === null) return null;
  const [row] = await ctx.db.select().from(customer).where(eq(customer.id, customerId));
  return row ? Customer.parse(row) : null;
}

/** Badge counts for the context's actor; a sum of a few hundred rows however many tickets there are. */
export async function badgeCounts(ctx: Ctx): Promise<BadgeCounts> {
  const rows = await ctx.db
    .select({ scope: counter.scope, key: counter.key, value: sql<number>`sum(${counter.value})::int` })
    .from(counter)
    .where(
      or(
        inArray(
          counter.scope,
          badgeScopes.filter((scope) => scope !== "mine"),
        ),
        and(eq(counter.scope, "mine"), eq(counter.key, ctx.actor.id)),
      ),
    )
    .groupBy(counter.scope, counter.key);
  const counts: BadgeCounts = { active: 0, proposed: 0, unassigned: 0, waiting: 0, mine: 0, queues: {} };
  for (const { scope, key, value } of rows) {
    if (scope === "queue") counts.queues[key] = value;
    else counts[scope as Exclude<keyof BadgeCounts, "queues">] = value;
  }
  return counts;
}

/** Who shows presence on a ticket, without the asker. */
export async function presentPeople(ctx: Ctx, ticketId: number): Promise<Presence[]> {
  const since = new Date(ctx.now().getTime() - presenceSeconds * 1000);
  const rows = await ctx.db
    .select()
    .from(presence)
    .where(and(eq(presence.ticketId, ticketId), gt(presence.seenAt, since)));
  return rows.filter(({ userId }) => userId !== ctx.actor.id).map((row) => Presence.parse(row));
}

/**
 * A page of the inbox, newest activity first: one index walked backwards from where `cursor` (the `next` of
 * the page before) points, so that a page costs the same wherever it stands. `limit` at most 200.
 */
export async function inboxPage(
  ctx: Ctx,
  filter: InboxFilterInput,
  cursor: string | null = null,
  limit = 50,
): Promise<InboxPage> {
  const { search, ...rest } = InboxFilter.parse(filter);
  const size = Math.min(Math.max(limit, 1), 200);
  const page = ctx.db
    .select()
    .from(ticket)
    .where(and(...conditions(ctx, rest), searchCondition(search), beforeCursor(cursor)))
    .orderBy(desc(ticket.lastEventAt), desc(ticket.id))
    .limit(size + 1)
    .as("page");
  const proposal = ctx.db
    .select({ kind: suggestion.kind, confidence: suggestion.confidence })
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, page.id), sql`${suggestion.status} = 'open'`))
    .orderBy(desc(suggestion.id))
    .limit(1)
    .as("proposal");
  const rows = await ctx.db
    .select({
      id: page.id,
      kind: page.kind,
      subject: page.subject,
      snippet: page.snippet,
      status: page.status,
      priority: page.priority,
      queueId: page.queueId,
      assigneeId: page.assigneeId,
      agentState: page.agentState,
      version: page.version,
      lastEventAt: page.lastEventAt,
      lastCustomerAt: page.lastCustomerAt,
      dueAt: page.dueAt,
      dueReason: page.dueReason,
      customerName: customer.name,
      company: customer.company,
      queueName: queue.name,
      assigneeName: user.name,
      proposalKind: proposal.kind,
      confidence: proposal.confidence,
    })
    .from(page)
    .leftJoin(customer, eq(customer.id, page.customerId))
    .leftJoin(queue, eq(queue.id, page.queueId))
    .leftJoin(user, eq(user.id, page.assigneeId))
    .leftJoinLateral(proposal, sql`true`)
    .orderBy(desc(page.lastEventAt), desc(page.id));
  const shown = rows.slice(0, size);
  const last = rows.length > size ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ proposalKind: kind, confidence, ...row }) =>
      InboxRow.parse({ ...row, proposal: kind && confidence !== null ? { kind, confidence } : null }),
    ),
    next: last ? `${last.lastEventAt.getTime()}.${last.id}` : null,
  };
}

/** The words of partial indexes, which the planner must find again in the query. */
const isActiveTicket = sql`${ticket.status} in ('new','open','waiting','on_hold')`;

function conditions(ctx: Ctx, { view, queueId, priority }: InboxFilter): (SQL | undefined)[] {
  const byView: Record<InboxView, SQL[]> = {
    all: [],
    active: [isActiveTicket],
    mine: [isActiveTicket, eq(ticket.assigneeId, ctx.actor.id)],
    unassigned: [isActiveTicket, isNull(ticket.assigneeId)],
    proposed: [isActiveTicket, sql`${ticket.agentState} = 'proposed'`],
    waiting: [sql`${ticket.status} = 'waiting'`],
    closed: [sql`${ticket.status} in ('solved','closed')`],
  };
  return [
    ...byView[view],
    queueId === undefined ? undefined : eq(ticket.queueId, queueId),
    priority === undefined ? undefined : eq(ticket.priority, priority),
  ];
}

function searchCondition(search: string | undefined): SQL | undefined {
  const number = /^#?(\d{1,15})$/.exec(search ?? "")?.[1];
  if (number) return eq(ticket.id, Number(number));
  const words = search?.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return undefined;
  const wanted = words.map((word) => `'${word}':*`).join(" & ");
  return sql`exists (
    select from ${ticketSearch}
    where ${ticketSearch.ticketId} = ${ticket.id} and ${ticketSearch.words} @@ to_tsquery('simple', ${wanted}))`;
}

function beforeCursor(cursor: string | null): SQL | undefined {
  const [, at, id] = /^(\d{1,16})\.(\d{1,16})$/.exec(cursor ?? "") ?? [];
  if (!at || !id) return undefined;
  const instant = new Date(Number(at)).toISOString();
  return sql`(${ticket.lastEventAt}, ${ticket.id}) < (${instant}::timestamptz, ${Number(id)}::bigint)`;
}
