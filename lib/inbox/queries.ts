/** Reads of the list: a page of it, its badges, who is looking at what. */
import { and, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { counter, presence, ticket, ticketSearch } from "#db/schema/tickets";
import { type Ctx, isHiding } from "#lib/platform/context";
import { type BadgeScope, badgeScopes } from "#lib/tickets/badges";
import {
  type BadgeCounts,
  InboxFilter,
  type InboxFilterInput,
  type InboxPage,
  InboxRow,
  type InboxSort,
  type InboxView,
  Presence,
  presenceSeconds,
  sortOf,
} from "./model";
import { searchedWords } from "./search-words";

/** Badge counts for the context's actor; a sum of a few hundred rows however many tickets there are. */
export async function badgeCounts(ctx: Ctx): Promise<BadgeCounts> {
  const rows = isHiding(ctx) ? await countedBadges(ctx) : await keptBadges(ctx);
  const counts: BadgeCounts = {
    active: 0,
    proposed: 0,
    unassigned: 0,
    waiting: 0,
    mine: 0,
    undelivered: 0,
    queues: {},
  };
  for (const { scope, key, value } of rows) {
    if (scope === "queue") counts.queues[key] = value;
    else counts[scope] = value;
  }
  return counts;
}

type BadgeCount = { scope: BadgeScope; key: string; value: number };

/** The counters, which count everybody's tickets. */
async function keptBadges(ctx: Ctx): Promise<BadgeCount[]> {
  return ctx.db
    .select({
      scope: sql<BadgeScope>`${counter.scope}`,
      key: counter.key,
      value: sql<number>`sum(${counter.value})::int`,
    })
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
}

/** The same, counted anew for somebody who does not see every ticket. */
async function countedBadges(ctx: Ctx): Promise<BadgeCount[]> {
  const rows = await ctx.db.execute<BadgeCount>(sql`
    with open as materialized (
      select status, agent_state, assignee_id, queue_id from ${ticket} where ${isActiveTicket}
    )
    select case when status in ('new','open') then 'active' else 'waiting' end as scope, '' as key, count(*)::int as value
      from open group by 1
    union all select 'proposed', '', count(*)::int from open where agent_state = 'proposed'
    union all select 'unassigned', '', count(*)::int from open where assignee_id is null
    union all select 'mine', assignee_id, count(*)::int from open where assignee_id = ${ctx.actor.id} group by 2
    union all select 'queue', queue_id::text, count(*)::int from open where queue_id is not null group by 2
    union all select 'undelivered', '', count(*)::int from delivery where status = 'failed'`);
  return [...rows];
}

/** Who shows presence now, and where. */
export async function presentPeople(ctx: Ctx): Promise<Presence[]> {
  const since = new Date(ctx.now().getTime() - presenceSeconds * 1000);
  const rows = await ctx.db.select().from(presence).where(gt(presence.seenAt, since));
  return rows.map((row) => Presence.parse(row));
}

/**
 * A page of the inbox in the order asked for: one index walked from where `cursor` (the `next` of the page before)
 * points, so that a page costs the same wherever it stands. `limit` at most 200.
 */
export async function inboxPage(
  ctx: Ctx,
  filter: InboxFilterInput,
  cursor: string | null = null,
  limit = 50,
): Promise<InboxPage> {
  const wanted = InboxFilter.parse(filter);
  const size = Math.min(Math.max(limit, 1), 200);
  const order = orders[sortOf(wanted)];
  const where = and(...conditions(ctx, wanted), order.after(cursor));
  const words = searchedWords(wanted.search);
  const hits = words && (await firstHits(ctx, where, words, { wanted: size + 1, by: order.by }));
  // A bare number is the number of a ticket as well as a word.
  if (hits && /^\d{1,15}$/.test(wanted.search ?? "")) hits.push(Number(wanted.search));
  // Written out: the columns of fifty rows through the query builder cost more than the database takes to find them.
  const found = await ctx.db.execute(sql`
    select page.id::float8 as id, page.kind, page.subject, page.snippet, page.status, page.priority,
      page.queue_id::float8 as "queueId", page.assignee_id as "assigneeId", page.agent_state as "agentState",
      page.version, page.opened_at as "openedAt", page.last_event_at as "lastEventAt", page.last_customer_at as "lastCustomerAt",
      page.due_at as "dueAt", page.due_reason as "dueReason", customer.name as "customerName", customer.company,
      queue.name as "queueName", "user".name as "assigneeName", proposal.shown as proposal,
      coalesce(clock.warned, 0) as warned,
      exists (select from commitment
        where ticket_id = page.id and state = 'open' and reminded_at is not null) as "isReminded"
    from (
      select * from ticket where ${(hits ? and(where, inArray(ticket.id, hits)) : where) ?? sql`true`}
      order by ${order.by(sql`ticket`)} limit ${size + 1}
    ) as page
    left join customer on customer.id = page.customer_id
    left join queue on queue.id = page.queue_id
    left join "user" on "user".id = page.assignee_id
    left join lateral (
      -- Triage stands beside the proposal that matters more.
      select json_build_object('kind', kind, 'confidence', confidence, 'moveTo', payload->'moveTo',
        'byHand', payload->'call'->'byHand') as shown from suggestion
      where ticket_id = page.id and status = 'open' order by kind = 'triage', id desc limit 1
    ) as proposal on true
    left join lateral (
      select max(warned) as warned from sla_clock where ticket_id = page.id and running_since is not null
    ) as clock on true
    order by ${order.by(sql`page`)}`);
  const rows = found.slice(0, size).map((row) => InboxRow.parse(row));
  const last = found.length > size ? rows.at(-1) : undefined;
  return { rows, next: last ? `${order.placeOf(last)?.getTime() ?? ""}.${last.id}` : null };
}

/** The words of partial indexes, which the planner must find again in the query. */
const isActiveTicket = sql`${ticket.status} in ('new','open','waiting','on_hold')`;

function conditions(
  ctx: Ctx,
  { view, queueId, priority, assigneeId, ids, search }: InboxFilter,
): (SQL | undefined)[] {
  const byView: Record<InboxView, SQL[]> = {
    all: [],
    active: [sql`${ticket.status} in ('new','open')`],
    mine: [isActiveTicket, eq(ticket.assigneeId, ctx.actor.id)],
    unassigned: [isActiveTicket, isNull(ticket.assigneeId)],
    proposed: [isActiveTicket, sql`${ticket.agentState} = 'proposed'`],
    waiting: [sql`${ticket.status} in ('waiting','on_hold')`],
    closed: [sql`${ticket.status} in ('solved','closed')`],
    undelivered: [sql`${ticket.id} in (select ticket_id from delivery where status = 'failed')`],
  };
  const number = /^#(\d{1,15})$/.exec(search ?? "")?.[1];
  return [
    ...byView[view],
    number === undefined ? undefined : eq(ticket.id, Number(number)),
    queueId === undefined ? undefined : eq(ticket.queueId, queueId),
    priority === undefined ? undefined : eq(ticket.priority, priority),
    assigneeId === undefined ? undefined : eq(ticket.assigneeId, assigneeId),
    ids && inArray(ticket.id, ids),
  ];
}

/** Tickets looked through, in the list's order, before the index of words is asked; the planner must see the number. */
const searchWindow = 5000;

/**
 * Ids of the first tickets of a list that contain the words. Common words are found among its first; what is
 * rare there is rare everywhere, so that the index of words then gives few hits. Neither way alone is fast
 * for every word, and the planner cannot tell which word is which.
 */
async function firstHits(
  ctx: Ctx,
  where: SQL | undefined,
  words: string,
  { wanted, by }: { wanted: number; by: Order["by"] },
): Promise<number[]> {
  const matches = sql`${ticketSearch.words} @@ to_tsquery('simple', ${words})`;
  const [recent] = await ctx.db.execute<{ seen: number; ids: number[] }>(sql`
    with recent as materialized (
      select id, last_event_at, opened_at, due_at from ticket where ${where ?? sql`true`} order by ${by(sql`ticket`)}
      limit ${sql.raw(String(searchWindow))}
    )
    select (select count(*)::int from recent) as seen, array(
      select recent.id::float8 from recent cross join lateral (
        select words from ticket_search where ticket_search.ticket_id = recent.id offset 0
      ) as ticket_search
      where ${matches} order by ${by(sql`recent`)} limit ${wanted}
    ) as ids`);
  if (!recent) return [];
  if (recent.ids.length === wanted || recent.seen < searchWindow) return recent.ids;
  const found = await ctx.db.execute<{ hit_id: number }>(sql`
    with hit as materialized (select ticket_id from ticket_search where ${matches})
    select ticket.id::float8 as hit_id from hit join ticket on ticket.id = hit.ticket_id
    where ${where ?? sql`true`} order by ${by(sql`ticket`)} limit ${wanted}`);
  return found.map(({ hit_id }) => hit_id);
}

type Order = {
  /** The order of a table's or subquery's rows. */
  by: (rows: SQL) => SQL;
  /** What comes after a cursor. */
  after: (cursor: string | null) => SQL | undefined;
  /** What a row is ordered by before its number. */
  placeOf: (row: InboxRow) => Date | null;
};

const orders: Record<InboxSort, Order> = {
  activity: {
    by: (rows) => sql`${rows}.last_event_at desc, ${rows}.id desc`,
    after: (cursor) =>
      afterPlace(cursor, (at, id) => sql`(${ticket.lastEventAt}, ${ticket.id}) < (${at}, ${id})`),
    placeOf: ({ lastEventAt }) => lastEventAt,
  },
  age: {
    by: (rows) => sql`${rows}.opened_at, ${rows}.id`,
    after: (cursor) =>
      afterPlace(cursor, (at, id) => sql`(${ticket.openedAt}, ${ticket.id}) > (${at}, ${id})`),
    placeOf: ({ openedAt }) => openedAt,
  },
  sla: {
    by: (rows) => sql`${rows}.due_at nulls last, ${rows}.id`,
    after: (cursor) =>
      afterPlace(
        cursor,
        (at, id) => sql`((${ticket.dueAt}, ${ticket.id}) > (${at}, ${id}) or ${ticket.dueAt} is null)`,
        (id) => sql`${ticket.dueAt} is null and ${ticket.id} > ${id}`,
      ),
    placeOf: ({ dueAt }) => dueAt,
  },
};

function afterPlace(
  cursor: string | null,
  atTime: (at: SQL, id: SQL) => SQL,
  withoutTime?: (id: SQL) => SQL,
): SQL | undefined {
  const [, at, number] = /^(\d{1,15})?\.(\d{1,15})$/.exec(cursor ?? "") ?? [];
  if (!number) return undefined;
  const id = sql`${Number(number)}::bigint`;
  if (!at) return withoutTime?.(id);
  return atTime(sql`${new Date(Number(at)).toISOString()}::timestamptz`, id);
}
