/** Pairs of what failed together, as they are counted. Pure. */

type Pair = { first: string; second: string };
/** How often the two of each pair failed together, and how often in the order in which they are kept. */
export type Pairs = Map<string, Pair & { together: number; inOrder: number }>;

/** Both failed together, `one` before `other` or after it. */
export function count(pairs: Pairs, one: string, other: string, isBefore: boolean): void {
  if (one === other) return;
  const pair = ordered(one, other);
  const key = pairKey(pair);
  const { together, inOrder } = pairs.get(key) ?? { together: 0, inOrder: 0 };
  const isInOrder = isBefore === (pair.first === one);
  pairs.set(key, { ...pair, together: together + 1, inOrder: inOrder + (isInOrder ? 1 : 0) });
}

/** The pair of both, as it is kept. */
export function ordered(one: string, other: string): Pair {
  return one < other ? { first: one, second: other } : { first: other, second: one };
}

/** A key for both. */
export function pairKey({ first, second }: Pair): string {
  return JSON.stringify([first, second]);
}
