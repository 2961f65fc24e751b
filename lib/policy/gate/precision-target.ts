/** A threshold that tracks a target precision: the gate by which replays measure coverage. */

/** Decisions looked back on, and how many must be known, overall and above the threshold, before it opens. */
const LOOK_BACK = 3_000;
const KNOWN_AT_LEAST = 200;
const ABOVE_AT_LEAST = 50;
const REFRESH_EVERY = 20;

export type PrecisionTarget = {
  target: number;
  /** Confidence from which a proposal is shown; infinite while too little is known. */
  threshold: number;
  recent: { confidence: number; right: boolean }[];
  sinceRefresh: number;
};

/** A threshold that lets nothing through until decisions show how high it must be; `target` in [0, 1]. */
export function newPrecisionTarget(target: number): PrecisionTarget {
  return { target, threshold: Number.POSITIVE_INFINITY, recent: [], sinceRefresh: 0 };
}

/** Records a decision whose outcome is known, whether it was shown or not. */
export function noteOutcome(gate: PrecisionTarget, confidence: number, right: boolean): void {
  gate.recent.push({ confidence, right });
  if (gate.recent.length > LOOK_BACK) gate.recent.shift();
  if (++gate.sinceRefresh < REFRESH_EVERY) return;
  gate.sinceRefresh = 0;
  gate.threshold = lowestThreshold(gate);
}

/** The lowest confidence at which the recent decisions above it were right often enough. */
function lowestThreshold(gate: PrecisionTarget): number {
  if (gate.recent.length < KNOWN_AT_LEAST) return Number.POSITIVE_INFINITY;
  const sorted = [...gate.recent].sort((left, right) => right.confidence - left.confidence);
  let threshold = Number.POSITIVE_INFINITY;
  let right = 0;
  sorted.forEach((one, index) => {
    if (one.right) right++;
    const isLastOfItsConfidence = sorted[index + 1]?.confidence !== one.confidence;
    if (isLastOfItsConfidence && index + 1 >= ABOVE_AT_LEAST && right / (index + 1) >= gate.target)
      threshold = one.confidence;
  });
  return threshold;
}
