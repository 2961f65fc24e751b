/** What a tool's results turned out to mean: learnt from closed cases, each result with what the team said of it. Pure. */
import { isCalm, isPlain } from "./calm/cause";
import { type Cuts, cutsOf, type Point, spanOf, USUAL } from "./cuts";
import {
  type Fact,
  factsOf,
  fieldOf,
  gapsIn,
  namesOf,
  sameName,
  samePairs,
  sharePairs,
  withPresence,
  withShares,
} from "./facts";
import { type Example, type Group, groupsOf, told, toldAlike } from "./groups";
import { type Limit, limitsOf, withLimits } from "./limits";
import { echoesIn, isKept, isSignificant, placesIn, shareIn } from "./own-values";
import { inKnownShape, type Sorts, sortsOf } from "./shape";
import { possible, type Range, rangesOf, type Usual, usualOf } from "./usual";

/** One thing it turned out to be. */
export type Cause = {
  /** What was said of it, as a pattern. */
  pattern: string;
  tickets: number[];
  /** By path: how often each span or word was found. */
  found: Map<string, Map<string, number>>;
  /** What is found with it mostly and with others seldom, by path. */
  own: Map<string, string>;
  /** The least and the largest figure that was found, by path. */
  ranges: ReadonlyMap<string, Range>;
  /** Paths whose values its replies tell. */
  told: ReadonlySet<string>;
  /** It says that there is nothing. */
  isCalm: boolean;
};

/** A name each cause has of its own, a measure, or a plain word. */
export type Telling = "name" | "measure" | "word";

export type Causes = {
  causes: Cause[];
  /** The paths of its results, and what stands there. */
  sorts: Sorts;
  /** Fields that are empty in some results. */
  gaps: ReadonlySet<string>;
  shares: [string, string][];
  sames: [string, string][];
  cuts: Map<string, Cuts>;
  limits: readonly Limit[];
  /** How figures always stood, so that one which cannot be is known. */
  usual: Usual;
  /** Paths under which a result says again what was asked about. */
  echoes: readonly string[];
  /** Paths that tell causes apart. */
  telling: Map<string, Telling>;
};

/** Share of a cause's results from which a value is its usual one, and of others' up to which it is its own. */
const MOSTLY = 0.6;
/** A word with more values than this names something. */
const MOST_WORDS = 24;

/** Learns the causes of one tool. */
export function learnCauses(examples: readonly Example[]): Causes {
  const told = causesOf(toldAlike(groupsOf(examples)));
  // Told in several ways, and one thing by what the tool calls it.
  const called = told.causes.map((cause) => namesOfCause(told.telling, cause).join(" "));
  const { groups: _, ...causes } = causesOf(toldAlike(told.groups, called));
  return causes;
}

function causesOf(groups: readonly Group[]): Causes & { groups: readonly Group[] } {
  const results = groups.map(({ of }) => of.map(({ result }) => result));
  const usual = usualOf(results.flat().map(factsOf));
  const echoes = echoesIn(groups.flatMap(({ of }) => of.map(({ values }) => values)));
  const sorts = sortsOf(results.flat().flatMap(factsOf));
  const gaps = gapsIn(results.flat().flatMap(factsOf));
  const shares = sharePairs(results.flat().map(factsOf));
  const limits = limitsOf(results.flat().map(factsOf));
  const sames = samePairs(results.flat().map(namesOf));
  const facts = results.map((each) =>
    each.map((result) => allFacts(result, { sorts, gaps, shares, sames, limits, usual, echoes })),
  );
  const said = told(groups);
  const cuts = cutsByPath(facts, said);
  const causes = groups.map(({ pattern, of }, at): Cause => {
    const found = new Map<string, Map<string, number>>();
    for (const { path, value } of (facts[at] ?? []).flat()) {
      const place = placeOf(value, cuts.get(path));
      const counts = found.get(path) ?? new Map<string, number>();
      found.set(path, counts.set(place, (counts.get(place) ?? 0) + 1));
    }
    const tickets = [...new Set(of.map(({ ticketId }) => ticketId))];
    const ranges = rangesOf((facts[at] ?? []).flat());
    return { pattern, tickets, found, ranges, own: new Map(), told: said[at] ?? new Set(), isCalm: false };
  });
  const telling = tellingPaths(causes);
  for (const cause of causes)
    for (const path of telling.keys()) {
      const mode = modeOf(cause.found.get(path));
      if (mode !== null && !isUsual({ cuts }, path, mode) && isOwn(cause, causes, path, mode))
        cause.own.set(path, mode);
    }
  // What differs by chance alone tells nothing.
  for (const path of [...telling.keys()]) if (!causes.some(({ own }) => own.has(path))) telling.delete(path);
  for (const [at, cause] of causes.entries()) {
    const others = facts.filter((_, other) => other !== at).flat(2);
    cause.isCalm = isCalm(cause, telling, isPlain((facts[at] ?? []).flat(), others));
  }
  return { groups, causes, sorts, gaps, shares, sames, limits, cuts, usual, echoes, telling };
}

/** True for a figure that is nobody's own, where some figures there are somebody's. */
export function isUsual({ cuts }: Pick<Causes, "cuts">, path: string, place: string): boolean {
  const of = cuts.get(path);
  return place === USUAL && of !== undefined && (of.below !== null || of.above !== null);
}

/** True where other causes seldom have a value, one as much as another, and this one has it too often for chance. */
function isOwn(cause: Cause, causes: readonly Cause[], path: string, place: string): boolean {
  const others = causes.filter((one) => one !== cause && one.found.has(path));
  const sum = others.reduce((total, one) => total + shareIn(one.found.get(path), place), 0);
  return others.length > 0 && isSignificant(placesIn(cause.found.get(path), place), sum / others.length);
}

/** Cases from which on a value that nothing else ever had is believed alone. */
const OFTEN = 4;

/** True for a value that a cause always had, and no other cause ever. */
export function isExclusive(cause: Cause, path: string, all: readonly Cause[]): boolean {
  const place = cause.own.get(path);
  const counts = cause.found.get(path);
  if (place === undefined || counts?.size !== 1 || (counts.get(place) ?? 0) < OFTEN) return false;
  return all.every((other) => other === cause || !other.found.get(path)?.has(place));
}

/** True for what names causes, and for a field of few words that tells most of them apart. */
export function isVerdict({ causes, telling }: Pick<Causes, "causes" | "telling">, path: string): boolean {
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

/** The facts of a result in the terms of the causes. */
export function readResult(causes: Causes, result: Readonly<Record<string, unknown>>) {
  return allFacts(result, causes).map(({ path, value }) => ({
    path,
    value,
    place: placeOf(value, causes.cuts.get(path)),
  }));
}

function allFacts(
  result: Readonly<Record<string, unknown>>,
  { sorts, gaps, shares, sames, limits, usual, echoes }: Omit<Causes, "causes" | "cuts" | "telling">,
): Fact[] {
  const names = namesOf(result);
  const same = sames.flatMap(([one, other]): Fact[] => {
    const [left, right] = [names.get(one), names.get(other)];
    return left === undefined || right === undefined
      ? []
      : [{ path: sameName(one, other), value: String(left === right) }];
  });
  // What was asked about is nothing that was found.
  const found = possible(withPresence(inKnownShape(factsOf(result), sorts), gaps), usual).filter(
    ({ path }) => !echoes.includes(fieldOf(path)),
  );
  return [...withLimits(withShares(found, shares), limits), ...same];
}

/** Where a value lies: its word, or the span between cuts. */
function placeOf(value: Fact["value"], cuts: Cuts = { below: null, above: null }): string {
  return typeof value === "number" ? spanOf(value, cuts) : value;
}

function cutsByPath(
  facts: readonly (readonly (readonly Fact[])[])[],
  said: readonly ReadonlySet<string>[],
): Map<string, Cuts> {
  const points = new Map<string, Point[]>();
  for (const [cause, results] of facts.entries())
    for (const { path, value } of results.flat())
      if (typeof value === "number") {
        const known = points.get(path) ?? [];
        known.push({ value, cause, isTold: said[cause]?.has(path) ?? false });
        points.set(path, known);
      }
  return new Map([...points].map(([path, all]) => [path, cutsOf(all)]));
}

/** Paths in which causes differ; a name where nearly each has its own. */
function tellingPaths(causes: readonly Cause[]): Causes["telling"] {
  const telling: Causes["telling"] = new Map();
  for (const path of new Set(causes.flatMap(({ found }) => [...found.keys()]))) {
    const modes = causes.flatMap(({ found }) => modeOf(found.get(path)) ?? []);
    const places = new Set(causes.flatMap(({ found }) => [...(found.get(path)?.keys() ?? [])]));
    const distinct = new Set(modes).size;
    if (distinct < 2 || places.size > MOST_WORDS) continue;
    const isMeasured = [...places].some(
      (place) => place.startsWith("span ") || ["some", "none", "true", "false"].includes(place),
    );
    const isEach = distinct > 2 ? distinct >= MOSTLY * causes.length : causes.length === 2;
    const counts = causes.flatMap(({ found }) => found.get(path) ?? []);
    const isSort = path.endsWith(" sort");
    if (isSort && !isKept(counts)) continue;
    // What a field says, and the sort of a name, are found and not called.
    const isCalled = isEach && !isSort && !path.endsWith(" says") && isKept(counts);
    telling.set(path, isMeasured ? "measure" : isCalled ? "name" : "word");
  }
  return telling;
}

/** The value that is found for a cause, where mostly one is. */
function modeOf(counts: ReadonlyMap<string, number> | undefined): string | null {
  if (!counts) return null;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [first] = [...counts].sort((left, right) => right[1] - left[1]);
  return first && first[1] / total >= MOSTLY ? first[0] : null;
}

/** The words by which the results of a tool name what it is. */
export function namesIn({ causes, telling }: Causes): Set<string> {
  return new Set(causes.flatMap((cause) => namesOfCause(telling, cause)));
}

/** The words by which one cause is named. */
export function namesOfCause(telling: Causes["telling"], cause: Cause): string[] {
  return [...telling.keys()].flatMap((path) => nameOfCause({ telling }, cause, path) ?? []);
}

/** What is found for a cause at a path that names causes; null for any other path. */
export function nameOfCause(
  { telling }: Pick<Causes, "telling">,
  { found }: Cause,
  path: string,
): string | null {
  return telling.get(path) === "name" ? modeOf(found.get(path)) : null;
}
