/** How a tool's figures always stood: one that cannot be tells nothing, and two that contradict each other make a result doubtful. Pure. */
import { type Fact, sharePairs } from "./facts";

export type Range = readonly [least: number, most: number];

export type Usual = {
  /** Paths of figures that were never below nothing. */
  positive: ReadonlySet<string>;
  /** The least and the largest figure met. */
  ranges: ReadonlyMap<string, Range>;
  /** Where words were few: those that were met. */
  words: ReadonlyMap<string, ReadonlySet<string>>;
  /** A use and its limit, as their names say: the one was always within the other. */
  within: readonly (readonly [part: string, whole: string])[];
};

/** Results from which on "never" counts. */
const SEEN = 6;
const WITHIN = 1.05;
/** Share of a range by which a figure may lie beyond it. */
const ROOM = 0.25;

/** What held in every result. */
export function usualOf(results: readonly (readonly Fact[])[]): Usual {
  const facts = results.flat();
  const ranges = rangesOf(facts);
  const times = new Map<string, number>();
  for (const { path } of facts) times.set(path, (times.get(path) ?? 0) + 1);
  return {
    positive: new Set(
      [...ranges]
        .filter(([path, [least]]) => (times.get(path) ?? 0) >= SEEN && least >= 0)
        .map(([path]) => path),
    ),
    ranges,
    words: fewWords(results.flat()),
    within: sharePairs(results).filter(([part, whole]) => sharesWord(part, whole)),
  };
}

/** The least and the largest figure of each path. */
export function rangesOf(facts: readonly Fact[]): Map<string, Range> {
  const ranges = new Map<string, Range>();
  for (const { path, value } of facts) {
    if (typeof value !== "number") continue;
    const [least, most] = ranges.get(path) ?? [value, value];
    ranges.set(path, [Math.min(least, value), Math.max(most, value)]);
  }
  return ranges;
}

/** Words of a path that are few: a state has that many, a name has more. */
const FEW = 4;
/** How often a word was met on average, where words are few. */
const AGAIN = 3;

function fewWords(facts: readonly Fact[]): Map<string, Set<string>> {
  const counts = new Map<string, { of: number; words: Set<string> }>();
  for (const { path, value } of facts) {
    if (typeof value !== "string") continue;
    const known = counts.get(path) ?? { of: 0, words: new Set<string>() };
    known.of++;
    known.words.add(value);
    counts.set(path, known);
  }
  const few = [...counts].filter(
    ([, { of, words }]) => of >= SEEN && words.size <= FEW && of >= AGAIN * words.size,
  );
  return new Map(few.map(([path, { words }]) => [path, words]));
}

/** True for a word where others were met again and again, and never this one. */
export function isNewWord({ path, value }: Fact, { words }: Pick<Usual, "words">): boolean {
  return (
    typeof value === "string" &&
    value !== "none" &&
    !path.endsWith(" within") &&
    words.get(path)?.has(value) === false
  );
}

/** The facts without figures that stand for "unknown": below nothing, where none ever was. */
export function possible(facts: readonly Fact[], { positive }: Pick<Usual, "positive">): Fact[] {
  return facts.filter(({ path, value }) => typeof value !== "number" || value >= 0 || !positive.has(path));
}

/** True for a figure that lies well beyond every one that was met. */
export function isBeyond({ path, value }: Fact, { ranges }: Pick<Usual, "ranges">): boolean {
  const range = ranges.get(path);
  if (typeof value !== "number" || !range) return false;
  const [least, most] = range;
  const room = ROOM * (most - least);
  return value < least - room || value > most + room;
}

/** The first two figures of which the one is beyond the other, as it never was; null where none is. */
export function impossible(facts: readonly Fact[], { within }: Pick<Usual, "within">): string | null {
  const figures = new Map(
    facts.flatMap(({ path, value }) => (typeof value === "number" ? [[path, value]] : [])),
  );
  const broken = within.find(([part, whole]) => {
    const [of, by] = [figures.get(part), figures.get(whole)];
    return of !== undefined && by !== undefined && by > 0 && of > WITHIN * by;
  });
  return broken ? `${broken[0]} is beyond ${broken[1]}` : null;
}

/** Names of one thing share a word: "connections" and "max_connections". */
function sharesWord(one: string, other: string): boolean {
  const words = (path: string) =>
    path
      .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
      .toLowerCase()
      .match(/\p{L}{3,}/gu) ?? [];
  const its = new Set(words(other));
  return words(one).some((word) => its.has(word));
}
