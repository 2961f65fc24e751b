/** What alerts cost people: how often somebody was called, how often at night, what came of it, and which rules make the noise. */
import { sql } from "drizzle-orm";
import { isActedOn } from "#lib/incidents/acted-on";
import { sourceNames } from "#lib/incidents/queries";
import { loadedShifts } from "#lib/oncall/shift-load";
import type { Ctx } from "#lib/platform/context";
import { recentSetting } from "#lib/settings/queries";
import type { AlertLoad, NoisyRule } from "./model";

const mostRules = 25;

/** The last `days` days; nights are those of the team's time zone. */
export async function alertLoad(ctx: Ctx, days = 30): Promise<AlertLoad> {
  const from = new Date(ctx.now().getTime() - days * 86_400_000);
  const since = from.toISOString();
  const { timeZone } = await recentSetting(ctx, "policy.hours");
  const local = (column: string) => sql`(${sql.raw(column)} at time zone ${timeZone})`;
  const isNight = (column: string) =>
    sql`(extract(hour from ${local(column)}) >= 22 or extract(hour from ${local(column)}) < 7)`;
  const [[sums], [calls], rules, shifts] = await Promise.all([
    ctx.db.execute<{ fired: number; incidents: number; actedOn: number }>(sql`
      select (select count(*)::int from alert_episode where starts_at >= ${since}::timestamptz) as fired,
        count(*)::int as incidents, count(*) filter (where ${isActedOn})::int as "actedOn"
      from incident where opened_at >= ${since}::timestamptz and status <> 'merged'`),
    ctx.db.execute<{ pages: number; busiestShift: number; nightsInterrupted: number }>(sql`
      with called as (select opened_at as at from page where opened_at >= ${since}::timestamptz),
      shift as (
        select date_trunc('day', ${local("at")}) as day, floor(extract(hour from ${local("at")}) / 8) as part, count(*)::int as pages
        from called group by 1, 2)
      select (select count(*)::int from called) as pages,
        coalesce((select max(pages) from shift), 0) as "busiestShift",
        (select count(distinct date_trunc('day', ${local("at")} - interval '12 hours'))::int from called
          where ${isNight("at")}) as "nightsInterrupted"`),
    ctx.db.execute<Omit<NoisyRule, "sourceName">>(sql`
      select alert.name, alert.source, count(*)::int as fired, sum(episode.flips)::int as flips,
        count(distinct incident.id)::int as incidents,
        count(distinct incident.id) filter (where ${isActedOn})::int as "actedOn",
        count(*) filter (where ${isNight("episode.starts_at")})::int as "atNight"
      from alert_episode as episode join alert on alert.id = episode.alert_id
        left join incident_alert on incident_alert.alert_id = alert.id and incident_alert.left_at is null
        left join incident on incident.id = incident_alert.incident_id
      where episode.starts_at >= ${since}::timestamptz and not alert.is_heartbeat
      group by alert.name, alert.source order by count(*) + sum(episode.flips) desc, alert.name limit ${mostRules}`),
    loadedShifts(ctx, from),
  ]);
  const nameOf = await sourceNames(
    ctx,
    rules.map(({ source }) => source),
  );
  return {
    days,
    timeZone,
    ...(sums ?? { fired: 0, incidents: 0, actedOn: 0 }),
    ...(calls ?? { pages: 0, busiestShift: 0, nightsInterrupted: 0 }),
    ...(shifts && { busiestShift: shifts[0]?.pages ?? 0 }),
    shifts,
    rules: rules.map((rule) => ({ ...rule, sourceName: nameOf(rule.source) })),
  };
}
