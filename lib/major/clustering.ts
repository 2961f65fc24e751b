/** Clusters messages about the same incident, and tests whether so many customers at a time are more than chance. Pure. */
import { busiest, expectedIn, type Past, poissonTail } from "./chance";
import type { Suspicion } from "./model";
import type { CustomerReport } from "./pair-match";

/** P(same incident) of two messages. */
export type PairMatch = (one: CustomerReport, other: CustomerReport) => number;

/** From this probability on two messages count as about the same incident. */
export const alike = 0.5;
/** A message joins a known incident from a lower probability: that others report it makes it likelier. */
export const joins = 0.4;
/** A message is held against so many of a group: the nearest of them count. */
const nearest = 3;
const mostMembers = 200;

/** How sure it is that a message belongs to a group. */
export function membership(
  one: CustomerReport,
  group: readonly CustomerReport[],
  matchOf: PairMatch,
): number {
  return mean(nearestOf(group.filter(({ id }) => id !== one.id).map((other) => matchOf(one, other))));
}

/** `first` and the messages of `pool` that are about the same, the surest first. */
export function cluster(
  first: CustomerReport,
  pool: readonly CustomerReport[],
  matchOf: PairMatch,
): CustomerReport[] {
  const group = [first];
  let left = pool
    .filter(({ id, ticketId }) => id !== first.id && ticketId !== first.ticketId)
    .map((one) => ({ one, best: [matchOf(one, first)] }));
  while (group.length < mostMembers) {
    const next = surest(left);
    if (!next) break;
    group.push(next);
    // Who is far from the group now may be near it once it has grown, but not who shares nothing. Each pair is compared once.
    left = left
      .filter(({ one }) => one.id !== next.id)
      .map(({ one, best }) => ({ one, best: nearestOf([...best, matchOf(one, next)]) }));
  }
  return group;
}

type Candidate = { one: CustomerReport; best: readonly number[] };

/** The first of those that belong most surely; null where none belongs. */
function surest(candidates: readonly Candidate[]): CustomerReport | null {
  let found: { one: CustomerReport; sure: number } | null = null;
  for (const { one, best } of candidates) {
    const sure = mean(best);
    if (sure >= alike && (!found || sure > found.sure)) found = { one, sure };
  }
  return found?.one ?? null;
}

function nearestOf(matches: number[]): number[] {
  return matches.sort((a, b) => b - a).slice(0, nearest);
}

function mean(best: readonly number[]): number {
  return best.length === 0 ? 0 : best.reduce((sum, value) => sum + value, 0) / best.length;
}

/** Within these times, in minutes, customers are counted. */
const windows = [5, 15, 30, 60, 120];
/** Fewer customers are no major incident. */
export const fewestCustomers = 3;
/** So unlikely must it be that they write by chance; it is asked for each window. */
const chanceAllowed = 1e-4 / windows.length;
/** What else speaks for trouble lets more pass: messages that read like those of earlier incidents, alerts of what they name. */
const leave = { none: 1, readsLikeIncident: 10, hasAlerts: 50 } as const;
export type Support = keyof typeof leave;

/** Why the messages of a group are more than chance, null when they may be chance. */
export function suspect(
  group: readonly CustomerReport[],
  past: Past,
  support: Support,
): Omit<Suspicion, "words"> | null {
  const newest = Math.max(...group.map(({ at }) => at));
  let found: Omit<Suspicion, "words"> | null = null;
  for (const minutes of windows) {
    const window = minutes * 60_000;
    const customers = new Set(group.filter(({ at }) => at >= newest - window).map(({ whose }) => whose)).size;
    if (customers < fewestCustomers || customers <= busiest(window, past)) continue;
    const expected = expectedIn(window, past);
    const chance = poissonTail(customers, expected);
    if (chance < chanceAllowed * leave[support] && (!found || chance < found.chance))
      found = { customers, minutes, expected, chance };
  }
  return found;
}
