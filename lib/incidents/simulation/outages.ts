/** Outages of a made-up estate with known truth: each begins at a root cause and is felt by those who call it. */
import type { InboundAlert } from "#lib/signals/model";
import type { Chance } from "./chance";
import { callersOf, type Service, type Topology } from "./topology";

/** An alert fires or ends. `truth` names the outage it is of; noise has a name of its own. */
export type Telling = { at: number; source: Service["source"]; truth: string; alert: InboundAlert };

export type Plan = {
  days: number;
  /** Mean time between outages, and between alerts that mean nothing, in hours. */
  outageEvery: number;
  noiseEvery: number;
  /** Share of outages that begin within minutes of another one. */
  overlapping: number;
  flapping: number;
};

export const usualPlan: Plan = {
  days: 45,
  outageEvery: 5,
  noiseEvery: 0.75,
  overlapping: 0.15,
  flapping: 0.15,
};

const minute = 60_000;
const hour = 60 * minute;
const causes = ["crash", "slow", "full", "deploy"] as const;
const rules = {
  crash: ["PodCrashLooping", "ReplicasMissing", "HighErrorRate"],
  slow: ["HighLatency", "HighErrorRate", "ConnectionsExhausted"],
  full: ["DiskFull", "WritesFail", "HighErrorRate"],
  deploy: ["HighErrorRate", "RolloutStuck", "PodCrashLooping"],
  felt: ["HighErrorRate", "HighLatency", "QueueBacklog", "BudgetBurn"],
  noise: [
    "CpuHigh",
    "MemoryHigh",
    "CertificateExpires",
    "ClockSkew",
    "RestartSeen",
    "HighLatency",
    "HighErrorRate",
  ],
} as const;
/** Rules that watch each pod; the others watch the service. */
const perPod = new Set([
  "PodCrashLooping",
  "DiskFull",
  "CpuHigh",
  "MemoryHigh",
  "RestartSeen",
  "ConnectionsExhausted",
]);

/** Everything that is told in `plan.days` days from `start` on, in order. */
export function makeTellings(chance: Chance, topology: Topology, plan: Plan, start: number): Telling[] {
  const tellings: Telling[] = [];
  const end = start + plan.days * 24 * hour;
  let number = 0;
  for (let at = start; at < end; at += chance.wait(plan.outageEvery * hour)) {
    tellings.push(...makeOutage(chance, topology, plan, { at, truth: `outage ${number++}` }));
    if (chance.is(plan.overlapping)) {
      const near = at + chance.next() * 10 * minute;
      tellings.push(...makeOutage(chance, topology, plan, { at: near, truth: `outage ${number++}` }));
    }
  }
  for (let at = start; at < end; at += chance.wait(plan.noiseEvery * hour)) {
    const place = { service: chance.pick(topology.services), cluster: chance.pick(topology.clusters) };
    const firing = makeAlert(chance, place, chance.pick(rules.noise), at);
    tellings.push(...episodes(chance, firing, `noise ${number++}`, at + chance.wait(20 * minute), plan));
  }
  return tellings.sort((a, b) => a.at - b.at);
}

type Place = { service: Service; cluster: string };

function makeOutage(
  chance: Chance,
  topology: Topology,
  plan: Plan,
  { at, truth }: { at: number; truth: string },
): Telling[] {
  // What lies deep fails more often than what is on top, and some things fail again and again.
  const root = chance.pick(topology.services.filter(({ layer }) => layer <= chance.between(0, 3)));
  const cluster = chance.pick(topology.clusters);
  const cause = chance.pick(causes);
  const end = at + (10 + chance.wait(25)) * minute;
  const told = alertsOf(chance, { service: root, cluster }, rules[cause], { at, most: 3 });
  const seen = new Set([root.name]);
  let edge: { service: Service; at: number }[] = [{ service: root, at }];
  for (let depth = 0; depth < 3 && edge.length > 0; depth++) {
    const next: typeof edge = [];
    for (const { service, at: since } of edge)
      for (const caller of callersOf(topology, service.name)) {
        // A cache, a retry or luck keeps some callers from feeling it.
        if (seen.has(caller.name) || !chance.is(0.65)) continue;
        seen.add(caller.name);
        const felt = since + chance.wait(1.5 * minute);
        told.push(...alertsOf(chance, { service: caller, cluster }, rules.felt, { at: felt, most: 2 }));
        next.push({ service: caller, at: felt });
      }
    edge = next;
  }
  return told.flatMap((firing) => episodes(chance, firing, truth, end + chance.wait(2 * minute), plan));
}

function alertsOf(
  chance: Chance,
  place: Place,
  names: readonly string[],
  { at, most }: { at: number; most: number },
): Firing[] {
  const chosen = new Set(Array.from({ length: chance.between(1, most) }, () => chance.pick(names)));
  return [...chosen].flatMap((name) => {
    const pods = perPod.has(name) ? place.service.pods.filter(() => chance.is(0.7)) : [null];
    return pods.map((pod) => makeAlert(chance, place, name, at + chance.wait(1.5 * minute), pod));
  });
}

type Firing = { source: Service["source"]; at: number; alert: InboundAlert };

function makeAlert(
  chance: Chance,
  { service, cluster }: Place,
  name: string,
  at: number,
  pod: string | null = perPod.has(name) ? chance.pick(service.pods) : null,
): Firing {
  const labels = { alertname: name, cluster, ...labelsOf(service, pod) };
  const severity = chance.pick(["critical", "warning", "warning"] as const);
  const fingerprint = Object.values({ ...labels, source: service.source }).join("/");
  const alert: InboundAlert = {
    fingerprint,
    state: "firing",
    name,
    severity,
    startsAt: new Date(at),
    endsAt: null,
    labels: { ...labels, severity },
    annotations: { summary: `${name} at ${service.name}` },
    generatorUrl: null,
  };
  return { source: service.source, at, alert };
}

function labelsOf({ name, namespace, pods, manner }: Service, pod: string | null): Record<string, string> {
  switch (manner) {
    case "labelled":
      return { service: name, ...(pod && { pod }) };
    case "pods":
      return {
        namespace,
        pod: pod ?? pods[0] ?? name,
        job: "kube-state-metrics",
        service: "kube-state-metrics",
      };
    case "scraped":
      return { job: name, ...(pod && { instance: `${pod}:8080` }) };
  }
}

/** An alert from its beginning to its end, on and off in between where it flaps. */
function episodes(
  chance: Chance,
  { source, at, alert }: Firing,
  truth: string,
  end: number,
  plan: Plan,
): Telling[] {
  const tell = (from: number, until: number): Telling[] => [
    { at: from, source, truth, alert: { ...alert, startsAt: new Date(from) } },
    {
      at: until,
      source,
      truth,
      alert: { ...alert, state: "resolved", startsAt: new Date(from), endsAt: new Date(until) },
    },
  ];
  if (!chance.is(plan.flapping)) return tell(at, Math.max(end, at + minute));
  const times = chance.between(2, 5);
  const span = Math.max(end - at, times * 2 * minute) / times;
  return Array.from({ length: times }, (_, n) => tell(at + n * span, at + (n + 0.6) * span)).flat();
}
