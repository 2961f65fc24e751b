/** The demo's monitoring: a storage cluster measured every minute, and now and then an outage that its latency and its alerts tell of. */
import { and, eq, max } from "drizzle-orm";
import { metricChange, metricSeries, metricSource } from "#db/schema/metrics";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { importServiceMap } from "#lib/major/service-map/commands";
import { createMetricSource, recordChange } from "#lib/metrics/commands";
import type { SentSeries } from "#lib/metrics/formats/batch";
import { ingestSeries } from "#lib/metrics/ingest";
import { type Ctx, withTransaction } from "#lib/platform/context";
import type { InboundAlert } from "#lib/signals/model";
import { recordEvent } from "#lib/tickets/commands";
import { tellDependencies } from "#lib/topology/commands";
import { demoSource } from "./history";
import { messageEvent } from "./live-events";
import { customers } from "./story/customers";
import { diceFor } from "./story/dice";

const sourceId = "halden-metrics";
const minute = 60_000;
/** So much is known of each series when the demo begins: enough for the detector to know its week. */
const knownFor = 8.5 * 24 * 60 * minute;
/** The first outage comes this long after the demo began; then one follows another after so long. */
const firstAfter = 4 * minute;
const pause = 6 * 60 * minute;
/** An outage lasts so long; its first alert comes after the latency has risen, the others one by one. */
const lasts = 15 * minute;
const firstAlertAfter = 2 * minute;
const betweenAlerts = 7_000;
/** For so long after an outage its alerts are told to have ended. */
const toldFor = 2 * minute;

const cluster = { service: "block-storage", cluster: "storage-fra-1", region: "fra-1" };
/** What is measured: its usual value, how much it follows the day, and how much an outage multiplies it. */
const measured = [
  { name: "volume_write_latency_ms", unit: "ms", usual: 4, daily: 1.2, outage: 14 },
  { name: "volume_write_operations_per_second", unit: "1/s", usual: 5_200, daily: 1_600, outage: 0.3 },
  { name: "storage_recovery_megabytes_per_second", unit: "MB/s", usual: 22, daily: 3, outage: 1 },
];

/** Measures the cluster, and lets an outage begin, go on and end. Doing it twice at one time adds nothing. */
export async function watchCluster(ctx: Ctx): Promise<void> {
  const begun = (await beginning(ctx)) ?? (await begin(ctx));
  const now = ctx.now().getTime();
  const [known] = await ctx.db
    .select({ last: max(metricSeries.lastAt) })
    .from(metricSeries)
    .where(eq(metricSeries.sourceId, sourceId));
  // What was measured while nobody ran the demo is taken in as well.
  await measure(ctx, begun, { after: known?.last?.getTime() ?? now, to: now });
  await bringOutage(ctx, outageAt(now, begun));
  const alerts = alertsAt(now, begun);
  if (alerts.length > 0)
    await recordAlerts(ctx, { source: demoSource, sourceName: "Monitoring", queueKey: "incidents", alerts });
}

/** What monitoring tells at `now` in a demo that began at `begun`, both in milliseconds since 1970. */
export function alertsAt(now: number, begun: number): InboundAlert[] {
  const outage = outageAt(now, begun);
  if (!outage) return [];
  const dice = diceFor(`outage ${outage.number}`);
  const first = dice.between(1, 40);
  const disks = Array.from({ length: 40 }, (_, place) => ({
    alert: diskAlert(`osd-${first + 3 * place}`),
    after: firstAlertAfter + place * betweenAlerts,
  }));
  return [...disks, ...dependents].flatMap(({ alert, after }) => {
    const startsAt = outage.at + after;
    if (now < startsAt) return [];
    const endsAt = now >= outage.at + lasts ? new Date(outage.at + lasts) : null;
    return [{ ...alert, state: endsAt ? "resolved" : "firing", startsAt: new Date(startsAt), endsAt }];
  });
}

type Rule = Omit<InboundAlert, "state" | "startsAt" | "endsAt">;

/** Who calls whom, as the company's service catalogue says it. */
const calls = [
  { service: "block-storage-backup", dependsOn: "block-storage-api" },
  { service: "block-storage-api", dependsOn: cluster.service },
];

/** Those who feel it, which run elsewhere in the region. */
const dependents: { alert: Rule; after: number }[] = [
  {
    after: 4.5 * minute,
    alert: serviceAlert("block-storage-api", "ApiRequestsSlow", "Requests for volumes take longer than 10 s"),
  },
  {
    after: 6 * minute,
    alert: serviceAlert("block-storage-backup", "BackupsLate", "Snapshots of volumes wait to be taken"),
  },
];

function serviceAlert(service: string, name: string, description: string): Rule {
  return {
    fingerprint: `${name}/${service}`,
    name,
    severity: "warning",
    labels: { alertname: name, severity: "warning", service, region: cluster.region },
    annotations: { summary: `${service} is slow in ${cluster.region}`, description },
    generatorUrl: null,
  };
}

function diskAlert(osd: string): Rule {
  const name = "StorageDiskSlow";
  return {
    fingerprint: `${name}/${cluster.cluster}/${osd}`,
    name,
    severity: "critical",
    labels: { alertname: name, severity: "critical", ...cluster, osd },
    annotations: {
      summary: `${osd} of ${cluster.cluster} answers slowly`,
      description: `Writes to ${osd} have taken longer than 40 ms for a minute; volumes in ${cluster.region} wait for it.`,
    },
    generatorUrl: null,
  };
}

/** What customers of the cluster write while it is slow, and how long after it began. */
const complaints = [
  {
    after: 4 * minute,
    customer: "fjordline",
    subject: "Writes to our volumes hang",
    body: "Hello, for a few minutes the volumes of fjl-prod in fra-1 hang on every write, and our bookings end with ETIMEDOUT. Is something wrong with the block storage?",
  },
  {
    after: 4.5 * minute,
    customer: "pixelforge",
    subject: "Storage in fra-1 hangs",
    body: "Writes to our storage volumes in fra-1 hang, ETIMEDOUT everywhere. Known? Renders are due tonight.",
  },
  {
    after: 5.5 * minute,
    customer: "lumenhealth",
    subject: "Volumes extremely slow",
    body: "The volumes of lmh-core in fra-1 have become extremely slow: each write to the block storage hangs and ends with ETIMEDOUT. Please look into it.",
  },
] as const;

/** Whom the cluster serves, by company. */
const served = ["fjordline", "pixelforge", "lumenhealth", "tallystack", "seabright"];

/** So long before an outage somebody changed what brings it about. */
const changedBefore = 3 * minute;

/** What was changed is told, and customers of the cluster write once each. */
async function bringOutage(ctx: Ctx, outage: { number: number; at: number } | null): Promise<void> {
  if (!outage) return;
  const now = ctx.now().getTime();
  const change = {
    id: `outage-${outage.number}`,
    title: "Limit of storage recovery raised in fra-1",
    at: new Date(outage.at - changedBefore),
    service: cluster.service,
  };
  const [known] = await ctx.db
    .select({ id: metricChange.id })
    .from(metricChange)
    .where(and(eq(metricChange.sourceId, sourceId), eq(metricChange.externalId, change.id)));
  if (!known) await recordChange(ctx, { sourceId, change });
  const due = complaints.filter(({ after }) => now >= outage.at + after);
  for (const { after, customer: key, subject, body } of due) {
    const externalId = `outage/${outage.number}/${key}`;
    const writer = customers.find((one) => one.key === key) ?? null;
    const place = { externalId, ticketExternalId: externalId, at: new Date(outage.at + after) };
    await recordEvent(ctx, messageEvent(place, writer, body, subject));
  }
}

/** The outage that goes on at `now`, or ended a moment ago; null between two. */
function outageAt(now: number, begun: number): { number: number; at: number } | null {
  const since = now - begun - firstAfter;
  if (since < 0) return null;
  const number = Math.floor(since / pause);
  return since - number * pause < lasts + toldFor
    ? { number, at: begun + firstAfter + number * pause }
    : null;
}

async function beginning(ctx: Ctx): Promise<number | null> {
  const [row] = await ctx.db
    .select({ at: metricSource.createdAt })
    .from(metricSource)
    .where(eq(metricSource.id, sourceId));
  return row?.at.getTime() ?? null;
}

/** Makes the source with a week behind it, or nothing of it. */
async function begin(ctx: Ctx): Promise<number> {
  const begun = ctx.now().getTime();
  await withTransaction(ctx, async (tx) => {
    await createMetricSource(tx, { id: sourceId, name: "Storage in fra-1", kind: "push" });
    await measure(tx, begun, { after: begun - knownFor, to: begun });
    const lines = served.map((company) => `${cluster.service},${company}`);
    await importServiceMap(tx, { csv: lines.join("\n") });
    const about = calls.map(({ service }) => service);
    await tellDependencies(tx, { origin: "catalogue", source: sourceId, about, dependencies: calls });
  });
  return begun;
}

/** Takes in what was measured at the full minutes after `after`, up to `to`. */
async function measure(ctx: Ctx, begun: number, { after, to }: { after: number; to: number }): Promise<void> {
  const first = (Math.floor(after / minute) + 1) * minute;
  const count = Math.max(0, Math.floor((to - first) / minute) + 1);
  if (count === 0) return;
  const times = Array.from({ length: count }, (_, place) => first + place * minute);
  const series = measured.map(
    (one): SentSeries => ({
      name: one.name,
      labels: Object.entries(cluster).sort(([left], [right]) => (left < right ? -1 : 1)),
      unit: one.unit,
      isCounter: false,
      times,
      values: times.map((time) => valueAt(time, begun, one)),
    }),
  );
  await withTransaction(ctx, (tx) => ingestSeries(tx, sourceId, series, new Date(to)));
}

/** The reading at `time`: the same whenever it is asked for. */
function valueAt(
  time: number,
  begun: number,
  { name, usual, daily, outage }: (typeof measured)[number],
): number {
  const hour = (time / (60 * minute)) % 24;
  const noise = (diceFor(`${name} ${time}`).between(0, 1000) / 1000 - 0.5) * 0.12 * usual;
  const calm = usual + daily * Math.sin(((hour - 9) / 24) * 2 * Math.PI) + noise;
  const current = outageAt(time, begun);
  const isOut = current !== null && time < current.at + lasts;
  return Math.round(calm * (isOut ? outage : 1) * 1000) / 1000;
}
