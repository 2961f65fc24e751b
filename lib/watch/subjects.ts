/** What rules look at: customers' messages and alerts that fire. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";

export type Subject = {
  kind: "message" | "alert";
  id: number;
  at: Date;
  text: string;
  ticketId: number | null;
  /** What is silenced together: the customer, or the service of an alert. */
  group: string;
};

type Row = Omit<Subject, "at"> & { at: string };

const messages = sql`
  select 'message' as kind, event.id::float8 as id, event.at, ticket.subject || E'\n' || event.body as text,
    ticket.id::float8 as "ticketId", coalesce('customer ' || ticket.customer_id::text, 'ticket ' || ticket.id::text) as "group"
  from ticket_event as event join ticket on ticket.id = event.ticket_id
  where event.kind = 'customer_message'`;
const alerts = sql`
  select 'alert' as kind, episode.id::float8 as id, episode.starts_at as at,
    alert.name || E'\n' || coalesce(alert.annotations->>'summary', '') || E'\n' || coalesce(alert.annotations->>'description', '') as text,
    incident.ticket_id::float8 as "ticketId",
    coalesce('service ' || (alert.labels->>'service'), 'alert ' || alert.name) as "group"
  from alert_episode as episode join alert on alert.id = episode.alert_id
    left join incident_alert on incident_alert.alert_id = alert.id and incident_alert.left_at is null
    left join incident on incident.id = incident_alert.incident_id
  where not alert.is_heartbeat`;

const lookedBack = 5_000;
const mostAtOnce = 500;
/** What is older is no news. */
const news = 2 * 3_600_000;

/** What no rule has looked at yet, marked as looked at. One worker does so at a time. */
export async function unseen(tx: Ctx): Promise<Subject[]> {
  const since = new Date(tx.now().getTime() - news).toISOString();
  const rows = await tx.db.execute<Row>(sql`
    select * from (
      (${messages} and event.id > (select coalesce(max(id), 0) from ticket_event) - ${lookedBack}
        and event.at >= ${since}::timestamptz and ticket.status not in ('solved', 'closed')
        and not exists (select from watch_seen where kind = 'message' and subject_id = event.id)
        order by event.id limit ${mostAtOnce})
      union all
      (${alerts} and episode.id > (select coalesce(max(id), 0) from alert_episode) - ${lookedBack}
        and episode.starts_at >= ${since}::timestamptz
        and not exists (select from watch_seen where kind = 'alert' and subject_id = episode.id)
        order by episode.id limit ${mostAtOnce})
    ) as subject order by at`);
  if (rows.length > 0)
    await tx.db.execute(sql`
      insert into watch_seen (kind, subject_id)
      select kind, id from json_to_recordset(${JSON.stringify(rows.map(({ kind, id }) => ({ kind, id })))}::text::json)
        as seen (kind text, id bigint) on conflict do nothing`);
  return rows.map(read);
}

const mostReplayed = 20_000;

/** What came within some days, oldest first: as much as is replayed. */
export async function past(ctx: Ctx, days: number): Promise<Subject[]> {
  const since = new Date(ctx.now().getTime() - days * 86_400_000).toISOString();
  const rows = await ctx.db.execute<Row>(sql`
    select * from (
      (${messages} and event.at >= ${since}::timestamptz order by event.id desc limit ${mostReplayed})
      union all
      (${alerts} and episode.starts_at >= ${since}::timestamptz order by episode.id desc limit ${mostReplayed})
    ) as subject order by at`);
  return rows.map(read);
}

function read(row: Row): Subject {
  return { ...row, at: new Date(row.at) };
}
