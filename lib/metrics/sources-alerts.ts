/** Alerts about the sources themselves: one has too many series, or one, or a metric of it, has fallen silent. */
import { eq, sql } from "drizzle-orm";
import { metricSource } from "#db/schema/metrics";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { alertSource, pageOf } from "./findings";

type Told = {
  fingerprint: string;
  alertname: string;
  since: Date;
  isOver: boolean;
  summary: string;
  labels: Record<string, string>;
};

/** Tells once that a source is over its limit, and once that it no longer is. */
export async function resolveOverLimit(
  tx: Ctx,
  sourceId: string,
  { refused, since }: { refused: number; since: Date | null },
): Promise<void> {
  if (refused > 0 === (since !== null)) return;
  const now = tx.now();
  await tx.db
    .update(metricSource)
    .set({ overLimitSince: refused > 0 ? now : null })
    .where(eq(metricSource.id, sourceId));
  await tell(tx, sourceId, [
    {
      fingerprint: `limit-${sourceId}`,
      alertname: "Source over its limit",
      since: since ?? now,
      isOver: refused === 0,
      summary:
        refused > 0
          ? `${sourceId} sends more series than its limit allows. New ones are refused (${refused} just now); those known go on.`
          : `${sourceId} is within its limit of series again.`,
      labels: {},
    },
  ]);
}

/**
 * Finds series that are silent for longer than they ever are. One alert a metric, however many of its series stopped.
 * `awakeSince`: silence from before this process watched is not told of before it has watched for as long.
 */
export async function findSilence(ctx: Ctx, awakeSince: Date): Promise<number> {
  const now = ctx.now();
  if (now.getTime() - awakeSince.getTime() < 5 * 60_000) return 0;
  return withTransaction(ctx, async (tx) => {
    const silenced = await tx.db.execute<{ sourceId: string; name: string }>(sql`
      update metric_series as series set state = 'silent', due_at = null
      from metric_source as source
      where series.due_at < ${now.toISOString()}::timestamptz and source.id = series.source_id and source.enabled
        and not exists (select from metric_inbox where source_id = series.source_id)
      returning series.source_id as "sourceId", series.name`);
    const bySource = new Map<string, Set<string>>();
    for (const { sourceId, name } of silenced)
      bySource.set(sourceId, (bySource.get(sourceId) ?? new Set()).add(name));
    for (const [sourceId, names] of bySource) await resolveSilence(tx, sourceId, [...names]);
    return silenced.length;
  });
}

/** Tells of these metrics whether, and how many of, their series are silent now. */
export async function resolveSilence(tx: Ctx, sourceId: string, names: string[]): Promise<void> {
  const rows = await tx.db.execute<{
    name: string;
    silent: number;
    all: number;
    since: string;
    labels: Record<string, string>;
  }>(sql`
    select name, count(*) filter (where state = 'silent')::int as silent, count(*)::int as all,
      coalesce(min(last_at) filter (where state = 'silent'), max(last_at)) as since,
      (array_agg(labels order by (state = 'silent') desc, id))[1] as labels
    from metric_series where source_id = ${sourceId} and name = any(${sql.param(names)}::text[]) group by name`);
  await tell(
    tx,
    sourceId,
    rows.map(({ name, silent, all, since, labels }) => ({
      fingerprint: `silent-${sourceId}-${name}`.slice(0, 200),
      alertname: `No data for ${name}`,
      since: new Date(since),
      isOver: silent === 0,
      summary:
        silent === 0
          ? `${name} reports again.`
          : `${silent} of ${all} series of ${name} have stopped reporting.`,
      labels: {
        metric: name,
        ...(labels.service || labels.job ? { service: labels.service ?? labels.job ?? "" } : {}),
      },
    })),
  );
}

async function tell(tx: Ctx, sourceId: string, all: Told[]): Promise<void> {
  const now = tx.now();
  const alerts = all.map(({ fingerprint, alertname, since, isOver, summary, labels }) => ({
    fingerprint,
    state: isOver ? ("resolved" as const) : ("firing" as const),
    name: alertname.slice(0, 300),
    severity: "warning" as const,
    startsAt: since,
    endsAt: isOver ? now : null,
    labels: { ...labels, alertname, metric_source: sourceId },
    annotations: { summary },
    generatorUrl: pageOf(`/metrics?source=${sourceId}`),
  }));
  await recordAlerts(tx, { source: alertSource, sourceName: "Metrics", alerts });
}
