/** Plays made-up outages through the production path, on a clock of their own, and compares what came of them with the truth. */

import { and, inArray, isNull } from "drizzle-orm";
import { incidentAlert } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { tellDependencies } from "#lib/topology/commands";
import { divideIncident, resolveQuietIncident } from "../commands";
import { recordAlerts } from "../record-alerts";
import { chanceOf } from "./chance";
import { type Agreement, agreement, type Grouped, mistakes, type WrongPairs, wrongPairs } from "./measures";
import { makeTellings, type Plan, type Telling } from "./outages";
import { type MapKind, makeTopology, mapOf } from "./topology";

export type Simulation = {
  seed: number;
  plan: Plan;
  services: number;
  map: MapKind;
  /** Days at the beginning that the second comparison leaves out. */
  warmUp: number;
  tellings: number;
  fromTheFirstDay: Agreement;
  afterWarmUp: Agreement;
  /** After the warm-up, what each rule put where most are of another outage. */
  mistakes: ReturnType<typeof mistakes>;
  wrongPairs: WrongPairs;
  /** Milliseconds for one delivery, of up to as many alerts as are told within `gather`. */
  delivery: { median: number; p95: number };
  alertsPerSecond: number;
};

/** Senders gather alerts for so long, in milliseconds, as Alertmanager does by `group_wait`. */
const gather = 30_000;
const start = Date.UTC(2026, 0, 5);

/** Plays `plan` on an empty database. */
export async function simulate(
  ctx: Ctx,
  {
    seed,
    plan,
    services,
    warmUp,
    map,
  }: { seed: number; plan: Plan; services: number; warmUp: number; map: MapKind },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Simulation> {
  const chance = chanceOf(seed);
  const topology = makeTopology(chance, services);
  const tellings = makeTellings(chance, topology, plan, start);
  let clock = start;
  const queue = virtualQueue(() => new Date(clock));
  const run: Ctx = { ...ctx, now: () => new Date(clock), unattended: queue };
  const told = mapOf(topology, map, chanceOf(seed + 1_000));
  if (map !== "none")
    await tellDependencies(run, {
      origin: "catalogue",
      source: "simulation",
      about: told.services,
      dependencies: told.dependencies,
    });
  const items = new Map<string, Item>();
  const spent: number[] = [];
  let done = 0;
  for (const batch of batchesOf(tellings)) {
    const at = batch.at(-1)?.at ?? clock;
    for (let due = queue.next(new Date(at)); due; due = queue.next(new Date(at))) {
      clock = Math.max(clock, due.at.getTime());
      if (due.job.name === "incidents.settle") await resolveQuietIncident(run, due.job.input);
      if (due.job.name === "incidents.divide")
        move(items, due.job.input, await divideIncident(run, due.job.input));
    }
    clock = Math.max(clock, at);
    const before = performance.now();
    const alerts = batch.map(({ alert }) => alert);
    const placed = await recordAlerts(run, { source: batch[0]?.source ?? "", alerts });
    spent.push(performance.now() - before);
    const rules = await rulesOf(
      run,
      placed.flatMap((one) => one?.alertId ?? []),
    );
    batch.forEach(({ alert, truth, at: told }, index) => {
      const key = `${truth} ${alert.fingerprint}`;
      const incidentId = placed[index]?.incidentId;
      const alertId = placed[index]?.alertId ?? 0;
      const rule = rules.get(alertId) ?? "none";
      if (alert.state === "resolved" || items.has(key) || incidentId === undefined) return;
      // What had ended before it was told is nobody's matter, and stands alone.
      items.set(key, {
        truth,
        found: incidentId === null ? key : String(incidentId),
        rule,
        at: told,
        alertId,
      });
    });
    done += batch.length;
    onProgress(done, tellings.length);
  }
  const all = [...items.values()];
  const isOutage = (truth: string) => truth.startsWith("outage");
  const warm = start + warmUp * 24 * 3_600_000;
  const sorted = spent.toSorted((a, b) => a - b);
  const total = spent.reduce((sum, one) => sum + one, 0);
  return {
    seed,
    plan,
    services,
    map,
    warmUp,
    tellings: tellings.length,
    fromTheFirstDay: agreement(all, isOutage),
    afterWarmUp: agreement(
      all.filter(({ at }) => at >= warm),
      isOutage,
    ),
    mistakes: mistakes(all.filter(({ at }) => at >= warm)),
    wrongPairs: wrongPairs(
      all.filter(({ at }) => at >= warm),
      isOutage,
    ),
    delivery: {
      median: sorted[Math.floor(sorted.length / 2)] ?? 0,
      p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    },
    alertsPerSecond: total === 0 ? 0 : (1000 * tellings.length) / total,
  };
}

/** An alert of one truth, where it is, and when it was first told. */
type Item = Grouped & { at: number; alertId: number };

/** What an incident was divided into counts as it is then. */
function move(
  items: ReadonlyMap<string, Item>,
  { incidentId }: { incidentId: number },
  divided: { into: number; alertIds: readonly number[] } | null,
): void {
  for (const item of items.values())
    if (item.found === String(incidentId) && divided?.alertIds.includes(item.alertId))
      Object.assign(item, { found: String(divided.into), rule: "apart" });
}

/** By which rule each alert is where it is now. */
async function rulesOf(ctx: Ctx, alertIds: number[]): Promise<Map<number, string>> {
  if (alertIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ alertId: incidentAlert.alertId, reason: incidentAlert.reason })
    .from(incidentAlert)
    .where(and(inArray(incidentAlert.alertId, alertIds), isNull(incidentAlert.leftAt)));
  return new Map(rows.map(({ alertId, reason }) => [alertId, reason.rule]));
}

/** Tellings of one source within `gather` of the first come together. */
function* batchesOf(tellings: readonly Telling[]): Generator<Telling[]> {
  const open = new Map<string, Telling[]>();
  for (const telling of tellings) {
    for (const [source, batch] of open)
      if (telling.at - (batch[0]?.at ?? 0) > gather) {
        open.delete(source);
        yield batch;
      }
    const batch = open.get(telling.source) ?? [];
    batch.push(telling);
    open.set(telling.source, batch);
  }
  yield* open.values();
}
