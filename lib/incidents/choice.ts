/** Which incident an alert belongs to, and why: the surest rule first. Pure. */
import type { Evidence } from "#lib/topology/evidence";
import type { ServiceName } from "#lib/topology/model";
import type { Board } from "./board";
import type { Company } from "./company";
import type { Partner } from "./failures";
import { type Component, type ComponentKeys, keyWords, maySharePlace, type Texts } from "./identity";
import type { JoinReason } from "./model";
import { growthOdds, sessionPause, togetherWithin } from "./relation";

/** An alert that looks for its incident. */
export type Seeker = {
  at: Date;
  /** The source's own group. */
  group: { key: string; name: string } | null;
  /**
   * What fails, and how many times likelier what it raises a while after its last alert, in milliseconds, tells of the same
   * failure than of a new one; null where that is not known yet.
   */
  component: Component & {
    keys: ComponentKeys;
    again: ((gap: number) => number) | null;
  };
  series: { key: string; shared: Texts; aside: string[] };
  /** What it may belong to, or was kept apart from. */
  partners: readonly PlacedPartner[];
  /** The rule that raised it. */
  rule: string;
  /** How often something begins to fail where it fails, an hour; null where that is not known yet. */
  rate: number | null;
  /** What the map of services says; null where what fails is not on it. */
  map: MapView | null;
};

/** `place`: the key under which an incident has it. */
export type PlacedPartner = Partner & { place: string };

/** The map as one service sees it. */
export type MapView = {
  /** The keys of incidents of what it calls and what calls it. */
  connected: readonly string[];
  evidence: (members: readonly ServiceName[]) => Evidence | null;
};

/** `odds`: how many times likelier one cause is than two. */
type Likely = { choice: Choice; odds: number };

export type Choice = { incidentId: number; reason: JoinReason };

/** How long a source's own group, and a series, stays one matter without a new alert, in milliseconds. */
const groupPause = 6 * 3_600_000;
const seriesPause = 5 * 60_000;

/** How many times likelier one cause must be than two, where nothing but place and time speaks for it. */
const leastOdds = 6;

/** The incident `seeker` belongs to; null when it is a matter of its own. */
export function choose(seeker: Seeker, board: Board, company: Company): Choice | null {
  const { group, component, series } = seeker;
  const inGroup = group && nearest(seeker, board, group.key, groupPause);
  if (group && inGroup) return joined(inGroup, { rule: "group", shared: { group: group.name } });
  const same = component.keys.component && nearest(seeker, board, component.keys.component, sessionPause);
  const shared = { ...component.what, ...component.where };
  // In a flood nearly all are of this kind: what else would be likely is not asked then.
  if (same && !component.again) return joined(same, { rule: "component", shared });
  const beside = likeliest(seeker, board, company);
  if (same && component.again && isSame(same, component.again(same.gap), beside))
    return joined(same, { rule: "component", shared });
  if (beside && beside.choice.reason.rule !== "burst") return beside.choice;
  const kin = nearest(seeker, board, series.key, seriesPause);
  const { aside } = series;
  if (kin) return joined(kin, { rule: "series", shared: series.shared, ...(aside.length > 0 && { aside }) });
  return beside?.choice ?? null;
}

/** Whether what fails again after a while is the failure it was: likelier than a new one, and than one with what began since. */
function isSame(same: Near, odds: number, beside: Likely | null): boolean {
  if (!beside || beside.choice.incidentId === same.incidentId) return odds >= 1;
  return odds >= Math.max(1, beside.odds);
}

/** How often something fails somewhere nobody has watched yet, an hour, where the map connects both. */
const usualRate = 1;
/** What is known to have to do with each other also fails alone: together, history and map say no more than this for one cause. */
const mostKnown = 10;

/**
 * The incident with which one cause is likeliest, where that is likely enough: something failed at the same place a moment
 * ago, where little ever fails, or what fails now has failed with something in it before, or calls it, or is called by it.
 */
function likeliest(seeker: Seeker, board: Board, company: Company): Likely | null {
  const { rate, component, map } = seeker;
  const known = surestPartners(seeker, board);
  const here = component.keys.kind && component.keys.scope ? component.keys.scope : null;
  const near = new Map(here ? nearAll(seeker, board, here, togetherWithin) : []);
  const connected = connectedIn(seeker, board);
  let best: Likely | null = null;
  for (const incidentId of new Set([...known.keys(), ...near.keys(), ...connected.keys()])) {
    const surest = known.get(incidentId);
    const gap = Math.min(
      near.get(incidentId) ?? Number.POSITIVE_INFINITY,
      connected.get(incidentId) ?? Number.POSITIVE_INFINITY,
      surest?.gap ?? Number.POSITIVE_INFINITY,
    );
    const related = surest?.partner.related ? surest.partner : null;
    const history = surest ? oddsOf(surest.partner) : 1;
    const mapped = map?.evidence(board.servicesOf(incidentId)) ?? null;
    const link = mapped && mapped.odds > 1 ? mapped.link : null;
    // Of what is known to fail together, a call that is not on the map says that the map is not whole.
    const mapOdds = Math.max(mapped?.odds ?? 1, related ? 1 : 0);
    const said = history === Number.POSITIVE_INFINITY ? history : Math.min(mostKnown, history * mapOdds);
    // Where nobody knows yet how often something fails, only what is known to fail together, or to call each other, does.
    const grown =
      rate !== null
        ? growthOdds(gap, rate) * said
        : related
          ? said
          : link
            ? growthOdds(gap, usualRate) * said
            : 0;
    const odds = grown * company.odds(seeker.rule, board.rulesOf(incidentId), related !== null);
    if (odds < leastOdds || (best && best.odds >= odds)) continue;
    const path = link && { path: link.path, isShared: link.isShared };
    const reason: JoinReason = related
      ? { ...togetherReason(related), ...path }
      : path
        ? { rule: "dependency", ...path }
        : { rule: "burst", shared: component.where, ...(rate !== null && { rate }) };
    best = { choice: joined({ incidentId, gap }, reason), odds };
  }
  return best;
}

/** The incidents of what it calls, or what calls it, a moment ago, unless they are told to be elsewhere. */
function connectedIn(seeker: Seeker, board: Board): Map<number, number> {
  const found = new Map<number, number>();
  const { scope } = seeker.component.keys;
  for (const key of seeker.map?.connected ?? [])
    for (const [incidentId, gap] of nearAll(seeker, board, key, togetherWithin)) {
      const scopes = board.scopesOf(incidentId);
      if (scopes.length > 0 && !scopes.some((one) => maySharePlace(scope, one))) continue;
      found.set(incidentId, Math.min(gap, found.get(incidentId) ?? gap));
    }
  return found;
}

/** What people said is sure. */
function oddsOf({ verdict, odds }: Partner): number {
  return verdict > 0 ? Number.POSITIVE_INFINITY : odds;
}

function togetherReason({ together, of, verdict, key }: Partner): JoinReason {
  const known = verdict > 0 ? { by: "people" } : { together, of };
  return { rule: "together", with: keyWords(key), ...known };
}

/** Of what is in each incident that failed a moment ago, what surest belongs to what fails now. */
function surestPartners(seeker: Seeker, board: Board): Map<number, { partner: Partner; gap: number }> {
  const surest = new Map<number, { partner: Partner; gap: number }>();
  for (const partner of seeker.partners)
    for (const [incidentId, gap] of nearAll(seeker, board, partner.place, togetherWithin)) {
      const known = surest.get(incidentId);
      if (!known || oddsOf(partner) > oddsOf(known.partner)) surest.set(incidentId, { partner, gap });
    }
  return surest;
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
  return (board.places.get(key) ?? []).flatMap(({ incidentId, lastAt }): [number, number][] => {
    const gap = Math.abs(seeker.at.getTime() - lastAt.getTime());
    return gap > pause || isKeptApart(seeker, board, incidentId) ? [] : [[incidentId, gap]];
  });
}

/** Somebody took such alerts out of such an incident before, and nobody put them in. */
function isKeptApart({ partners }: Seeker, board: Board, incidentId: number): boolean {
  const isInside = ({ place }: PlacedPartner) =>
    board.places.get(place)?.some((one) => one.incidentId === incidentId) ?? false;
  return (
    partners.some((one) => one.verdict < 0 && isInside(one)) &&
    !partners.some((one) => one.verdict > 0 && isInside(one))
  );
}
