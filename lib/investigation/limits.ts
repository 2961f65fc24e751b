/** Limits that stand in the results themselves: what is always the same, beside what it limits. Pure. */
import { nameWords } from "#lib/apprentice/facts/hints";
import { ownName } from "#lib/apprentice/facts/leaves";
import { type Fact, fieldOf } from "./facts";

/** A figure and the paths of its limits: one is the most there may be, of several the outermost. */
export type Limit = { path: string; by: readonly string[] };

/** Results from which on it counts that a figure was always the same. */
const SEEN = 6;

/** The limits of a tool's results: figures that are always the same, of the kind of one that varies. */
export function limitsOf(results: readonly (readonly Fact[])[]): Limit[] {
  const figures = new Map<string, { values: Set<number>; of: number; kind: Fact["kind"] }>();
  for (const { path, value, kind } of results.flat()) {
    if (typeof value !== "number") continue;
    const known = figures.get(path) ?? { values: new Set(), of: 0, kind };
    known.of++;
    known.values.add(value);
    figures.set(path, known);
  }
  const often = [...figures].filter(([, { of }]) => of >= SEEN);
  const fixed = often.filter(([, { values }]) => values.size === 1);
  return often
    .filter(([, { values }]) => values.size > 2)
    .flatMap(([path, { kind }]) => {
      const by = fixed.filter((one) => (kind ? one[1].kind === kind : isNamedAlike(path, one[0])));
      return by.length === 0 ? [] : [{ path, by: by.map(([limit]) => limit) }];
    });
}

/** The facts with whether each figure is within its limits; where a limit is missing nothing is said. */
export function withLimits(facts: readonly Fact[], limits: readonly Limit[]): Fact[] {
  const figures = new Map(
    facts.flatMap(({ path, value }) => (typeof value === "number" ? [[path, value]] : [])),
  );
  const within = limits.flatMap(({ path, by }): Fact[] => {
    const value = figures.get(path);
    const bounds = by.flatMap((limit) => figures.get(limit) ?? []);
    if (value === undefined || bounds.length < by.length) return [];
    const isWithin = value <= Math.max(...bounds) && (by.length === 1 || value >= Math.min(...bounds));
    return [{ path: `${path} within`, value: String(isWithin) }];
  });
  return [...facts, ...within];
}

/** True for a figure and a limit whose names share a word beside that of the limit. */
function isNamedAlike(path: string, limit: string): boolean {
  const named = new Set(nameWords(ownName(fieldOf(limit))));
  return nameWords(ownName(fieldOf(path))).some((word) => word.length > 2 && named.has(word));
}
