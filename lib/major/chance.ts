/** How likely it is that so many customers write alike by chance. Pure. */

/** P(N ≥ `count`) where `expected` of a kind come on average (Poisson). */
export function poissonTail(count: number, expected: number): number {
  if (count <= 0) return 1;
  if (expected <= 0) return 0;
  // Summed from the term at `count` on: one minus the rest loses small chances to rounding.
  let term = Math.exp(count * Math.log(expected) - expected - logFactorial(count));
  let sum = 0;
  for (let n = count; n < count + 1_000; n++) {
    sum += term;
    if (n > expected && term < sum * 1e-12) break;
    term *= expected / (n + 1);
  }
  return Math.min(1, sum);
}

function logFactorial(count: number): number {
  let sum = 0;
  for (let n = 2; n <= count; n++) sum += Math.log(n);
  return sum;
}

/** What came before, of one kind of message. */
export type Past = {
  /** Times, in milliseconds, at which a customer wrote alike, each with who. */
  alike: readonly { at: number; whose: string }[];
  /** How much of a week's messages fall into this hour of the week, against an even share. */
  season: number;
  /** How many messages of all kinds are known, and when the others of now came. */
  all: number;
  others: readonly number[];
  /** Since when messages are known, and the time now. */
  since: number;
  now: number;
};

/** Messages of a kind nobody has seen yet are expected this often in the time that is known. */
const unseen = 0.5;
const day = 24 * 3_600_000;
/** Of fewer messages no share is known. */
const young = 200;

/**
 * How many are expected within `window` milliseconds before `now`: at any time, as many as came at this hour of earlier
 * weeks, or their usual share where more is written about everything.
 */
export function expectedIn(window: number, past: Past): number {
  const { alike, season, since, now, all, others } = past;
  const known = Math.max(day, now - since);
  const usual = ((alike.length + unseen) / known) * window * Math.max(0.25, season);
  const weeks = Math.max(1, Math.floor(known / week));
  const thisHour = (atThisHour(past).length / weeks) * (window / (2 * around));
  const busy = others.filter((at) => at >= now - window && at <= now).length;
  return Math.max(usual, thisHour, ((alike.length + unseen) / Math.max(young, all)) * busy);
}

/** The most customers that wrote alike within one `window` at this hour of an earlier week: what comes every Monday is no incident. */
export function busiest(window: number, past: Past): number {
  const sorted = atThisHour(past).sort((a, b) => a.at - b.at);
  let most = 0;
  let from = 0;
  for (const [to, { at }] of sorted.entries()) {
    while ((sorted[from]?.at ?? at) < at - window) from++;
    most = Math.max(most, new Set(sorted.slice(from, to + 1).map(({ whose }) => whose)).size);
  }
  return most;
}

const week = 7 * day;
/** What came so long before or after this hour of the week came at this hour. */
const around = 3 * 3_600_000;

function atThisHour({ alike, now }: Past): { at: number; whose: string }[] {
  return alike.filter(({ at }) => {
    const off = (now - at) % week;
    return now - at > week / 2 && Math.min(off, week - off) <= around;
  });
}
