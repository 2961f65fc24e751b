/** Finds the messages that may be about one trouble, so that not every pair has to be compared. Pure. */
import type { Neighbours } from "./clustering";
import { type CustomerReport, isCode, type Known, type Rarity } from "./pair-match";

/** A message is found by so many of its rarest words: two that say the same share one of them, however common it is. */
const wordsKept = 8;
/** And the newest of those that share one: of thousands that say the same some hundred tell as much. */
const mostOfOneKey = 200;

/** Finds among `pool` those that share a telling word, a code, a service or an incident with a message. */
export function neighboursIn(
  pool: readonly CustomerReport[],
  rarity: Rarity,
  { namedBy }: Pick<Known, "namedBy">,
): Neighbours {
  const keysOf = (one: CustomerReport): string[] => {
    const { ids, about } = namedBy(one);
    const words = one.terms.filter((term) => !isCode(term)).sort((a, b) => rarity(b) - rarity(a));
    return [
      ...words.slice(0, wordsKept),
      ...one.terms.filter(isCode),
      ...(about ? [`service ${about.service}`] : []),
      ...[...ids].map((id) => `incident ${id}`),
    ];
  };
  const found = new Map<string, CustomerReport[]>();
  for (const one of pool)
    for (const key of keysOf(one)) {
      const same = found.get(key);
      if (same) same.push(one);
      else found.set(key, [one]);
    }
  for (const [key, same] of found) found.set(key, same.slice(-mostOfOneKey));
  return (one) => new Set(keysOf(one).flatMap((key) => found.get(key) ?? []));
}
