/** How a tool's figures always stood: one that cannot be tells nothing, and two that contradict each other make a result doubtful. Pure. */
import { type Fact, sharePairs } from "./facts";

export type Usual = {
  /** Paths of figures that were never below nothing. */
  positive: ReadonlySet<string>;
  /** The least and the largest figure met. */
  ranges: ReadonlyMap<string, readonly [least: number, most: number]>;
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
  const counts = new Map<string, { of: number; least: number; most: number }>();
  for (const { path, value } of results.flat()) {
    if (typeof value !== "number") continue;
    const known = counts.get(path) ?? { of: 0, least: value, most: value };
    const [least, most] = [Math.min(known.least, value), Math.max(known.most, value)];
    counts.set(path, { of: known.of + 1, least, most });
  }
  return {
    positive: new Set(
      [...counts].filter(([, { of, least }]) => of >= SEEN && least >= 0).map(([path]) => path),
    ),
    ranges: new Map([...counts].map(([path, { least, most }]) => [path, [least, most]])),
    within: sharePairs(results).filter(([part, whole]) => sharesWord(part, whole)),
  };
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
