/** Alerts: whether a flood of them is acknowledged and kept whole, and what finding each its incident costs. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pLimit from "p-limit";
import { createConnector } from "#lib/connectors/commands";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { chanceOf } from "#lib/incidents/simulation/chance";
import { makeTellings, usualPlan } from "#lib/incidents/simulation/outages";
import { makeTopology } from "#lib/incidents/simulation/topology";
import { actorCtx, systemCtx } from "#lib/platform/context";
import { noQueue } from "#lib/platform/jobs/virtual";
import { alertCount } from "#lib/signals/store";
import { type Figure, quantiles } from "./figures";
import { type Installation, onDatabase } from "./installation";

const flood = { perSecond: 1_000, longest: 30, perRequest: 50, atOnce: 100 };
const repeats = { source: "bench-one-alert", times: 100_000, perRequest: 500 };
const history = { source: "bench-grouping", days: 6, services: 30 };

/** `seconds`: how long the flood lasts, half a minute at most. */
export async function signalFigures(installation: Installation, seconds: number): Promise<Figure[]> {
  const lasting = Math.min(seconds, flood.longest);
  const fresh = await flooded(installation, { source: "bench-flood", of: "alerts", seconds: lasting });
  await watchForDays(installation);
  return [
    ...fresh,
    ...(await flooded(installation, {
      source: "bench-flood-again",
      of: "alerts of what was watched for days",
      seconds: lasting,
    })),
    ...(await repeated(installation)),
    ...(await grouped(installation)),
  ];
}

/** What failed in the first flood did so days ago: how often it fails is known now, and asked at each alert of the second. */
function watchForDays({ databaseUrl }: Installation): Promise<unknown> {
  return onDatabase(databaseUrl, ({ db }) =>
    db.execute(sql`update component_use
      set first_at = first_at - interval '3 days', last_at = last_at - interval '2 days'`),
  );
}

/** So many alerts a second nobody heard of before; a request waits for those before it once `atOnce` are under way. */
async function flooded(
  installation: Installation,
  { source, of, seconds }: { source: string; of: string; seconds: number },
): Promise<Figure[]> {
  const post = await openAlertmanager(installation, source);
  const requests = (flood.perSecond / flood.perRequest) * seconds;
  const durations: number[] = [];
  const sending: Promise<void>[] = [];
  const limit = pLimit(flood.atOnce);
  const started = performance.now();
  for (let request = 0; request < requests; request++) {
    const early = started + (request * 1000 * flood.perRequest) / flood.perSecond - performance.now();
    if (early > 0) await sleep(early);
    const places = Array.from({ length: flood.perRequest }, (_, n) => request * flood.perRequest + n);
    const send = async () => void durations.push(await post(places.map(floodAlert)));
    sending.push(limit(send));
  }
  await Promise.all(sending);
  const took = (performance.now() - started) / 1000;
  const sent = requests * flood.perRequest;
  const kept = await alertsOf(installation, source);
  return [
    {
      measure: `${of} acknowledged, ${sent} sent within ${seconds} s`,
      value: sent / took,
      unit: "/s",
      // The last ones are acknowledged a moment after they were sent.
      goal: { atLeast: 0.95 * flood.perSecond },
    },
    { measure: `${of} lost of ${sent}`, value: sent - kept, unit: "", goal: { atMost: 0 } },
    ...quantiles(`${flood.perRequest} ${of} acknowledged, flooded`, durations),
  ];
}

function floodAlert(place: number) {
  return told(`flood-${place}`, {
    alertname: `Rule${place % 17}`,
    service: `service-${place % 97}`,
    pod: `service-${place % 97}-${place}`,
    cluster: `cluster-${place % 3}`,
    severity: "warning",
  });
}

/** One alert told again and again. */
async function repeated(installation: Installation): Promise<Figure[]> {
  const post = await openAlertmanager(installation, repeats.source);
  const one = told("again", { alertname: "Again", service: "repeated", severity: "warning" });
  const body = Array.from({ length: repeats.perRequest }, () => one);
  const started = performance.now();
  for (let sent = 0; sent < repeats.times; sent += repeats.perRequest) await post(body);
  const rate = (repeats.times * 1000) / (performance.now() - started);
  const rows = await alertsOf(installation, repeats.source);
  return [
    { measure: `rows of one alert told ${repeats.times} times`, value: rows, unit: "", goal: { atMost: 1 } },
    { measure: "the same alert acknowledged", value: rate, unit: "/s" },
  ];
}

/**
 * What an alert that finds its incident takes more than the same alert when it fires again and stays where it is: all that
 * grouping adds, with writing the alert down. One that opens an incident is left out: most of that is opening a ticket.
 */
function grouped({ databaseUrl }: Installation): Promise<Figure[]> {
  return onDatabase(databaseUrl, async ({ db }) => {
    const chance = chanceOf(1);
    const start = Date.now() - (history.days + 1) * 86_400_000;
    const plan = { ...usualPlan, days: history.days };
    const tellings = makeTellings(chance, makeTopology(chance, history.services), plan, start);
    const joined: number[] = [];
    const added: number[] = [];
    const seen = new Set<string>();
    const incidents = new Set<number>();
    for (const { at, alert: sent } of tellings) {
      const tell = async (moment: number, change: object) => {
        const ctx = { ...systemCtx("bench", db), now: () => new Date(moment), unattended: noQueue };
        const before = performance.now();
        const [placed] = await recordAlerts(ctx, {
          source: history.source,
          alerts: [{ ...sent, ...change }],
        });
        return { took: performance.now() - before, incidentId: placed?.incidentId ?? 0 };
      };
      const { took, incidentId } = await tell(at, {});
      const isJoining = incidents.has(incidentId);
      incidents.add(incidentId);
      if (sent.state === "resolved" || seen.has(sent.fingerprint)) continue;
      seen.add(sent.fingerprint);
      await tell(at + 1, { state: "resolved", endsAt: new Date(at + 1) });
      const again = await tell(at + 2, { startsAt: new Date(at + 2) });
      if (!isJoining) continue;
      joined.push(took);
      added.push(took - again.took);
    }
    return [
      ...quantiles("new alert that joins an incident, recorded", joined),
      ...quantiles("what grouping adds to an alert", added, { atMost: 20 }),
    ];
  });
}

function told(fingerprint: string, labels: Record<string, string>) {
  const annotations = { summary: `${labels.alertname} at ${labels.service}` };
  const startsAt = new Date().toISOString();
  return { status: "firing", fingerprint, labels, annotations, startsAt, endsAt: "0001-01-01T00:00:00Z" };
}

/** Senders come again after these, and after a moment. */
const again = new Set([429, 503]);
const pauseMs = 200;

/** A way in for alerts; resolves with the milliseconds until they were acknowledged, however often they had to be sent. */
async function openAlertmanager(
  { address, databaseUrl }: Installation,
  id: string,
): Promise<(alerts: object[]) => Promise<number>> {
  const admin = { kind: "user", id: "bench", name: "Bench", role: "admin" } as const;
  const { secret } = await onDatabase(databaseUrl, (ctx) =>
    createConnector(actorCtx(admin, ctx.db), { id, kind: "alertmanager", name: "Bench" }),
  );
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  return async (alerts) => {
    const body = JSON.stringify({ version: "4", alerts });
    const sentAt = performance.now();
    for (;;) {
      const answer = await fetch(`${address}/api/hooks/${id}`, { method: "POST", headers, body });
      const text = await answer.text();
      if (answer.ok) return performance.now() - sentAt;
      if (!again.has(answer.status)) throw new Error(`Alerts were answered ${answer.status}: ${text}`);
      await sleep(pauseMs);
    }
  };
}

function alertsOf({ databaseUrl }: Installation, source: string): Promise<number> {
  return onDatabase(databaseUrl, (ctx) => alertCount(ctx, source));
}
