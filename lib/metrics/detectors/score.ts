/** One number for how unusual a point is: every way of being unusual, weighed by how rare it is in this series. */
import { deviation } from "./moments";
import { type Expectation, expectation } from "./season";
import { at, get, type SeriesState } from "./state";
import { surprise } from "./tail";
import { logSpread, meanOf, novelty, push } from "./windows";

/** Ways of being unusual, in the order of their tails. */
export const components = ["value", "jump", "level", "spread", "shape", "season"] as const;
export type Component = (typeof components)[number];

export type Scored = {
  /** Root mean square of the components' surprises: minus the decimal logarithm of a share, roughly. */
  score: number;
  /** The component that is most surprised. */
  leading: Component;
  expected: Expectation;
};

const surprises = new Float64Array(components.length);

/** Scores a value, given as its distance from the origin, and learns it. */
export function scorePoint(state: SeriesState, seconds: number, x: number): Scored {
  const seen = get(state, at.points);
  const level = seen > 0 ? get(state, at.moments) : x;
  const last = state.ring[state.ring.length - 1] as number;
  push(state, x);
  surprises[0] = surprise(state, 0, deviation(state, 0, x, seen));
  surprises[1] = seen > 0 ? surprise(state, 1, deviation(state, 1, x - last, seen)) : 0;
  surprises[2] = surprise(state, 2, deviation(state, 2, meanOf(state, 12), seen));
  surprises[3] = surprise(state, 3, deviation(state, 3, logSpread(state, 24), seen));
  const usualDeviation = Math.sqrt(get(state, at.moments + 1));
  surprises[4] = surprise(state, 4, novelty(state, get(state, at.moments), usualDeviation));
  const expected = expectation(state, seconds, x, level);
  const isSeasonal = expected.season !== "none";
  surprises[5] = isSeasonal ? surprise(state, 5, expected.deviation) : 0;
  const used = isSeasonal ? 6 : 5;
  let squares = 0;
  let leading = 0;
  for (let place = 0; place < used; place++) {
    const one = Math.max(0, surprises[place] as number);
    squares += one * one;
    if (one > (surprises[leading] as number)) leading = place;
  }
  return {
    score: Math.sqrt(squares / used),
    leading: components[leading] as Component,
    expected,
  };
}
