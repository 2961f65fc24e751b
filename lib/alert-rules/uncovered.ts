/** Reads symptoms that no alerting rule covers: anomalies and major incidents without an alert of anybody else. */
import { sql } from "drizzle-orm";
import { isActedOn } from "#lib/incidents/acted-on";
import { alertSource } from "#lib/metrics/findings";
import { serviceIn } from "#lib/metrics/series-service";
import type { Ctx } from "#lib/platform/context";
import { joinIncidentThen } from "./incident-then";
import { daysAgo, triedDays } from "./period";
import type { Stretch } from "./symptom";

/** A symptom of a series. */
export type Uncovered = Stretch & {
  seriesId: number;
  incidentId: number | null;
  isActedOn: boolean;
  isMajor: boolean;
};

type Row = {
  seriesId: number;
  from: string;
  to: string | null;
  incidentId: number | null;
  isActedOn: boolean;
};

const mostSymptoms = 2_000;
/** An alert tells of a symptom when it fires so near it. */
const near = sql.raw("interval '15 minutes'");
const serviceOfAlert = serviceIn(sql`other.labels`);
const serviceOfSeries = serviceIn(sql`series.labels`);

/** Anomalies of the days that can be tried during which no rule of others fired for the same service or in the same incident. */
export async function uncoveredAnomalies(ctx: Ctx): Promise<Uncovered[]> {
  const now = ctx.now();
  const rows = await ctx.db.execute<Row>(sql`
    select anomaly.series_id::float8 as "seriesId", anomaly.started_at as "from", anomaly.ended_at as "to",
      incident.id::float8 as "incidentId", coalesce(${isActedOn}, false) as "isActedOn"
    from metric_anomaly as anomaly join metric_series as series on series.id = anomaly.series_id
      left join alert on alert.source = ${alertSource} and alert.fingerprint = 'series-' || series.id
      ${joinIncidentThen(sql`anomaly.started_at`)}
    where anomaly.started_at >= ${daysAgo(ctx, triedDays)} and anomaly.kind <> 'trend'
      and not exists (
        select from alert_episode as episode join alert as other on other.id = episode.alert_id
        where other.source <> ${alertSource} and not other.is_heartbeat
          and episode.starts_at <= coalesce(anomaly.ended_at, ${now.toISOString()}::timestamptz) + ${near}
          and coalesce(episode.ends_at, ${now.toISOString()}::timestamptz) >= anomaly.started_at - ${near}
          and (${serviceOfAlert} = ${serviceOfSeries} or exists (
            select from incident_alert as same where same.alert_id = other.id and same.incident_id = incident.id)))
    order by anomaly.started_at desc limit ${mostSymptoms}`);
  return rows.map((row) => ({ ...stretch(row, now), isMajor: false }));
}

/** Major incidents people confirmed that no alert of others belongs to, each with every series of its service. */
export async function uncoveredMajors(ctx: Ctx): Promise<Uncovered[]> {
  const now = ctx.now();
  const rows = await ctx.db.execute<Row>(sql`
    select series.id::float8 as "seriesId", incident.starts_at as "from", incident.resolved_at as "to",
      incident.id::float8 as "incidentId", true as "isActedOn"
    from incident join metric_series as series on ${serviceOfSeries} = incident.service
    where incident.opened_at >= ${daysAgo(ctx, triedDays)} and ${hasNoRule}
    order by incident.id desc, series.id limit ${mostSymptoms}`);
  return rows.map((row) => ({ ...stretch(row, now), isMajor: true }));
}

/** Every anomaly of some series, covered or not: none of them is a usual value. */
export async function unusualStretches(ctx: Ctx, seriesIds: number[]): Promise<Map<number, Stretch[]>> {
  const now = ctx.now();
  const rows = await ctx.db.execute<Row>(sql`
    select series_id::float8 as "seriesId", started_at as "from", ended_at as "to" from metric_anomaly
    where series_id = any(${sql.param(seriesIds)}::bigint[]) and kind <> 'trend'
      and coalesce(ended_at, ${now.toISOString()}::timestamptz) >= ${daysAgo(ctx, triedDays)}`);
  const found = new Map<number, Stretch[]>();
  for (const row of rows) found.set(row.seriesId, [...(found.get(row.seriesId) ?? []), stretch(row, now)]);
  return found;
}

/** A confirmed major incident that only customers, or the detector alone, told of. */
export const hasNoRule = sql`incident.major = 'confirmed' and incident.status <> 'merged' and not exists (
  select from incident_alert as member join alert as other on other.id = member.alert_id
  where member.incident_id = incident.id and other.source <> ${alertSource})`;

function stretch({ from, to, ...row }: Row, now: Date) {
  return { ...row, from: new Date(from).getTime(), to: to === null ? now.getTime() : new Date(to).getTime() };
}
