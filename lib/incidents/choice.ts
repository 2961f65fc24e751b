/** Which incident an alert belongs to, and why: the surest rule first, nothing on time alone. Pure. */
import type { Partner } from "./failures";
import { keyWords, type Texts } from "./identity";
import type { JoinReason } from "./model";
import { sessionPause, togetherWithin } from "./relation";

/** An alert that looks for its incident. */
export type Seeker = {
  at: Date;
  /** The source's own group. */
  group: { key: string; name: string } | null;
  component: { key: string; texts: Texts; partners: readonly Partner[] } | null;
  series: { key: string; shared: Texts; aside: string[]; partners: readonly Partner[] };
};

/** An incident under one of its keys, and when an alert last joined it by that key. */
export type Place = { incidentId: number; lastAt: Date };

/** Incidents that may still gain alerts, by key. */
export type Board = ReadonlyMap<string, readonly Place[]>;

export type Choice = { incidentId: number; reason: JoinReason };

/** How long a source's own group, and a series, stays one matter without a new alert, in milliseconds. */
const groupPause = 6 * 3_600_000;
const seriesPause = 5 * 60_000;

/** The incident `seeker` belongs to; null when it is a matter of its own. */
export function choose(seeker: Seeker, board: Board): Choice | null {
  const { group, component, series } = seeker;
  const nearest = (key: string, pause: number) => nearestOf(seeker, board, key, pause);
  const inGroup = group && nearest(group.key, groupPause);
  if (inGroup)
    return { ...inGroup, reason: { rule: "group", shared: { group: group.name }, ...inGroup.reason } };
  const same = component && nearest(component.key, sessionPause);
  if (same) return { ...same, reason: { rule: "component", shared: component.texts, ...same.reason } };
  const beside = nearestPartner(seeker, board);
  if (beside) return beside;
  const kin = nearest(series.key, seriesPause);
  if (!kin) return null;
  const { shared, aside } = series;
  return { ...kin, reason: { rule: "series", shared, ...(aside.length > 0 && { aside }), ...kin.reason } };
}

function nearestPartner(seeker: Seeker, board: Board): Choice | null {
  const partners = [...(seeker.component?.partners ?? []), ...seeker.series.partners].filter(
    ({ related }) => related,
  );
  const found = partners.flatMap((partner) => {
    const place = nearestOf(seeker, board, partner.key, togetherWithin);
    return place ? [{ partner, place }] : [];
  });
  const surest = found.sort(
    (a, b) => b.partner.verdict - a.partner.verdict || shareOf(b.partner) - shareOf(a.partner),
  )[0];
  if (!surest) return null;
  const { place, partner } = surest;
  const { together, of } = partner;
  const known = partner.verdict > 0 ? { by: "people" } : { together, of };
  const reason: JoinReason = { rule: "together", with: keyWords(partner.key), ...known, ...place.reason };
  return { incidentId: place.incidentId, reason };
}

function shareOf({ together, of }: Partner): number {
  return together / Math.max(1, of);
}

function nearestOf(seeker: Seeker, board: Board, key: string, pause: number) {
  let best: { place: Place; gap: number } | null = null;
  for (const place of board.get(key) ?? []) {
    const gap = Math.abs(seeker.at.getTime() - place.lastAt.getTime());
    if (gap > pause || (best && best.gap <= gap) || isKeptApart(seeker, board, place.incidentId)) continue;
    best = { place, gap };
  }
  if (!best) return null;
  return { incidentId: best.place.incidentId, reason: { gap: Math.round(best.gap / 1000) } };
}

/** Somebody took such alerts out of such an incident before, and nobody put them in. */
function isKeptApart(seeker: Seeker, board: Board, incidentId: number): boolean {
  const partners = [...(seeker.component?.partners ?? []), ...seeker.series.partners];
  const inside = partners.filter(
    ({ key, verdict }) => verdict !== 0 && board.get(key)?.some((place) => place.incidentId === incidentId),
  );
  return inside.some(({ verdict }) => verdict < 0) && !inside.some(({ verdict }) => verdict > 0);
}
