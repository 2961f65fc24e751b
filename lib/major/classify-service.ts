/** Classifies the service of a message, from how tickets with the same terms were triaged. Pure. */

/** How many triaged messages with a term belong to each service. */
export type ServiceTerms = ReadonlyMap<string, ReadonlyMap<string, number>>;

export type ServiceGuess = { service: string; sure: number };

/** A term seen fewer times says nothing. */
const fewest = 3;
/** However many words point to it, a guess is less than what somebody filed, or what the message itself names. */
const surest = 0.95;
/** Below this nobody is told of a guess. */
const least = 0.3;

/**
 * The service the words point to: each term votes with the share of its messages that were filed under it; the votes
 * of several terms add up as independent signs do. A message that is filed is about what it is filed under.
 */
export function classifyService(
  { terms, service }: { terms: readonly string[]; service: string | null },
  filed: ServiceTerms,
): ServiceGuess | null {
  if (service !== null) return { service, sure: 1 };
  const doubts = new Map<string, number>();
  for (const term of terms) {
    const counts = filed.get(term);
    const all = counts ? [...counts.values()].reduce((sum, count) => sum + count, 0) : 0;
    if (!counts || all < fewest) continue;
    for (const [about, count] of counts) {
      const share = count / (all + 1);
      // What is spread over many services points to none.
      if (share >= 0.4) doubts.set(about, (doubts.get(about) ?? 1) * (1 - share));
    }
  }
  const [best, second] = [...doubts].sort((a, b) => a[1] - b[1]);
  if (!best) return null;
  const sure = Math.min(surest, (1 - best[1]) * (second ? 1 - 0.5 * (1 - second[1]) : 1));
  return sure >= least ? { service: best[0], sure } : null;
}

/** How sure it is that two messages are about one service, and that they are about two. */
export function agreementOf(
  one: ServiceGuess | null,
  other: ServiceGuess | null,
): { same: number; other: number } {
  if (!one || !other) return { same: 0, other: 0 };
  const both = one.sure * other.sure;
  return one.service === other.service ? { same: both, other: 0 } : { same: 0, other: both };
}
