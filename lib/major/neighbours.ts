/** Finds the messages that may be about one trouble, so that not every pair has to be compared. Pure. */
import type { Neighbours } from "./clustering";
import { type CustomerReport, isCode, type Known, type Rarity } from "./pair-match";

/** A message is found by so many of its rarest words: two that say the same share one of them, however common it is. */
const wordsKept = 8;
/** And the newest of those that share one: of thousands that say the same some hundred tell as much. */
const mostOfOneKey = 200;

type NamedBy = Known["namedBy"];

/** What a message is found by: its telling words, codes, service and incidents. */
export function keysBy(rarity: Rarity, namedBy: NamedBy): (one: CustomerReport) => string[] {
  return (one) => {
    const words = one.terms.filter((term) => !isCode(term)).sort((a, b) => rarity(b) - rarity(a));
    return [...words.slice(0, wordsKept), ...one.terms.filter(isCode), ...keysOfNames(one, namedBy)];
  };
}

/** What others may find a message by: all that it says. */
export function allKeys(one: CustomerReport, namedBy: NamedBy): string[] {
  return [...one.terms, ...keysOfNames(one, namedBy)];
}

function keysOfNames(one: CustomerReport, namedBy: NamedBy): string[] {
  const { ids, about } = namedBy(one);
  return [...(about ? [`service ${about.service}`] : []), ...[...ids].map((id) => `incident ${id}`)];
}

/** Finds among `pool` those that have a key in common with a message. */
export function neighboursIn(
  pool: readonly CustomerReport[],
  keysOf: (one: CustomerReport) => string[],
): Neighbours {
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
