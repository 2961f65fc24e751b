/** How much oftener something happens a while after something else than it does anyway: learnt from pauses. Pure. */

/** `again`: a component raises an alert it had never raised, after its last one. `return`: an alert fires anew, after its end. */
export const pauseKinds = ["again", "return"] as const;
export type PauseKind = (typeof pauseKinds)[number];

/** A pause of so many milliseconds, of something that happens `rate` times an hour; `isEnded` by what it is a pause of. */
export type Pause = { kind: PauseKind; length: number; rate: number; isEnded: boolean };

/**
 * What was seen of pauses while they were of one length: how many ended, how many would have by the usual rate of each, and
 * how many hours they went on.
 */
export type Stretch = { kind: PauseKind; stretch: number; seen: number; expected: number; waited: number };

const minute = 60_000;
const hour = 60 * minute;
/** Where the stretches of a pause end; what comes later is not looked at. */
const ends = [0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 60, 90, 120, 180, 240].map((end) => end * minute);

/** Until more is known: the share that is of the same failure, the time until half of those were seen, and in how many pauses. */
const guesses: Record<PauseKind, { share: number; median: number }> = {
  again: { share: 0.5, median: 5 * minute },
  return: { share: 0.5, median: 30 * minute },
};
const asIfSeen = 20;

/** Sums pauses up. */
export function stretchesOf(pauses: readonly Pause[]): Stretch[] {
  const found = new Map<string, Stretch>();
  for (const { kind, length, rate, isEnded } of pauses)
    for (const [stretch, end] of ends.entries()) {
      const begin = ends[stretch - 1] ?? 0;
      if (stretch > 0 && length <= begin) break;
      const key = `${kind} ${stretch}`;
      const sum = found.get(key) ?? { kind, stretch, seen: 0, expected: 0, waited: 0 };
      found.set(key, sum);
      const waited = (Math.min(length, end) - begin) / hour;
      sum.waited += waited;
      sum.expected += waited * rate;
      if (isEnded && length <= end) sum.seen += 1;
    }
  return [...found.values()];
}

/** What was learnt of pauses so far. */
export class Habits {
  private readonly known: ReadonlyMap<string, Stretch>;

  constructor(stretches: readonly Stretch[]) {
    this.known = new Map(stretches.map((one) => [`${one.kind} ${one.stretch}`, one]));
  }

  /**
   * How many times likelier what comes after a pause of `length` milliseconds is of the failure before it than of a new one,
   * which there are `rate` times an hour.
   */
  sameOdds(kind: PauseKind, length: number, rate: number): number {
    const place = ends.findIndex((end) => length <= end);
    if (place < 0) return 0;
    const guess = guessed(kind, ends[place - 1] ?? 0, ends[place] ?? 0);
    const known = this.known.get(`${kind} ${place}`);
    return (known ? rateBeyond(known, guess) : guess.seen / guess.waited) / rate;
  }
}

/**
 * The likeliest rate an hour, beside the usual one, at which a pause ends: what was seen is a Poisson number of both, and what
 * is guessed a gamma distribution of this one.
 */
function rateBeyond({ seen, expected, waited }: Omit<Stretch, "kind" | "stretch">, guess: Guess): number {
  const all = waited + guess.waited;
  const half = ((seen + guess.seen) * waited - all * expected) / 2;
  return (half + Math.sqrt(half ** 2 + all * waited * guess.seen * expected)) / (all * waited);
}

type Guess = { seen: number; waited: number };

/** What is taken to have been seen between two lengths of a pause: the tail of what is guessed is a long one. */
function guessed(kind: PauseKind, begin: number, end: number): Guess {
  const { share, median } = guesses[kind];
  const over = (length: number) => (share * length) / (length + median);
  return {
    seen: asIfSeen * (over(end) - over(begin)),
    waited: asIfSeen * (1 - over((begin + end) / 2)) * ((end - begin) / hour),
  };
}
