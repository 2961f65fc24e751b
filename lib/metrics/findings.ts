/** What the detector finds becomes an anomaly of its series and an alert; when it is over, both end. */
import { and, isNull, sql } from "drizzle-orm";
import { insertRows, toJson } from "#db/json";
import { metricAnomaly } from "#db/schema/metrics";
import { recordAlerts } from "#lib/incidents/record-alerts";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import type { InboundAlert } from "#lib/signals/model";
import type { AnomalyKind } from "./model";
import { serviceOf } from "./series-service";
import { anomalySentence } from "./words";

export type AnomalySeries = { id: number; name: string; labels: Record<string, string>; unit: string };
export type Opened = {
  series: AnomalySeries;
  kind: AnomalyKind;
  at: number;
  value: number;
  low: number;
  high: number;
  /** Of a trend: hours until the limit. */
  hoursLeft?: number;
};
export type Closed = { series: AnomalySeries; at: number };
/** In the order in which they happened. */
export type Finding = { opened: Opened } | { closed: Closed };

/** The name alerts of metrics go by as their source. */
export const alertSource = "metrics";

/** Without an id while it is not written yet. */
type AnomalyRow = Omit<typeof metricAnomaly.$inferSelect, "id"> & { id?: number };

/** Alerts told at once. */
const mostTold = 5_000;

/** Writes findings down and tells of them. A series has one open anomaly at most, whoever sees it. */
export async function recordFindings(tx: Ctx, findings: readonly Finding[]): Promise<void> {
  if (findings.length === 0) return;
  const ids = findings.map((one) => ("opened" in one ? one.opened : one.closed).series.id);
  const rows = await tx.db
    .select()
    .from(metricAnomaly)
    .where(
      and(sql`${metricAnomaly.seriesId} = any(${sql.param(ids)}::bigint[])`, isNull(metricAnomaly.endedAt)),
    );
  const open = new Map<number, AnomalyRow>(rows.map((row) => [row.seriesId, row]));
  const added: AnomalyRow[] = [];
  const ended: AnomalyRow[] = [];
  const alerts: InboundAlert[] = [];
  for (const finding of findings) {
    if ("opened" in finding) {
      const { series, kind, value, low, high, at } = finding.opened;
      if (open.has(series.id)) continue;
      const note = anomalySentence(finding.opened);
      const row = {
        seriesId: series.id,
        kind,
        startedAt: new Date(at),
        endedAt: null,
        value,
        low,
        high,
        note,
      };
      open.set(series.id, row);
      added.push(row);
      alerts.push(alertOf(series, row, note));
      continue;
    }
    const { series, at } = finding.closed;
    const row = open.get(series.id);
    if (!row) continue;
    row.endedAt = new Date(Math.max(at, row.startedAt.getTime()));
    open.delete(series.id);
    if (row.id !== undefined) ended.push(row);
    alerts.push(alertOf(series, row, `${series.name} is back in its usual range.`));
  }
  if (ended.length > 0)
    await tx.db.execute(sql`
      update metric_anomaly as anomaly set ended_at = new."endedAt"
      from json_to_recordset(${toJson(ended)}::text::json) as new (id bigint, "endedAt" timestamptz)
      where anomaly.id = new.id`);
  if (added.length > 0) await tx.db.execute(insertRows(metricAnomaly, added));
  for (let from = 0; from < alerts.length; from += mostTold)
    await recordAlerts(tx, {
      source: alertSource,
      sourceName: "Metrics",
      alerts: alerts.slice(from, from + mostTold),
    });
}

function alertOf(series: AnomalySeries, { startedAt, endedAt }: AnomalyRow, summary: string): InboundAlert {
  const name = `Unusual ${series.name}`.slice(0, 300);
  return {
    fingerprint: `series-${series.id}`,
    state: endedAt ? "resolved" : "firing",
    name,
    severity: "warning",
    startsAt: startedAt,
    endsAt: endedAt,
    labels: { ...withService(series.labels), alertname: name, metric: series.name },
    annotations: { summary },
    generatorUrl: pageOf(`/metrics/${series.id}`),
  };
}

/** The service under the name that grouping reads, wherever the sender says it. */
export function withService(labels: Record<string, string>): Record<string, string> {
  const service = serviceOf(labels);
  return service ? { ...labels, service } : labels;
}

/** The address of a page, where the installation knows its own. */
export function pageOf(path: string): string | null {
  const { VIGIL_URL } = env();
  return VIGIL_URL ? new URL(path, VIGIL_URL).toString() : null;
}
