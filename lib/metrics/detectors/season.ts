/** What is usual at this hour: learnt by hour of week, hour of day and twelfth of the hour, as far as the series shows it. */
import { at, get, type SeriesState, trendHours } from "./state";

/** Which season explains the series; `none` is its running level. */
export const seasons = ["none", "day", "week"] as const;
export type Season = (typeof seasons)[number];

/** What was expected at this moment. `deviation` in usual errors; 0 while there is no season to speak of. */
export type Expectation = { season: Season; value: number; error: number; deviation: number };

/** Points the running errors look back on. */
const memory = 500;
/** A season is believed when it errs by less than this share of what the level errs. */
const worthwhile = 0.75;

/** Compares `x` with what is usual at its time, then learns it. `level` is the running mean before it. */
export function expectation(state: SeriesState, seconds: number, x: number, level: number): Expectation {
  const { numbers, minutes } = state;
  const hour = Math.floor(seconds / 3600);
  if (hour !== get(state, at.hour)) turn(state, hour);
  const within = seconds / 3600 - hour;
  const twelfth = Math.min(11, Math.floor(within * 12));
  const swing = minutes[twelfth] as number;
  const ranges = [
    [level, level] as const,
    usual(state.day, hour, within, level),
    usual(state.week, hour + mondayOffset, within, level),
  ];
  const season = believed(state);
  const range = ranges[seasons.indexOf(season)] ?? [level, level];
  const middle = (range[0] + range[1]) / 2;
  const plain = errorOf(state, season);
  const isFiner = get(state, at.errors + 3) < worthwhile * plain;
  const error = isFiner ? get(state, at.errors + 3) : plain;
  const off = beyond(range, x - (isFiner ? swing : 0));
  const expected = {
    season,
    value: middle + (isFiner ? swing : 0),
    error,
    deviation: season === "none" && !isFiner ? 0 : deviationOf(off, error),
  };
  for (const [index, one] of ranges.entries()) learnError(state, index, beyond(one, x));
  learnError(state, 3, beyond(range, x - swing));
  const missed = Math.max(-4 * plain, Math.min(4 * plain, x - middle));
  minutes[twelfth] = swing + (missed - swing) * 0.03;
  numbers[at.hourSum] = get(state, at.hourSum) + x;
  numbers[at.hourCount] = get(state, at.hourCount) + 1;
  return expected;
}

/** The season to be believed now: none is learnt from less than a whole one. */
export function believed(state: SeriesState): Season {
  const [none, day, week] = seasons.map((season) => errorOf(state, season)) as [number, number, number];
  const hours = get(state, at.hoursSeen);
  if (hours >= 9 * 24 && week < worthwhile * none && week < 0.9 * day) return "week";
  return hours >= 36 && day < worthwhile * none ? "day" : "none";
}

/** What is usual at any moment, by what is known now: a range around the season, or around the level where there is none. */
export function usualRange(state: SeriesState, seconds: number): { low: number; high: number } {
  const origin = get(state, at.origin);
  const season = believed(state);
  if (season === "none") {
    const margin = 3 * Math.sqrt(get(state, at.moments + 1));
    const mean = origin + get(state, at.moments);
    return { low: mean - margin, high: mean + margin };
  }
  const hour = Math.floor(seconds / 3600);
  const within = seconds / 3600 - hour;
  const level = get(state, at.moments);
  const [low, high] =
    season === "week"
      ? usual(state.week, hour + mondayOffset, within, level)
      : usual(state.day, hour, within, level);
  const middle = origin + (low + high) / 2;
  const margin = seasonMargin * errorOf(state, season);
  return { low: middle - margin, high: middle + margin };
}

/** Usual errors to either side of what a season expects. */
export const seasonMargin = 5;

/** Hour 0 of 1970 was a Thursday's. */
const mondayOffset = 72;

/** The hour that ended becomes what is usual, bounded, so that one odd hour does not. */
function turn(state: SeriesState, hour: number): void {
  const { numbers, hours } = state;
  const count = get(state, at.hourCount);
  const last = get(state, at.hour);
  if (count > 0) {
    const mean = get(state, at.hourSum) / count;
    const bound = 4 * errorOf(state, believed(state));
    settle(state.day, last, { mean, bound, rate: 0.3 });
    settle(state.week, last + mondayOffset, { mean, bound, rate: 0.4 });
    hours.copyWithin(0, 1);
    hours[trendHours - 1] = mean;
    numbers[at.hoursSeen] = get(state, at.hoursSeen) + 1;
  }
  numbers[at.hour] = hour;
  numbers[at.hourSum] = 0;
  numbers[at.hourCount] = 0;
}

function settle(
  profile: Float32Array,
  hour: number,
  seen: { mean: number; bound: number; rate: number },
): void {
  const place = wrap(hour, profile.length);
  const known = profile[place] as number;
  if (Number.isNaN(known)) profile[place] = seen.mean;
  else profile[place] = known + seen.rate * Math.max(-seen.bound, Math.min(seen.bound, seen.mean - known));
}

/** From this hour's value halfway to that of the neighbour that is nearer in time; the level where nothing is known. */
function usual(
  profile: Float32Array,
  hour: number,
  within: number,
  level: number,
): readonly [number, number] {
  const here = profile[wrap(hour, profile.length)] as number;
  if (Number.isNaN(here)) return [level, level];
  const next = profile[wrap(hour + (within < 0.5 ? -1 : 1), profile.length)] as number;
  if (Number.isNaN(next)) return [here, here];
  const toward = here + (next - here) * Math.abs(within - 0.5);
  return here < toward ? [here, toward] : [toward, here];
}

function beyond([low, high]: readonly [number, number], x: number): number {
  return x < low ? low - x : x > high ? x - high : 0;
}

function deviationOf(off: number, error: number): number {
  return error > 0 ? Math.min(100, off / error) : off > 0 ? 10 : 0;
}

export function errorOf({ numbers }: SeriesState, season: Season): number {
  return numbers[at.errors + seasons.indexOf(season)] as number;
}

/** Learns an absolute error; one that is out of all proportion counts for less. */
function learnError({ numbers }: SeriesState, index: number, error: number): void {
  const place = at.errors + index;
  const known = numbers[place] as number;
  const seen = Math.min(numbers[at.points] as number, memory);
  const bounded = seen > 50 && known > 0 ? Math.min(error, 8 * known) : error;
  numbers[place] = known + (bounded - known) / (seen + 1);
}

function wrap(hour: number, length: number): number {
  return ((hour % length) + length) % length;
}
