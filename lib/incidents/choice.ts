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
  const beside = likeliest(seeker, board);
  if (beside && beside.reason.rule === "together") return beside;
  const kin = nearest(seeker, board, series.key, seriesPause);
  const { shared, aside } = series;
  if (kin) return joined(kin, { rule: "series", shared, ...(aside.length > 0 && { aside }) });
  return beside;
}

/**
 * The incident with which one cause is likeliest, where that is likely enough: something failed at the same place a moment
 * ago, where little ever fails, or what fails now has failed with something in it before.
 */
function likeliest(seeker: Seeker, board: Board): Choice | null {
  const { rate, component } = seeker;
  const known = partnersIn(seeker, board);
  const here = component.keys.kind && component.keys.scope ? component.keys.scope : null;
  const near = new Map(here ? nearAll(seeker, board, here, togetherWithin) : []);
  let best: { choice: Choice; odds: number } | null = null;
  for (const incidentId of new Set([...known.keys(), ...near.keys()])) {
    const [surest] = (known.get(incidentId) ?? []).sort((a, b) => oddsOf(b.partner) - oddsOf(a.partner));
    const gap = Math.min(
      near.get(incidentId) ?? Number.POSITIVE_INFINITY,
      surest?.gap ?? Number.POSITIVE_INFINITY,
    );
    const related = surest?.partner.related ? surest.partner : null;
    const history = surest ? oddsOf(surest.partner) : 1;
    // Where nobody knows yet how often something fails, only what is known to fail together does.
    const odds = rate === null ? (related ? history : 0) : growthOdds(gap, rate) * history;
    if (odds < leastOdds || (best && best.odds >= odds)) continue;
    const reason: JoinReason = related
      ? togetherReason(related)
      : { rule: "burst", shared: component.where, ...(rate !== null && { rate }) };
    best = { choice: joined({ incidentId, gap }, reason), odds };
  }
  return best?.choice ?? null;
}

/** What people said is sure. */
function oddsOf({ verdict, odds }: Partner): number {
  return verdict > 0 ? Number.POSITIVE_INFINITY : odds;
}

function togetherReason({ together, of, verdict, key }: Partner): JoinReason {
  const known = verdict > 0 ? { by: "people" } : { together, of };
  return { rule: "together", with: keyWords(key), ...known };
}

/** What is in each incident that failed a moment ago, of which something is known beside what fails now. */
function partnersIn(seeker: Seeker, board: Board): Map<number, { partner: Partner; gap: number }[]> {
  const found = new Map<number, { partner: Partner; gap: number }[]>();
  for (const partner of partnersOf(seeker))
    for (const [incidentId, gap] of nearAll(seeker, board, partner.place, togetherWithin))
      found.set(incidentId, [...(found.get(incidentId) ?? []), { partner, gap }]);
  return found;
}

/** What it may belong to, or was kept apart from, each with the key under which an incident has it. */
function partnersOf({ component, series }: Seeker): (Partner & { place: string })[] {
  return [
    ...component.partners.map((one) => ({ ...one, place: placed(one.key, component.keys.scope) })),
    ...series.partners.map((one) => ({ ...one, place: one.key })),
  ];
}

type Near = { incidentId: number; gap: number };

function joined({ incidentId, gap }: Near, reason: JoinReason): Choice {
  return { incidentId, reason: { ...reason, gap: Math.round(gap / 1000) } };
}

function nearest(seeker: Seeker, board: Board, key: string, pause: number): Near | null {
  const [first] = nearAll(seeker, board, key, pause).sort(([, a], [, b]) => a - b);
  return first ? { incidentId: first[0], gap: first[1] } : null;
}

/** The incidents an alert joined under `key` within `pause`, each with how long ago. */
function nearAll(seeker: Seeker, board: Board, key: string, pause: number): [number, number][] {
  return (board.get(key) ?? []).flatMap(({ incidentId, lastAt }): [number, number][] => {
    const gap = Math.abs(seeker.at.getTime() - lastAt.getTime());
    return gap > pause || isKeptApart(seeker, board, incidentId) ? [] : [[incidentId, gap]];
  });
}

/** Somebody took such alerts out of such an incident before, and nobody put them in. */
function isKeptApart(seeker: Seeker, board: Board, incidentId: number): boolean {
  const inside = partnersOf(seeker).filter(
    ({ place, verdict }) => verdict !== 0 && board.get(place)?.some((one) => one.incidentId === incidentId),
  );
  return inside.some(({ verdict }) => verdict < 0) && !inside.some(({ verdict }) => verdict > 0);
}
