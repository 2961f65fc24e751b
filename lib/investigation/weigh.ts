/** Holds a result against the causes known of its tool: what speaks for each, what against it, and how likely each is. Pure. */
import type { Cause, Causes } from "./causes";
import { isUsual, namesOfCause, readResult } from "./causes";
import { fieldOf } from "./facts";
import { isBeyond } from "./usual";

/** A value of a result that bears on a cause. */
export type Mark = { path: string; value: string | number };

/** Words by which tools name that there is nothing: those that several tools use. What is wrong has a name with each of its own. */
export type QuietWords = ReadonlySet<string>;

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
      if (share <= HARDLY && speaksAgainst(causes, one.cause, path, place)) one.against.push({ path, value });
    }
  }
  const top = Math.max(...weighed.map(({ score }) => score));
  const parts = weighed.map(({ score }) => Math.exp(score - top));
  const whole = parts.reduce((total, part) => total + part, 0);
  return weighed
    .map(({ score: _, ...one }, at) => ({ ...one, probability: (parts[at] ?? 0) / whole }))
    .sort((left, right) => right.probability - left.probability);
}

/** True for a cause that says there is nothing. */
export function isQuiet({ telling }: Pick<Causes, "telling">, cause: Cause, quiet: QuietWords): boolean {
  return namesOfCause(telling, cause).some((name) => quiet.has(name));
}

/**
 * True where what was measured refutes every known cause and speaks for none, no figure lies where none ever was, and
 * what the tool calls it, where it calls it anything, is a word for nothing.
 */
export function isAllQuiet(
  causes: Causes,
  weighed: readonly Weighed[],
  result: Readonly<Record<string, unknown>>,
  quiet: QuietWords,
): boolean {
  const { telling } = causes;
  const facts = readResult(causes, result);
  const isMeasured = ({ path }: Pick<Mark, "path">) => isMeasure(causes, path);
  const known = weighed.filter(({ cause }) => !isQuiet(causes, cause, quiet));
  return (
    known.length > 1 &&
    facts.filter(isMeasured).length >= 2 &&
    known.every((one) => one.against.some(isMeasured) && !one.for.some(isMeasured)) &&
    facts.every(({ path, place }) => telling.get(path) !== "name" || quiet.has(place)) &&
    !facts.some((fact) => isBeyond(fact, causes.usual))
  );
}

/** True for a path of what was found out, and of nothing that the field which names causes says beside that. */
function isMeasure({ telling }: Pick<Causes, "telling">, path: string): boolean {
  return telling.has(path) && telling.get(path) !== "name" && telling.get(fieldOf(path)) !== "name";
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
  const isCalledQuiet = facts.some(
    ({ path, place }) => causes.telling.get(path) === "name" && quiet.has(place),
  );
  if (isCalledQuiet && !pro.some(({ path }) => causes.telling.get(path) === "measure")) return true;
  const [field, another] = new Set(pro.map(({ path }) => fieldOf(path)));
  if (field === undefined || another !== undefined || causes.telling.get(field) !== "name") return false;
  const others = [...cause.own.keys()].filter((path) => fieldOf(path) !== field);
  return others.length > 0 && !facts.some(({ path }) => others.includes(path));
}

/**
 * True where nothing speaks against "there is nothing": every fault that can be told by a measure is not found by it, and
 * no word stands where causes differ that nobody has met.
 */
export function isQuietShown(
  causes: Causes,
  weighed: readonly Weighed[],
  result: Readonly<Record<string, unknown>>,
  quiet: QuietWords,
): boolean {
  const isTold = ({ own }: Cause) => [...own.keys()].some((path) => isMeasure(causes, path));
  const facts = readResult(causes, result);
  const isAbsent = ({ own }: Cause) =>
    [...own].some(
      ([path, place]) =>
        isMeasure(causes, path) &&
        facts.some((fact) => fieldOf(fact.path) === fieldOf(path)) &&
        !facts.some((fact) => fact.path === path && fact.place === place),
    );
  return (
    weighed.every(({ cause }) => isQuiet(causes, cause, quiet) || !isTold(cause) || isAbsent(cause)) &&
    !facts.some(
      ({ path, place }) =>
        isMeasure(causes, path) && !causes.causes.some(({ found }) => found.get(path)?.has(place)),
    )
  );
}

/** A value that is another cause's own, or is not the one this cause has of its own. */
function speaksAgainst({ causes, telling }: Causes, cause: Cause, path: string, place: string): boolean {
  if (cause.tickets.length < (telling.get(path) === "name" ? 1 : ENOUGH)) return false;
  const own = cause.own.get(path);
  const isFirm = isFixed({ telling }, path, own) || isFixed({ telling }, path, place);
  if (own !== undefined && own !== place && isFirm) return true;
  return causes.some((other) => other !== cause && other.own.get(path) === place);
}

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
      !quiet.has(place) &&
      !causes.causes.some(({ found }) => found.get(path)?.has(place)),
  );
}

/** True for what names causes, and for a field of few words that tells most of them apart. */
function isVerdict({ causes, telling }: Causes, path: string): boolean {
  if (telling.get(path) === "name") return true;
  const words = new Set(causes.flatMap(({ found }) => [...(found.get(path)?.keys() ?? [])]));
  const own = causes.filter((cause) => cause.own.has(path)).length;
  return (
    telling.get(path) === "word" &&
    fieldOf(path) === path &&
    own * 2 >= causes.length &&
    words.size <= causes.length + 1
  );
}
