/** Whether a series is on its way to a limit it cannot pass: "full in 6 h". */
import { believed } from "./season";
import { at, get, type SeriesState, trendHours } from "./state";

/** What the value cannot go beyond; null: no such limit is known. */
export type Limits = { lower: number | null; upper: number | null };

const fewestHours = 8;
/** Share of the steps from hour to hour that must go the same way. */
const steadiness = 0.75;

/** Hours until the limit is reached if it goes on as in the last hours; null when it is on no such way. */
export function hoursLeft(state: SeriesState, { lower, upper }: Limits): number | null {
  if (believed(state) !== "none") return null;
  const means = state.hours.subarray(trendHours - Math.min(trendHours, get(state, at.hoursSeen)));
  if (means.length < fewestHours) return null;
  const slope = medianSlope(means);
  const limit = slope < 0 ? lower : upper;
  if (limit === null || slope === 0) return null;
  let same = 0;
  for (let hour = 1; hour < means.length; hour++)
    if (((means[hour] as number) - (means[hour - 1] as number)) * slope > 0) same++;
  if (same < steadiness * (means.length - 1)) return null;
  const left = (limit - get(state, at.origin) - (means.at(-1) as number)) / slope;
  return Math.max(left, 0);
}

/** The median of the slopes between all pairs: one odd hour does not turn it. */
function medianSlope(means: Float32Array): number {
  const slopes: number[] = [];
  for (let from = 0; from < means.length; from++)
    for (let to = from + 1; to < means.length; to++)
      slopes.push(((means[to] as number) - (means[from] as number)) / (to - from));
  slopes.sort((a, b) => a - b);
  return slopes[slopes.length >> 1] ?? 0;
}

/** Limits as names tell them, by the conventions of Prometheus and OpenTelemetry. */
export function limitsOf(name: string, unit: string): Limits {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const isShrinking = words.some((word) =>
    /^(avail|available|free|remaining|left|idle|headroom)$/.test(word),
  );
  if (isShrinking) return { lower: 0, upper: null };
  const isShare = unit === "1" || words.includes("ratio");
  const isPercent =
    unit === "%" || words.some((word) => /^(percent|percentage|pct|utilization|utilisation)$/.test(word));
  if (isShare && !isPercent) return { lower: null, upper: 1 };
  return { lower: null, upper: isPercent ? 100 : null };
}
