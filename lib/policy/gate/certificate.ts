/** Finds the lowest threshold whose error rate is certified, or how many more decisions that needs. */
import { upperBound } from "./bound";

/** One proposal that was judged: the gate's probability when it was made, and whether it was worth showing. */
export type Judgement = { probability: number; good: boolean };

export type Certificate = {
  /** Lowest probability from which on showing is certified; null when none is. */
  threshold: number | null;
  /** Further decisions after which the easiest threshold would be certified, if all of them are good ones; 0 when certified. */
  labelsNeeded: number;
};

/** Thresholds tested, in this fixed order, so that the first failure ends the test without paying for many runs. */
const SEQUENCE = [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3] as const;
const MOST_LABELS = 5_000;

/**
 * Fixed-sequence test: from the strictest threshold down, each is certified while the Clopper–Pearson upper bound of
 * P(bad | probability ≥ threshold) at level `delta` stays at or below `alpha`. Thresholds that let no further judgement through
 * are passed over. Angelopoulos et al., "Learn then Test", 2021.
 */
export function certify(judgements: readonly Judgement[], alpha: number, delta: number): Certificate {
  let threshold: number | null = null;
  let labelsNeeded = MOST_LABELS;
  let known = 0;
  for (const candidate of SEQUENCE) {
    const shown = judgements.filter((one) => one.probability >= candidate);
    // A threshold that lets nothing more through was not put to the test.
    if (shown.length === known) continue;
    known = shown.length;
    const bad = shown.filter((one) => !one.good).length;
    if (upperBound(bad, shown.length, delta) > alpha) {
      labelsNeeded = Math.min(
        labelsNeeded,
        missing(bad, shown.length, shown.length / judgements.length, alpha, delta),
      );
      if (threshold === null && shown.length < cleanRun(alpha, delta)) continue;
      break;
    }
    threshold = candidate;
  }
  if (threshold !== null) return { threshold, labelsNeeded: 0 };
  return { threshold, labelsNeeded: judgements.length === 0 ? cleanRun(alpha, delta) : labelsNeeded };
}

/** Good decisions in a row that certify a threshold when nothing bad happens. */
function cleanRun(alpha: number, delta: number): number {
  return Math.ceil(Math.log(delta) / Math.log(1 - alpha));
}

/**
 * Decisions still missing if none of them is bad: the fewest it can take, and a figure that a single bad one does not
 * throw far. `reach` is the share of decisions that lie above the threshold.
 */
function missing(bad: number, shown: number, reach: number, alpha: number, delta: number): number {
  let few = 0;
  let many = MOST_LABELS;
  while (few + 1 < many) {
    const more = (few + many) >> 1;
    if (upperBound(bad, shown + more, delta) <= alpha) many = more;
    else few = more;
  }
  return Math.min(MOST_LABELS, Math.ceil(many / reach));
}
