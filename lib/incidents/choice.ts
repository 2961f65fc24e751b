/** Which incident an alert belongs to, and why: the surest rule first. Pure. */
import type { Partner } from "./failures";
import { type Component, type ComponentKeys, keyWords, placed, type Texts } from "./identity";
import type { JoinReason } from "./model";
import { growthOdds, sessionPause, togetherWithin } from "./relation";

/** An alert that looks for its incident. */
export type Seeker = {
  at: Date;
  /** The source's own group. */
  group: { key: string; name: string } | null;
  component: Component & { keys: ComponentKeys; partners: readonly Partner[] };
  series: { key: string; shared: Texts; aside: string[]; partners: readonly Partner[] };
  /** How often something begins to fail where it fails, an hour; null where that is not known yet. */
  rate: number | null;
};

/** An incident under one of its keys, and when an alert last joined it by that key. */
export type Place = { incidentId: number; lastAt: Date };

/** Incidents that may still gain alerts, by key. */
export type Board = ReadonlyMap<string, readonly Place[]>;

export type Choice = { incidentId: number; reason: JoinReason };

/** How long a source's own group, and a series, stays one matter without a new alert, in milliseconds. */
const groupPause = 6 * 3_600_000;
const seriesPause = 5 * 60_000;

/** How many times likelier one cause must be than two, where nothing but place and time speaks for it. */
const leastOdds = 6;

/** The incident `seeker` belongs to; null when it is a matter of its own. */
export function choose(seeker: Seeker, board: Board): Choice | null {
  const { group, component, series } = seeker;
  const inGroup = group && nearest(seeker, board, group.key, groupPause);
  if (group && inGroup) return joined(inGroup, { rule: "group", shared: { group: group.name } });
  const same = component.keys.component && nearest(seeker, board, component.keys.component, sessionPause);
  if (same) return joined(same, { rule: "component", shared: { ...component.what, ...component.where } });
  const beside = nearestPartner(seeker, board);
  if (beside) return beside;
  const kin = nearest(seeker, board, series.key, seriesPause);
  const { shared, aside } = series;
  if (kin) return joined(kin, { rule: "series", shared, ...(aside.length > 0 && { aside }) });
  return inBurst(seeker, board);
}

/** Something began to fail at the same place a moment ago, where hardly anything ever does. */
function inBurst(seeker: Seeker, board: Board): Choice | null {
  const { rate, component } = seeker;
  const { scope, kind } = component.keys;
  const near = rate !== null && kind && scope && nearest(seeker, board, scope, togetherWithin);
  if (!near || growthOdds(near.gap, rate) < leastOdds) return null;
  return joined(near, { rule: "burst", shared: component.where, rate });
}

function nearestPartner(seeker: Seeker, board: Board): Choice | null {
  const found = partnersOf(seeker).flatMap((partner) => {
    if (!partner.related) return [];
    const near = nearest(seeker, board, partner.place, togetherWithin);
    return near ? [{ partner, near }] : [];
  });
  const [surest] = found.sort(
    (a, b) => b.partner.verdict - a.partner.verdict || shareOf(b.partner) - shareOf(a.partner),
  );
  if (!surest) return null;
  const { together, of, verdict, key } = surest.partner;
  const known = verdict > 0 ? { by: "people" } : { together, of };
  return joined(surest.near, { rule: "together", with: keyWords(key), ...known });
}

/** What it may belong to, or was kept apart from, each with the key under which an incident has it. */
function partnersOf({ component, series }: Seeker): (Partner & { place: string })[] {
  return [
    ...component.partners.map((one) => ({ ...one, place: placed(one.key, component.keys.scope) })),
    ...series.partners.map((one) => ({ ...one, place: one.key })),
  ];
}

function shareOf({ together, of }: Partner): number {
  return together / Math.max(1, of);
}

type Near = { incidentId: number; gap: number };

function joined({ incidentId, gap }: Near, reason: JoinReason): Choice {
  return { incidentId, reason: { ...reason, gap: Math.round(gap / 1000) } };
}

function nearest(seeker: Seeker, board: Board, key: string, pause: number): Near | null {
  let best: Near | null = null;
  for (const { incidentId, lastAt } of board.get(key) ?? []) {
    const gap = Math.abs(seeker.at.getTime() - lastAt.getTime());
    if (gap > pause || (best && best.gap <= gap) || isKeptApart(seeker, board, incidentId)) continue;
    best = { incidentId, gap };
  }
  return best;
}

/** Somebody took such alerts out of such an incident before, and nobody put them in. */
function isKeptApart(seeker: Seeker, board: Board, incidentId: number): boolean {
  const inside = partnersOf(seeker).filter(
    ({ place, verdict }) => verdict !== 0 && board.get(place)?.some((one) => one.incidentId === incidentId),
  );
  return inside.some(({ verdict }) => verdict < 0) && !inside.some(({ verdict }) => verdict > 0);
}
