/** Reads how rules fired within the last days, and what came of it. */
import { sql } from "drizzle-orm";
import { isActedOn } from "#lib/incidents/acted-on";
import { alertSource } from "#lib/metrics/findings";
import type { Ctx } from "#lib/platform/context";
import type { Severity } from "#lib/signals/model";
import type { FiredRule, Firing } from "./noise";

/** Days over which rules are looked at. */
export const firedDays = 28;

type Row = Omit<Firing, "from" | "to"> & {
  source: string;
  name: string;
  severity: Severity | null;
  from: string;
  to: string | null;
};

const mostFirings = 50_000;

/**
 * The rules of others that fired; of one alone where `only` names it. What Vigil finds in metrics by itself has a sensitivity
 * instead, and a heartbeat is no alarm.
 */
export async function firedRules(
  ctx: Ctx,
  only: { source: string; name: string } | null = null,
): Promise<FiredRule[]> {
  const since = new Date(ctx.now().getTime() - firedDays * 86_400_000).toISOString();
  const rows = await ctx.db.execute<Row>(sql`
    select alert.source, alert.name, alert.severity, episode.starts_at as "from", episode.ends_at as "to", episode.flips,
      coalesce(${isActedOn}, false) as "isActedOn", incident.id::float8 as "incidentId"
    from alert_episode as episode join alert on alert.id = episode.alert_id
      left join lateral (
        select incident_alert.incident_id from incident_alert
        where incident_alert.alert_id = alert.id and incident_alert.joined_at <= episode.starts_at + interval '1 hour'
        order by incident_alert.joined_at desc limit 1
      ) as member on true
      left join incident on incident.id = member.incident_id
    where episode.starts_at >= ${since}::timestamptz and not alert.is_heartbeat and alert.source <> ${alertSource}
      ${only ? sql`and alert.source = ${only.source} and alert.name = ${only.name}` : sql``}
    order by episode.starts_at desc limit ${mostFirings}`);
  const rules = new Map<string, FiredRule & { firings: Firing[] }>();
  for (const { source, name, severity, from, to, ...rest } of rows) {
    const key = JSON.stringify([source, name]);
    const rule = rules.get(key) ?? { source, name, severity, firings: [] };
    rules.set(key, rule);
    rule.firings.push({ ...rest, from: new Date(from), to: to === null ? null : new Date(to) });
  }
  return [...rules.values()];
}
