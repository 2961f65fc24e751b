/** How much one source, person or key may take at once and a minute, in this process: what is over it is refused with a sentence. */
import { AppError } from "./errors";

export type Allowance = {
  /** What is limited, as the refusal names it: "searches". */
  what: string;
  /** So many at once by one of them; no bound where it is left out. */
  atOnce?: number;
  /** So many a minute by one of them, of which so many may come in one go. */
  aMinute?: number;
};

export type Share = {
  /** Takes one for `who`; call what it returns when it is over. Throws `rate_limited`. */
  take(who: string): () => void;
  /** Runs `work` as one of `who`. */
  run<T>(who: string, work: () => Promise<T>): Promise<T>;
};

type Held = { active: number; left: number; filledAt: number };

/** Keeps each to his share; those who are at rest with their share untouched are forgotten. */
export function shareOf(
  { what, atOnce, aMinute }: Allowance,
  now: () => number = () => performance.now(),
): Share {
  const everybody = new Map<string, Held>();
  const full = aMinute ?? 0;
  const refill = (held: Held) => {
    held.left = Math.min(full, held.left + ((now() - held.filledAt) * full) / 60_000);
    held.filledAt = now();
  };
  const forgetRested = () => {
    for (const [who, held] of everybody) {
      refill(held);
      if (held.active === 0 && held.left >= full) everybody.delete(who);
    }
  };
  const take = (who: string) => {
    if (everybody.size >= 1_000 && !everybody.has(who)) forgetRested();
    const held = everybody.get(who) ?? { active: 0, left: full, filledAt: now() };
    everybody.set(who, held);
    refill(held);
    if (atOnce !== undefined && held.active >= atOnce)
      throw refused(`At most ${atOnce} ${what} at once are open to you. Close one and try again.`, 2);
    if (aMinute !== undefined && held.left < 1) {
      const wait = Math.ceil(((1 - held.left) * 60) / aMinute);
      throw refused(`At most ${aMinute} ${what} a minute are open to you. Try again in ${wait} s.`, wait);
    }
    held.active++;
    held.left -= 1;
    let isOver = false;
    return () => {
      if (!isOver) held.active--;
      isOver = true;
    };
  };
  const run = async <T>(who: string, work: () => Promise<T>) => {
    const end = take(who);
    try {
      return await work();
    } finally {
      end();
    }
  };
  return { take, run };
}

function refused(sentence: string, retryAfter: number): AppError {
  return new AppError("rate_limited", sentence, { retryAfter });
}
