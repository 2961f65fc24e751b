/** Whether a value is a cause's own and not met with it by chance; and what results say again of what was asked. Pure. */

/** Share of others' results up to which a value may be one cause's own. */
const SELDOM = 0.25;
/** A value that chance alone would bring as often as this is nobody's own. */
const BY_CHANCE = 0.012;
/** Share of results that have their cause's word where words name causes. */
const KEPT = 0.9;
/** Times a cause came back with its word from which on the word is its name and no chance. */
const CAME_BACK = 3;
/** Results from which on it counts that all of them said again what was asked. */
const ECHOES_SEEN = 3;

/** How often a place was found among all that were. */
export function placesIn(counts: ReadonlyMap<string, number> | undefined, place: string) {
  const of = counts ? [...counts.values()].reduce((sum, count) => sum + count, 0) : 0;
  return { met: counts?.get(place) ?? 0, of };
}

export function shareIn(counts: ReadonlyMap<string, number> | undefined, place: string): number {
  const { met, of } = placesIn(counts, place);
  return of === 0 ? 0 : met / of;
}

/** True where others seldom have a value, and having it so often is no chance. */
export function isSignificant({ met, of }: ReturnType<typeof placesIn>, otherShare: number): boolean {
  if (otherShare > SELDOM) return false;
  // A value nobody else was ever met with may still be met with somebody.
  const chance = Math.max(otherShare, 0.01);
  let tail = 0;
  let term = (1 - chance) ** of;
  for (let count = 0; count <= of; count++) {
    if (count >= met) tail += term;
    term *= (((of - count) / (count + 1)) * chance) / (1 - chance);
  }
  return tail <= BY_CHANCE;
}

/** True where each cause has its word each time it comes back: a verdict does, the place where something runs does not. */
export function isKept(counts: readonly ReadonlyMap<string, number>[]): boolean {
  let [all, kept, again] = [0, 0, 0];
  for (const words of counts) {
    const times = [...words.values()];
    const [total, most] = [times.reduce((sum, count) => sum + count, 0), Math.max(...times)];
    if (total < 2) continue;
    all += total;
    kept += most;
    again += total - 1;
  }
  return again >= CAME_BACK && kept >= KEPT * all;
}

/** Paths of results under which always stood what was asked about; `values` hold both, a question's with "?" before it. */
export function echoesIn(values: readonly ReadonlyMap<string, string>[]): string[] {
  const counts = new Map<string, { same: number; other: number }>();
  for (const each of values)
    for (const [slot, asked] of each) {
      const path = slot.startsWith("?") ? slot.slice(1) : null;
      const said = path === null ? undefined : each.get(path);
      if (path === null || said === undefined) continue;
      const known = counts.get(path) ?? { same: 0, other: 0 };
      known[isSame(asked, said) ? "same" : "other"]++;
      counts.set(path, known);
    }
  return [...counts]
    .filter(([, { same, other }]) => other === 0 && same >= ECHOES_SEEN)
    .map(([path]) => path);
}

/** What a result is about where that is not what was asked about; null where it is, or does not say. */
export function aboutAnother(echoes: readonly string[], values: ReadonlyMap<string, string>): string | null {
  for (const path of echoes) {
    const [asked, said] = [values.get(`?${path}`), values.get(path)];
    if (asked !== undefined && said !== undefined && said !== "" && !isSame(asked, said)) return said;
  }
  return null;
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
