/** The limit of a metric that tells of a symptom and of nothing else, and the alarms it would have raised. Pure. */
import type { RangeEnd } from "#lib/metrics/threshold-rules";
import { recommendThresholds } from "#lib/metrics/thresholds";

export type Point = { at: number; value: number };
/** Milliseconds since 1970. */
export type Stretch = { from: number; to: number };
export type Limit = { end: RangeEnd; bound: number; forMinutes: number };

/** Points further apart than this do not make one alarm. */
const longestGap = 10 * 60_000;
/** A symptom may show in a metric so long before it is told of. */
const ahead = 15 * 60_000;
/** The longest wait that still tells of the symptom is taken: it is the quietest. */
const waits = [5, 2, 0];

/**
 * The limit that no point outside `symptoms` passes and that would have raised an alarm in as many of them as one can;
 * null where a metric shows none of them, or too little is known of its usual values.
 */
export function limitFor(
  points: readonly Point[],
  symptoms: readonly Stretch[],
  unusual: readonly Stretch[],
): Limit | null {
  const masked = [...symptoms, ...unusual];
  const calm = points.filter(({ at }) => !masked.some((one) => isWithin(at, one)));
  const usual = recommendThresholds(calm, 0);
  if (!usual) return null;
  const upper = rounded(Math.max(...usual.blocks.map((block) => block.upper)));
  const lower = rounded(Math.min(...usual.blocks.map((block) => block.lower)));
  const limits = waits.flatMap((forMinutes): Limit[] => [
    { end: "above", bound: upper, forMinutes },
    { end: "below", bound: lower, forMinutes },
  ]);
  let best: { limit: Limit; told: number } | null = null;
  for (const limit of limits) {
    const alarms = alarmsOf(points, limit);
    if (alarms.some((alarm) => !masked.some((one) => overlaps(alarm, one)))) continue;
    const told = symptoms.filter((one) => alarms.some((alarm) => overlaps(alarm, one))).length;
    if (told > (best?.told ?? 0)) best = { limit, told };
  }
  return best?.limit ?? null;
}

/** The alarms a limit would have raised, each from when it would have fired. */
export function alarmsOf(points: readonly Point[], { end, bound, forMinutes }: Limit): Stretch[] {
  const runs: Stretch[] = [];
  let before: Stretch | null = null;
  for (const { at, value } of points) {
    if (end === "above" ? value <= bound : value >= bound) {
      before = null;
      continue;
    }
    if (before && at - before.to <= longestGap) before.to = at;
    else {
      before = { from: at, to: at };
      runs.push(before);
    }
  }
  const wait = forMinutes * 60_000;
  return runs.filter(({ from, to }) => to - from >= wait).map(({ from, to }) => ({ from: from + wait, to }));
}

/** True where an alarm tells of a symptom. */
export function overlaps(alarm: Stretch, symptom: Stretch): boolean {
  return alarm.from <= symptom.to && alarm.to >= symptom.from - ahead;
}

function isWithin(at: number, { from, to }: Stretch): boolean {
  return at >= from - ahead && at <= to + longestGap;
}

/** As a rule file writes it. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
