/** Reads how rules fired within the last days, and what came of it. */
import { sql } from "drizzle-orm";
import { isActedOn } from "#lib/incidents/acted-on";
import { alertSource } from "#lib/metrics/findings";
import type { Ctx } from "#lib/platform/context";
import type { Severity } from "#lib/signals/model";
import { joinIncidentThen } from "./incident-then";
import type { FiredRule, Firing } from "./noise";
import { daysAgo, firedDays } from "./period";

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
  const rows = await ctx.db.execute<Row>(sql`
    select alert.source, alert.name, alert.severity, episode.starts_at as "from", episode.ends_at as "to", episode.flips,
      coalesce(${isActedOn}, false) as "isActedOn", incident.id::float8 as "incidentId"
    from alert_episode as episode join alert on alert.id = episode.alert_id
      ${joinIncidentThen(sql`episode.starts_at`)}
    where episode.starts_at >= ${daysAgo(ctx, firedDays)} and not alert.is_heartbeat and alert.source <> ${alertSource}
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
