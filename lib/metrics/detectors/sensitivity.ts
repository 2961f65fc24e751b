/** From "so many false alarms a week" to the score from which on something is an anomaly in this series. */
import { at, get, type SeriesState, tailBins, tails } from "./state";

const first = (tails - 1) * tailBins;
/** Scores are counted in steps of a tenth. */
const stepsPerUnit = 10;
const week = 7 * 86_400;
/**
 * Before a series has shown how often it surprises: onsets a week at a score of `score` in a series of a point
 * every five minutes, and how many scores make ten times fewer. From the public series of docs/metrics-measurements.md.
 */
const prior = { onsets: 1.6, score: 1.7, decade: 0.85, points: 2016, weeks: 1 };
/** Beyond the level that so many onsets exceed, their number is not counted but continued, as a falling exponential. */
const enough = 6;

/** Counts an onset. */
export function countOnset({ tails: counts }: SeriesState, score: number): void {
  const place = first + binOf(score);
  counts[place] = Math.min(65_535, (counts[place] as number) + 1);
}

/** The lowest score that this series exceeds at most `perWeek` times a week, as far as is known. */
export function threshold(state: SeriesState, perWeek: number): number {
  const weeks = (get(state, at.lastAt) - get(state, at.firstAt)) / week;
  const points = week / Math.max(1, get(state, at.step));
  const tail = tailOf(state);
  const expected = prior.onsets * (points / prior.points) * prior.weeks;
  let above = 0;
  for (let bin = tailBins - 1; bin >= 0; bin--) {
    above += state.tails[first + bin] as number;
    const score = bin / stepsPerUnit;
    const continued = tail.count * 10 ** ((tail.score - score) / tail.decade);
    const seen = score > tail.score ? continued : above;
    const known = expected * 10 ** ((prior.score - score) / prior.decade);
    if ((seen + known) / (weeks + prior.weeks) > perWeek) return (bin + 1) / stepsPerUnit;
  }
  return 0;
}

/** Where counting ends, how many lie beyond, and how slowly they thin out there. */
function tailOf({ tails: counts }: SeriesState): { score: number; count: number; decade: number } {
  let count = 0;
  let excess = 0;
  for (let bin = tailBins - 1; bin >= 0; bin--) {
    excess += count;
    count += counts[first + bin] as number;
    if (count < enough && bin > 0) continue;
    const mean = (excess + count / 2) / stepsPerUnit;
    const decade = (enough * prior.decade + Math.LN10 * mean) / (enough + count);
    return { score: bin / stepsPerUnit, count, decade: Math.max(0.3, decade) };
  }
  return { score: 0, count: 0, decade: prior.decade };
}

function binOf(score: number): number {
  return Math.max(0, Math.min(tailBins - 1, Math.floor(score * stepsPerUnit)));
}
