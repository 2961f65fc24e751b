/** Whether what an incident holds is likelier of two causes than of one, and what belongs to which. Pure. */

/** An alert of the incident: what failed, when that was first told, in milliseconds, and by which rule. */
export type Sign = { id: number; kind: string; at: number; rule: string };

/** What is known of how failures spread. */
export type Knowledge = {
  following: (kind: string, origin: string) => Following;
  /** How many times likelier than others a rule speaks where a failure begins. */
  originOdds: (rule: string) => number;
};

/** How often a kind of component fails after another one, as a share of the other's failures, and by how many calls. */
export type Following = { share: number; calls: number };

/** Two causes: what failed first of each, and the alerts that fit the second better. */
export type TwoCauses = { first: string; second: string; ofSecond: number[]; odds: number };

const minute = 60_000;
/** What is told of a failure at each call's distance from its origin comes so much later on average, in minutes. */
const perCall = 1.5;
/** The share of alerts that come at any time within half an hour, and of those told before what caused them. */
const anytime = { share: 0.1, minutes: 30 };
const before = { share: 0.45, minutes: 1, anytime: 0.02 };
/** An alert nothing explains is as likely as one of so many that come in a minute. */
const unexplained = 0.0002;
/** A second cause is an assumption more for every alert: it may be of either. */
const ofEither = 0.5;
/** How many times likelier two causes must be than one, as a logarithm: a place seldom has two at a time. */
const leastOdds = 9;
/** What is known, or may well be, to follow the first cause is no second one. */
const mostFollowing = 0.07;
/** More alerts, or kinds of components, are a storm, of which nothing is said. */
const [mostSigns, mostKinds] = [400, 80];
/** Of fewer alerts nothing is said. */
export const fewestSigns = 3;

/** Whether alerts are enough to hold two causes, and few enough to tell them apart. */
export function mayBeTwo(signs: readonly Sign[]): boolean {
  const kinds = new Set(signs.map(({ kind }) => kind));
  return (
    signs.length >= fewestSigns && signs.length <= mostSigns && kinds.size > 1 && kinds.size <= mostKinds
  );
}

/** The two causes of `signs`; null where one is likely enough. */
export function twoCauses(signs: readonly Sign[], { following, originOdds }: Knowledge): TwoCauses | null {
  if (!mayBeTwo(signs)) return null;
  const began = new Map<string, number>();
  for (const { kind, at } of signs) began.set(kind, Math.min(at, began.get(kind) ?? at));
  const origins = [...began].map(([origin, since]) => ({
    origin,
    since,
    begins: beginsAt(signs, origin, originOdds),
    fits: signs.map(({ kind, at }) => density(at - since, following(kind, origin))),
  }));
  const one = Math.max(
    ...origins.map(({ fits, begins }) => fits.reduce((sum, fit) => sum + Math.log(fit), begins)),
  );
  let best: { odds: number; pair: [(typeof origins)[number], (typeof origins)[number]] } | null = null;
  for (const [place, first] of origins.entries())
    for (const second of origins.slice(place + 1)) {
      const [early, late] = first.since <= second.since ? [first, second] : [second, first];
      if (following(late.origin, early.origin).share > mostFollowing) continue;
      const two = first.fits.reduce(
        (sum, fit, n) => sum + Math.log(ofEither * Math.max(fit, second.fits[n] ?? 0)),
        first.begins + second.begins,
      );
      if (!best || two - one > best.odds) best = { odds: two - one, pair: [first, second] };
    }
  if (!best || best.odds < leastOdds) return null;
  const [first, second] = best.pair.sort((a, b) => a.since - b.since);
  const ofSecond = signs.filter((_, n) => (second.fits[n] ?? 0) > (first.fits[n] ?? 0)).map(({ id }) => id);
  if (ofSecond.length === 0 || ofSecond.length === signs.length) return null;
  return { first: first.origin, second: second.origin, ofSecond, odds: best.odds };
}

/** What its rules say for a failure that begins at `origin`, as a logarithm. */
function beginsAt(signs: readonly Sign[], origin: string, originOdds: Knowledge["originOdds"]): number {
  const rules = new Set(signs.flatMap(({ kind, rule }) => (kind === origin ? rule : [])));
  return [...rules].reduce((sum, rule) => sum + Math.log(originOdds(rule)), 0);
}

/** How likely an alert is told `gap` milliseconds after what may have caused it began, in a minute. */
function density(gap: number, { share, calls }: Following): number {
  const [after, mean] = [gap / minute, perCall * (calls + 1)];
  const then =
    after >= 0
      ? ((1 - anytime.share) * Math.exp(-after / mean)) / mean + anytime.share / anytime.minutes
      : (before.share * Math.exp(after / before.minutes)) / mean + before.anytime / anytime.minutes;
  return share * then + unexplained;
}
