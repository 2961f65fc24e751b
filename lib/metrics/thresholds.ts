/** Fixed thresholds by time of day, made from a week of points, with the alarms they would have raised in it. */
import type { ThresholdBlock } from "./model";

type Point = { at: number; value: number };
export type Alarm = { from: number; to: number };
export type Recommendation = { blocks: ThresholdBlock[]; alarms: Alarm[] };

const hour = 3_600_000;
const blockHours = 6;
/** Points nearer than this belong to one alarm. */
const oneAlarm = hour;
/** A threshold stands so much further out than what it was made from. */
const margin = 1.1;
/** Neighbouring blocks whose thresholds differ by no more than this share of their range become one. */
const alike = 0.1;
/** Points a block needs. */
const fewest = 24;

/**
 * The tightest thresholds that at most `alarms` events of these points pass. Each block of the day has its own median and
 * spread, all share how many spreads away is too far. Null when a block has too few points. Hours are UTC.
 */
export function recommendThresholds(points: readonly Point[], alarms: number): Recommendation | null {
  const blocks = Array.from({ length: 24 / blockHours }, () => [] as number[]);
  for (const { at, value } of points) blocks[blockOf(at)]?.push(value);
  if (blocks.some((values) => values.length < fewest)) return null;
  const overall = spreadOf(points.map(({ value }) => value));
  const known = blocks.map((values) => spreadOf(values, overall.spread));
  const distances = points.map(({ at, value }) => {
    const { median, spread } = known[blockOf(at)] ?? overall;
    return { at, up: (value - median) / spread, down: (median - value) / spread };
  });
  const up =
    margin *
    farthest(
      distances.map(({ at, up }) => ({ at, distance: up })),
      alarms,
    );
  const down =
    margin *
    farthest(
      distances.map(({ at, down }) => ({ at, distance: down })),
      alarms,
    );
  const made = known.map(({ median, spread }, place) => ({
    fromHour: place * blockHours,
    toHour: (place + 1) * blockHours,
    upper: median + up * spread,
    lower: median - down * spread,
    alarms: 0,
  }));
  const joined = join(made);
  return { blocks: joined, alarms: raised(points, joined) };
}

/** The events in which points leave their block's thresholds; each is counted in the block it begins in. */
export function raised(points: readonly Point[], blocks: ThresholdBlock[]): Alarm[] {
  const alarms: Alarm[] = [];
  for (const { at, value } of points) {
    const inDay = Math.floor(at / hour) % 24;
    const block = blocks.find(({ fromHour, toHour }) => inDay >= fromHour && inDay < toHour);
    if (!block || (value <= block.upper && value >= block.lower)) continue;
    const last = alarms.at(-1);
    if (last && at - last.to <= oneAlarm) last.to = at;
    else {
      alarms.push({ from: at, to: at });
      block.alarms++;
    }
  }
  return alarms;
}

function blockOf(at: number): number {
  return Math.floor((Math.floor(at / hour) % 24) / blockHours);
}

/** The largest distance once the farthest events, as many as `alarms`, are left out. */
function farthest(points: { at: number; distance: number }[], alarms: number): number {
  const events: number[] = [];
  for (const { at, distance } of points.sort((a, b) => b.distance - a.distance)) {
    if (events.some((known) => Math.abs(known - at) <= oneAlarm)) continue;
    if (events.length >= alarms) return Math.max(0, distance);
    events.push(at);
  }
  return 0;
}

/** Median and robust spread; `least` where a block hardly varies. */
function spreadOf(values: readonly number[], least = 0): { median: number; spread: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const median = quantile(0.5);
  const spread = Math.max(
    (quantile(0.84) - quantile(0.16)) / 2,
    0.05 * least,
    1e-9 * Math.abs(median),
    1e-12,
  );
  return { median, spread };
}

function join(blocks: ThresholdBlock[]): ThresholdBlock[] {
  const joined: ThresholdBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    const range = Math.max(block.upper - block.lower, last ? last.upper - last.lower : 0);
    const isAlike =
      last &&
      Math.abs(last.upper - block.upper) <= alike * range &&
      Math.abs(last.lower - block.lower) <= alike * range;
    if (!last || !isAlike) {
      joined.push({ ...block });
      continue;
    }
    last.toHour = block.toHour;
    last.upper = Math.max(last.upper, block.upper);
    last.lower = Math.min(last.lower, block.lower);
  }
  return joined;
}
