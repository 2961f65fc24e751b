/** The detector: one point after the other, a fixed amount of state, nothing of what comes later. */
import { valued } from "./counter";
import { learnInterval } from "./intervals";
import { type Component, scorePoint } from "./score";
import { type Season, seasonMargin } from "./season";
import { countOnset, threshold } from "./sensitivity";
import { at, get, type SeriesState } from "./state";

export type DetectorSettings = {
  /** The readings only grow, but for restarts. */
  isCounter: boolean;
  /** Anomalies a week that may turn out to be none. */
  falseAlarmsPerWeek: number;
};

/** What is made of a point that was ingested. */
export type Judged = {
  outcome: "judged";
  value: number;
  /** How unusual the point is as an onset; 0 within the refractory period of a more unusual one. */
  score: number;
  /** From which score on an onset is an anomaly here. */
  threshold: number;
  leading: Component;
  season: Season;
  /** The range expected at this moment. */
  low: number;
  high: number;
  isReset: boolean;
  change: "opened" | "closed" | null;
};

/** `ignored`: nothing was learnt from it, and why. `noted`: a counter's first reading, which is no value yet. */
export type Outcome = Judged | { outcome: "noted" } | { outcome: "ignored"; why: "not_finite" | "not_newer" };

/** Points after an onset in which only a clearly more unusual one counts: a share of all there were, within bounds. */
const refractory = { share: 0.06, least: 120, most: 480 };
const clearly = 1.1;
/** An anomaly ends after so many calm points in a row, or has become the usual after a day. */
const calmPoints = 12;
/** Share of the threshold below which windows are calm. */
const calmShare = 0.6;
const longestAnomaly = 86_400;
/** Points before which a series is cold: everything is new to it. */
export const coldPoints = 120;

/** Judges a point by what was before it, then learns it. `seconds` since 1970. */
export function observe(
  state: SeriesState,
  { seconds, reading }: { seconds: number; reading: number },
  settings: DetectorSettings,
): Outcome {
  if (!Number.isFinite(reading) || !Number.isFinite(seconds))
    return { outcome: "ignored", why: "not_finite" };
  const { numbers } = state;
  const last = get(state, at.lastAt);
  const isFirst = last === 0;
  if (!isFirst && seconds <= last) return { outcome: "ignored", why: "not_newer" };
  const elapsed = isFirst ? 0 : seconds - last;
  const { value, isReset } = valued(state, reading, { isCounter: settings.isCounter, seconds: elapsed });
  if (isFirst) numbers[at.firstAt] = seconds;
  else learnInterval(state, elapsed);
  numbers[at.lastAt] = seconds;
  if (value === null) return { outcome: "noted" };
  const points = get(state, at.points);
  if (points === 0) numbers[at.origin] = value;
  const origin = get(state, at.origin);
  const mean = get(state, at.moments);
  const spread = Math.sqrt(get(state, at.moments + 1));
  const { score: raw, leading, expected } = scorePoint(state, seconds, bounded(state, value - origin));
  numbers[at.points] = points + 1;
  const score = onset(state, raw);
  const limit = threshold(state, settings.falseAlarmsPerWeek);
  if (score > 0 && points >= coldPoints) countOnset(state, score);
  const middle = origin + (expected.season === "none" ? mean : expected.value);
  const margin = expected.season === "none" ? 3 * spread : seasonMargin * expected.error;
  const range = { low: middle - margin, high: middle + margin };
  const isSeasonal = expected.season !== "none";
  const change =
    points < coldPoints
      ? null
      : trackEpisode(state, { raw, score, limit, seconds, value, range, isSeasonal });
  return {
    outcome: "judged",
    value,
    score,
    threshold: limit,
    leading,
    season: expected.season,
    ...range,
    isReset,
    change,
  };
}

/** Of a value further from the mean than so many times all that was usual, only so much is taken in. */
const farthest = 100;
/** Squares of more are no numbers any more. */
const largest = 1e150;

/** A value, as its distance from the origin, within reason: one absurd reading must not drown all that follows. */
function bounded(state: SeriesState, x: number): number {
  const mean = get(state, at.moments);
  const spread = Math.sqrt(get(state, at.moments + 1));
  const usual = spread + Math.abs(mean) + Math.abs(get(state, at.origin));
  const reach = usual > 0 && get(state, at.points) >= coldPoints ? farthest * usual : largest;
  return Math.max(-largest, Math.min(largest, mean + Math.max(-reach, Math.min(reach, x - mean))));
}

/** Whether an anomaly is open. */
export function isAnomalous(state: SeriesState): boolean {
  return get(state, at.openedAt) > 0;
}

/** The score when it stands out from all within the refractory period, else 0. */
function onset({ numbers }: SeriesState, raw: number): number {
  const age = (numbers[at.peakAge] as number) + 1;
  const share = refractory.share * (numbers[at.points] as number);
  const quiet = Math.max(refractory.least, Math.min(refractory.most, share));
  const peak = age > quiet ? 0 : (numbers[at.peak] as number);
  const isOnset = raw > clearly * peak;
  numbers[at.peak] = Math.max(raw, peak);
  numbers[at.peakAge] = isOnset ? 0 : age;
  return isOnset ? raw : 0;
}

type EpisodePoint = {
  raw: number;
  score: number;
  limit: number;
  seconds: number;
  value: number;
  range: { low: number; high: number };
  isSeasonal: boolean;
};

/** Opens an anomaly at an onset, keeps it open while points are not calm, closes it. */
function trackEpisode({ numbers }: SeriesState, point: EpisodePoint): "opened" | "closed" | null {
  const { score, limit, seconds, range } = point;
  const openedAt = numbers[at.openedAt] as number;
  if (openedAt === 0) {
    if (score < limit || limit === 0) return null;
    numbers[at.openedAt] = seconds;
    numbers[at.openLimit] = limit;
    numbers[at.openSlow] = isWithin(point.value, range) ? 1 : 0;
    numbers[at.openLow] = range.low;
    numbers[at.openHigh] = range.high;
    numbers[at.calm] = 0;
    return "opened";
  }
  numbers[at.calm] = isCalm(numbers, point) ? (numbers[at.calm] as number) + 1 : 0;
  if ((numbers[at.calm] as number) < calmPoints && seconds - openedAt < longestAnomaly) return null;
  numbers[at.openedAt] = 0;
  return "closed";
}

/**
 * Back in the range that was usual when it began, or that is usual at this hour: what lasts is not yet usual because it
 * lasts. What only windows showed is over when they show it no more.
 */
function isCalm(numbers: Float64Array, { raw, value, range, isSeasonal }: EpisodePoint): boolean {
  if (numbers[at.openSlow] === 1) return raw < calmShare * (numbers[at.openLimit] as number);
  if (isSeasonal) return isWithin(value, range);
  return isWithin(value, { low: numbers[at.openLow] as number, high: numbers[at.openHigh] as number });
}

function isWithin(value: number, { low, high }: { low: number; high: number }): boolean {
  return value >= low && value <= high;
}
