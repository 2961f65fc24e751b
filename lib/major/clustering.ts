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
/** Those that match so well could hardly be nearer: no others are looked for. */
const sameWords = 0.95;
const mostMembers = 200;

/** How sure it is that a message belongs to a group; its first are looked at first. */
export function membership(
  one: CustomerReport,
  group: readonly CustomerReport[],
  matchOf: PairMatch,
): number {
  let best: number[] = [];
  let others = 0;
  for (const other of group) {
    if (other.id === one.id) continue;
    others++;
    best = bestMatches([...best, matchOf(one, other)]);
    if (best.length === nearest && (best.at(-1) ?? 0) > sameWords) break;
  }
  return mean(best, others);
}

/** The ticket of the group's message that says most nearly the same as one; its own where there is no other. */
export function nearestTo(one: CustomerReport, group: readonly CustomerReport[], matchOf: PairMatch): number {
  let found = { ticketId: one.ticketId, match: -1 };
  for (const other of group.filter(({ id }) => id !== one.id)) {
    const match = matchOf(one, other);
    if (match > found.match) found = { ticketId: other.ticketId, match };
  }
  return found.ticketId;
}

/** The messages that may be about the same as one. */
export type Neighbours = (one: CustomerReport) => Iterable<CustomerReport>;

/** `first` and the messages that are about the same, the surest first. Who is no neighbour of one matches it by nothing. */
export function cluster(
  first: CustomerReport,
  neighboursOf: Neighbours,
  matchOf: PairMatch,
): CustomerReport[] {
  const group = [first];
  const joined = new Set([first.id]);
  const candidates = new Map<CustomerReport, readonly number[]>();
  for (let newest: CustomerReport | null = first; newest && group.length < mostMembers; ) {
    // Who is far from the group now may be near it once it has grown. Each pair is compared once.
    for (const one of neighboursOf(newest))
      if (!joined.has(one.id) && one.ticketId !== first.ticketId)
        candidates.set(one, bestMatches([...(candidates.get(one) ?? []), matchOf(one, newest)]));
    newest = surest(candidates, group.length);
    if (!newest) break;
    group.push(newest);
    joined.add(newest.id);
    candidates.delete(newest);
  }
  return group;
}

/** The first of those that belong most surely to a group of this size; null where none belongs. */
function surest(
  candidates: ReadonlyMap<CustomerReport, readonly number[]>,
  size: number,
): CustomerReport | null {
  let found: { one: CustomerReport; sure: number } | null = null;
  for (const [one, best] of candidates) {
    const sure = mean(best, size);
    if (sure >= alike && (!found || sure > found.sure)) found = { one, sure };
  }
  return found?.one ?? null;
}

function bestMatches(matches: number[]): number[] {
  return matches.length < 2 ? matches : matches.sort((a, b) => b - a).slice(0, nearest);
}

/** Over the nearest of a group of this size; a match that was not looked for is none. */
function mean(best: readonly number[], size: number): number {
  return size === 0 ? 0 : best.reduce((sum, value) => sum + value, 0) / Math.min(nearest, size);
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
