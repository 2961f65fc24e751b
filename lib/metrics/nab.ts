/** NAB's files through the detector as it runs in production: a score a row, each from the rows before it and its own. */
import { observe } from "./detectors/detector";
import { newState } from "./detectors/state";

export type NabRow = { timestamp: string; value: string };

const settings = { isCounter: false, falseAlarmsPerWeek: 2 };

/**
 * Scores between 0 and 1, one a row. NAB has one threshold for all series, so each onset is told less a third of the
 * score that its series, as far as it is known by then, exceeds twice a week.
 */
export function nabScores(rows: readonly NabRow[]): number[] {
  const state = newState();
  return rows.map(({ timestamp, value }) => {
    const reading = value.trim() === "" ? Number.NaN : Number(value);
    const made = observe(state, { seconds: secondsOf(timestamp), reading }, settings);
    if (made.outcome !== "judged" || made.score === 0) return 0;
    return 1 / (1 + Math.exp(made.threshold / 3 - made.score));
  });
}

/** NAB's times name no zone. */
function secondsOf(timestamp: string): number {
  return Date.parse(`${timestamp.trim().replace(" ", "T")}Z`) / 1000;
}
