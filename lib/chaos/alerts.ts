/** An Alertmanager whose alerts fire and end all the time, each told again until it is acknowledged. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Installation, onDatabase } from "#lib/bench/installation";
import { createConnector } from "#lib/connectors/commands";
import type { Dice } from "#lib/demo/story/dice";
import { actorCtx } from "#lib/platform/context";

/** An alert as it was told: whether it fires, since when, and how many times it began to. */
export type ToldAlert = { fingerprint: string; isFiring: boolean; startsAt: Date; firings: number };
export type AlertTraffic = {
  alerts: ToldAlert[];
  /** Answers other than an acknowledgement, and broken connections. */
  refused: number;
  stop(): Promise<void>;
};

export const alertSource = "chaos-alerts";
const services = 6;
const rules = 3;
const pauseMs = 400;
const retryPauseMs = 200;
const answerWithinMs = 30_000;

/** Tells of a few alerts at a time; one telling in five is repeated although it was acknowledged, as Alertmanager does. */
export async function startAlerts({ address, databaseUrl }: Installation, dice: Dice): Promise<AlertTraffic> {
  const admin = { kind: "user", id: "chaos", name: "Chaos", role: "admin" } as const;
  const { secret } = await onDatabase(databaseUrl, (ctx) =>
    createConnector(actorCtx(admin, ctx.db), { id: alertSource, kind: "alertmanager", name: "Chaos" }),
  );
  const stopping = new AbortController();
  const alerts = Array.from({ length: services * rules }, (_, place): ToldAlert => {
    return { fingerprint: `chaos-${place}`, isFiring: false, startsAt: new Date(0), firings: 0 };
  });
  const traffic = { alerts, refused: 0 };
  const post = async (body: string) => {
    const answer = await fetch(`${address}/api/hooks/${alertSource}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(answerWithinMs),
    });
    await answer.arrayBuffer();
    return answer.ok;
  };
  const tell = async (told: readonly ToldAlert[]) => {
    const body = JSON.stringify({ version: "4", alerts: told.map(written) });
    while (!(await post(body).catch(() => false))) {
      traffic.refused++;
      await sleep(retryPauseMs);
    }
    if (dice.between(1, 5) === 1) await post(body).catch(() => false);
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const told = new Set(Array.from({ length: 3 }, () => dice.between(0, alerts.length - 1)));
      const turned = [...told].flatMap((place) => alerts[place] ?? []);
      for (const alert of turned) turn(alert);
      await tell(turned);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return Object.assign(traffic, {
    stop: async () => {
      stopping.abort();
      await running;
    },
  });
}

/** Begins to fire, or ends. */
function turn(alert: ToldAlert): void {
  alert.isFiring = !alert.isFiring;
  if (!alert.isFiring) return;
  alert.startsAt = new Date();
  alert.firings++;
}

function written({ fingerprint, isFiring, startsAt }: ToldAlert) {
  const place = Number(fingerprint.slice("chaos-".length));
  return {
    status: isFiring ? "firing" : "resolved",
    fingerprint,
    labels: {
      alertname: `ChaosRule${place % rules}`,
      service: `chaos-service-${Math.floor(place / rules)}`,
      cluster: "chaos",
      severity: "warning",
    },
    annotations: { summary: "Something was killed" },
    startsAt: startsAt.toISOString(),
    endsAt: isFiring ? "0001-01-01T00:00:00Z" : new Date().toISOString(),
  };
}
