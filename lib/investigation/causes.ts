/** What a tool's results turned out to mean: learnt from closed cases, each result with what the team said of it. Pure. */
import { literalText, slotsIn, toPattern } from "#lib/apprentice/templates";
import { overlap } from "#lib/apprentice/tokens";
import { type Cuts, cutsOf, type Point, spanOf, USUAL } from "./cuts";
import { type Fact, factsOf, fieldOf, namesOf, sameName, samePairs, sharePairs, withShares } from "./facts";
import { echoesIn, isKept, isSignificant, placesIn, shareIn } from "./own-values";
import { possible, type Usual, usualOf } from "./usual";

/** A result on a closed case and the reply that told it; `values` are what the reply may have taken from the case, by slot. */
export type Example = {
  ticketId: number;
  result: Readonly<Record<string, unknown>>;
  reply: string;
  values: ReadonlyMap<string, string>;
};

/** One thing it turned out to be. */
export type Cause = {
  /** What was said of it, as a pattern. */
  pattern: string;
  tickets: number[];
  /** By path: how often each span or word was found. */
  found: Map<string, Map<string, number>>;
  /** What is found with it mostly and with others seldom, by path. */
  own: Map<string, string>;
};

/** A name each cause has of its own, a measure, or a plain word. */
export type Telling = "name" | "measure" | "word";

export type Causes = {
  causes: Cause[];
  shares: [string, string][];
  sames: [string, string][];
  cuts: Map<string, Cuts>;
  /** How figures always stood, so that one which cannot be is known. */
  usual: Usual;
  /** Paths under which a result says again what was asked about. */
  echoes: readonly string[];
  /** Paths that tell causes apart. */
  telling: Map<string, Telling>;
};

/** Replies that share this much of their own words say the same. */
const SAME = 0.7;
/** Share of a cause's results from which a value is its usual one, and of others' up to which it is its own. */
const MOSTLY = 0.6;
/** A word with more values than this names something. */
const MOST_WORDS = 24;

/** Learns the causes of one tool. */
export function learnCauses(examples: readonly Example[]): Causes {
  const told = causesOf(groupsOf(examples));
  // Told in several ways, and one thing by what the tool calls it.
  const merged = new Map<string, Group>();
  for (const [at, group] of told.groups.entries()) {
    const cause = told.causes[at];
    const names = cause ? namesOfCause(told.telling, cause).join(" ") : "";
    const key = names || `group ${at}`;
    const known = merged.get(key);
    if (known) known.of.push(...group.of);
    else merged.set(key, { pattern: group.pattern, of: [...group.of] });
  }
  const { groups: _, ...causes } = causesOf([...merged.values()]);
  return causes;
}

function causesOf(groups: readonly Group[]): Causes & { groups: readonly Group[] } {
  const results = groups.map(({ of }) => of.map(({ result }) => result));
  const usual = usualOf(results.flat().map(factsOf));
  const echoes = echoesIn(groups.flatMap(({ of }) => of.map(({ values }) => values)));
  const shares = sharePairs(results.flat().map(factsOf));
  const sames = samePairs(results.flat().map(namesOf));
  const facts = results.map((each) =>
    each.map((result) => allFacts(result, { shares, sames, usual, echoes })),
  );
  const cuts = cutsByPath(facts, told(groups));
  const causes = groups.map(({ pattern, of }, at): Cause => {
    const found = new Map<string, Map<string, number>>();
    for (const { path, value } of (facts[at] ?? []).flat()) {
      const place = placeOf(value, cuts.get(path));
      const counts = found.get(path) ?? new Map<string, number>();
      found.set(path, counts.set(place, (counts.get(place) ?? 0) + 1));
    }
    return { pattern, tickets: [...new Set(of.map(({ ticketId }) => ticketId))], found, own: new Map() };
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
  return { groups, causes, shares, sames, cuts, usual, echoes, telling };
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
  { shares, sames, usual, echoes }: Pick<Causes, "shares" | "sames" | "usual" | "echoes">,
): Fact[] {
  const names = namesOf(result);
  const same = sames.flatMap(([one, other]): Fact[] => {
    const [left, right] = [names.get(one), names.get(other)];
    return left === undefined || right === undefined
      ? []
      : [{ path: sameName(one, other), value: String(left === right) }];
  });
  // What was asked about is nothing that was found.
  const found = possible(factsOf(result), usual).filter(({ path }) => !echoes.includes(fieldOf(path)));
  return [...withShares(found, shares), ...same];
}

/** Where a value lies: its word, or the span between cuts. */
function placeOf(value: Fact["value"], cuts: Cuts = { below: null, above: null }): string {
  return typeof value === "number" ? spanOf(value, cuts) : value;
}

type Group = { pattern: string; of: Example[] };

function groupsOf(examples: readonly Example[]): Group[] {
  const groups: (Group & { words: string })[] = [];
  for (const example of examples) {
    const { text } = toPattern(example.reply, example.values);
    const words = literalText(text);
    const same = groups.find((group) => overlap(group.words, words) >= SAME);
    if (same) same.of.push(example);
    else groups.push({ pattern: text, words, of: [example] });
  }
  return groups;
}

/** By cause, the paths whose values its reply tells: what a team says of it is what it was told by. */
function told(groups: readonly Group[]): ReadonlySet<string>[] {
  return groups.map(({ pattern }) => new Set(slotsIn(pattern)));
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
    telling.set(path, isMeasured ? "measure" : isEach && isKept(counts) ? "name" : "word");
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
