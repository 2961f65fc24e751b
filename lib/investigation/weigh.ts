/** Holds a result against the causes known of its tool: what speaks for each, what against it, and how likely each is. Pure. */
import type { Cause, Causes } from "./causes";
import { isExclusive, isUsual, isVerdict, readResult } from "./causes";
import { fieldOf } from "./facts";
import { isQuietWord, type QuietWords } from "./quiet";
import { isBeyond } from "./usual";

/** A value of a result that bears on a cause. */
export type Mark = { path: string; value: string | number };

export type Weighed = {
  cause: Cause;
  /** Among the causes known of this tool. */
  probability: number;
  for: Mark[];
  against: Mark[];
};

/** A value is found with a cause mostly, or hardly ever. */
const MOSTLY = 0.5;
const HARDLY = 0.15;
/** How much likelier than with other causes it has to be. */
const TELLING = 2.5;
/** One value moves the odds no further than this. */
const MOST = Math.log(12);
/** A plain word no further than this: others may be met as well. */
const OF_A_WORD = Math.log(3);
/** Cases from which on it counts that a measure was never found with a cause; of a name one is enough. */
const ENOUGH = 2;

/** The causes, the likeliest first. */
export function weigh(causes: Causes, result: Readonly<Record<string, unknown>>): Weighed[] {
  const all = causes.causes;
  const facts = readResult(causes, result).filter(({ path }) => causes.telling.has(path));
  const weighed = all.map((cause) => ({ cause, score: 0, for: [] as Mark[], against: [] as Mark[] }));
  for (const { path, value, place } of facts) {
    const shares = all.map((cause) => shareOf(cause, path, place));
    // A value nobody ever found there tells nothing.
    if (!all.some(({ found }) => found.get(path)?.has(place))) continue;
    const sum = shares.reduce((total, share) => total + share, 0);
    for (const [at, one] of weighed.entries()) {
      const share = shares[at] ?? 0;
      const others = (sum - share) / Math.max(1, all.length - 1);
      const most =
        isFixed(causes, path, place) || isFixed(causes, path, one.cause.own.get(path)) ? MOST : OF_A_WORD;
      one.score += Math.max(-most, Math.min(most, Math.log(share / (sum / all.length))));
      if (!isUsual(causes, path, place) && share >= MOSTLY && share >= TELLING * others)
        one.for.push({ path, value });
      const isNear = one.cause.ranges.has(path) && !isBeyond({ path, value }, one.cause);
      if (share <= HARDLY && !isNear && speaksAgainst(causes, one.cause, path, place))
        one.against.push({ path, value });
    }
  }
  for (const one of weighed)
    if (one.for.some(({ path }) => isExclusive(one.cause, path, all)))
      one.against = one.against.filter(({ path }) => isFirmlyOther(one.cause, path, facts, all));
  const top = Math.max(...weighed.map(({ score }) => score));
  const parts = weighed.map(({ score }) => Math.exp(score - top));
  const whole = parts.reduce((total, part) => total + part, 0);
  return weighed
    .map(({ score: _, ...one }, at) => ({ ...one, probability: (parts[at] ?? 0) / whole }))
    .sort((left, right) => right.probability - left.probability);
}

/**
 * True for a cause that is only called so: one word names it, and nothing else by which it was told before stands in the
 * result; or words alone tell it, and the tool calls it nothing. A verdict is a claim; where nothing but the verdict ever
 * told, it is all there is.
 */
export function isOnlyCalled(
  causes: Causes,
  { cause, for: pro }: Weighed,
  result: Readonly<Record<string, unknown>>,
  quiet: QuietWords,
): boolean {
  const facts = readResult(causes, result);
  const isCalledQuiet = facts.some(({ path, place }) => isVerdict(causes, path) && isQuietWord(place, quiet));
  const isMeasured = ({ path }: Mark) =>
    causes.telling.get(path) === "measure" || isExclusive(cause, path, causes.causes);
  if (isCalledQuiet && !pro.some(isMeasured)) return true;
  const [field, another] = new Set(pro.map(({ path }) => fieldOf(path)));
  if (field === undefined || another !== undefined || causes.telling.get(field) !== "name") return false;
  const others = [...cause.own.keys()].filter((path) => fieldOf(path) !== field);
  return others.length > 0 && !facts.some(({ path }) => others.includes(path));
}

/**
 * True for a cause met so seldom that nothing is known to be its own by chance, where the tool calls what it found otherwise
 * than it ever called that.
 */
export function isCalledElse(
  causes: Causes,
  cause: Cause,
  result: Readonly<Record<string, unknown>>,
): boolean {
  if (cause.tickets.length > ENOUGH) return false;
  return readResult(causes, result).some(({ path, place }) => {
    const known = isVerdict(causes, path) ? cause.found.get(path) : undefined;
    return known !== undefined && place !== "none" && !known.has(place);
  });
}

/** A value that is another cause's own, or is not the one this cause has of its own. */
function speaksAgainst({ causes, telling }: Causes, cause: Cause, path: string, place: string): boolean {
  if (cause.tickets.length < (telling.get(path) === "name" ? 1 : ENOUGH)) return false;
  const own = cause.own.get(path);
  const isFirm = isFixed({ telling }, path, own) || isFixed({ telling }, path, place);
  if (own !== undefined && own !== place && isFirm) return true;
  return causes.some((other) => other !== cause && other.own.get(path) === place);
}

/** True for a value that speaks against a cause which has shown what it alone has: it never had another than its own, or this one is another's alone. */
function isFirmlyOther(cause: Cause, path: string, facts: Read, all: readonly Cause[]): boolean {
  const place = facts.find((fact) => fact.path === path)?.place;
  if (cause.own.has(path) && cause.found.get(path)?.size === 1) return true;
  return all.some(
    (other) => other !== cause && other.own.get(path) === place && isExclusive(other, path, all),
  );
}

type Read = ReturnType<typeof readResult>;

function shareOf({ found }: Cause, path: string, place: string): number {
  const counts = found.get(path);
  const total = counts ? [...counts.values()].reduce((sum, count) => sum + count, 0) : 0;
  return ((counts?.get(place) ?? 0) + 0.1) / (total + 0.5);
}

/** Of plain words others may be met as well; what is called, is there at all, or lies beyond a cut is as it is. */
function isFixed({ telling }: Pick<Causes, "telling">, path: string, place: string | undefined): boolean {
  return (
    telling.get(path) === "name" ||
    (place !== undefined && (place.startsWith("span ") || ["some", "none", "true", "false"].includes(place)))
  );
}

/** True where the tool calls it something nobody has met yet. */
export function isCalledAnew(
  causes: Causes,
  result: Readonly<Record<string, unknown>>,
  quiet: QuietWords,
): boolean {
  return readResult(causes, result).some(
    ({ path, place }) =>
      isVerdict(causes, path) &&
      !isQuietWord(place, quiet) &&
      !causes.causes.some(({ found }) => found.get(path)?.has(place)),
  );
}
