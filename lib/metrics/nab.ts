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
  let clock = 0;
  return rows.map(({ timestamp, value }) => {
    clock = after(clock, secondsOf(timestamp));
    const reading = value.trim() === "" ? Number.NaN : Number(value);
    const made = observe(state, { seconds: clock, reading }, settings);
    if (made.outcome !== "judged" || made.score === 0) return 0;
    return 1 / (1 + Math.exp(made.threshold / 3 - made.score));
  });
}

/** Where no time can be read, rows are taken to follow each other like this, in seconds. */
const usualStep = 300;

/** The rows of a file follow each other, whatever their times say: told twice, set back by an hour, or not to be read. */
function after(clock: number, seconds: number): number {
  if (Number.isNaN(seconds)) return clock + usualStep;
  return seconds > clock ? seconds : clock + 1;
}

/** NAB's times name no zone. */
function secondsOf(timestamp: string): number {
  return Date.parse(`${timestamp.trim().replace(" ", "T")}Z`) / 1000;
}
