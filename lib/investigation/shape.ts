/** A result in the shape a tool's results had before: what is only named, nested or measured otherwise is the same fact. Pure. */

import { subjectOf } from "#lib/apprentice/facts/quantity";
import type { Fact } from "./facts";

/**
 * The facts under the paths that are known, in their units. A path nobody has met is taken for a known one that is missing
 * here, where both are about the same: of the same words, whatever their order and nesting, or of those and more, where
 * only one fits.
 */
export function inKnownShape(facts: readonly Fact[], known: Sorts): Fact[] {
  if (known.size === 0) return [...facts];
  const here = new Set(facts.map(({ path }) => path));
  const missing = [...known].filter(([path]) => !here.has(path)).map(([path, sorts]) => ({ path, sorts }));
  const strange = facts.filter(({ path }) => !known.has(path));
  if (missing.length === 0 || strange.length === 0) return [...facts];
  const taken = new Map<string, string>();
  for (const fits of [isSame, isWithin])
    for (const fact of strange.filter(({ path }) => !taken.has(path))) {
      const open = missing.filter(({ path }) => ![...taken.values()].includes(path));
      const fitting = open.filter(({ path, sorts }) => sorts.has(sortOf(fact)) && fits(path, fact.path));
      const rivals = strange.filter(
        (other) =>
          !taken.has(other.path) &&
          fitting.some(({ path, sorts }) => sorts.has(sortOf(other)) && fits(path, other.path)),
      );
      const [one] = fitting;
      if (one && fitting.length === 1 && rivals.length === 1) taken.set(fact.path, one.path);
    }
  return facts.map((fact) => {
    const path = taken.get(fact.path);
    return path === undefined ? fact : { ...fact, path, value: inUnitOf(path, fact) };
  });
}

/** Figures and words are never taken for each other. */
type Sort = "figure" | "word";

/** Paths, and what stood there. */
export type Sorts = ReadonlyMap<string, ReadonlySet<Sort>>;

/** The paths of facts, and what stands there. */
export function sortsOf(facts: readonly Fact[]): Sorts {
  const sorts = new Map<string, Set<Sort>>();
  for (const fact of facts) sorts.set(fact.path, (sorts.get(fact.path) ?? new Set()).add(sortOf(fact)));
  return sorts;
}

function sortOf({ value }: Pick<Fact, "value">): Sort {
  return typeof value === "number" ? "figure" : "word";
}

function isSame(known: string, strange: string): boolean {
  return subjectOf(known).words.join(" ") === subjectOf(strange).words.join(" ");
}

/** True where the strange path says all the known one does, and more. */
function isWithin(known: string, strange: string): boolean {
  const said = new Set(subjectOf(strange).words);
  return subjectOf(known).words.every((word) => said.has(word));
}

/** A figure as the known path counts it: seconds as minutes, bytes as GB. */
function inUnitOf(path: string, { value, path: from, kind }: Fact): string | number {
  const unit = subjectOf(path).unit;
  if (typeof value !== "number" || !unit || kind !== unit.kind) return value;
  const own = subjectOf(from).unit;
  return (value * (own?.factor ?? 1)) / unit.factor;
}
