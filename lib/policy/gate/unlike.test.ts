/** What is unlike all that was judged is believed as its estimate says: features that tell nothing lift nothing. */
import { expect, test } from "vitest";
import { type Gate, gateProbability, learnGate, newGate } from "./gate";

/** A repeatable stream of numbers in [0, 1). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Thirty features around `level`, none of which has to do with the outcome. */
const beside = (level: number, random: () => number) =>
  Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`beside ${at}`, level + 0.2 * random()]));

/** A team that is mostly shown good cards: their estimates are honest, and most are high. */
function judgedBy(seed: number): { gate: Gate; random: () => number } {
  const gate = newGate();
  const random = stream(seed);
  for (let card = 0; card < 400; card++) {
    const logit = 1 + 2 * random();
    const isGood = random() < 1 / (1 + Math.exp(-logit));
    learnGate(gate, { queue: "data", features: { logit, ...beside(0.5, random) }, good: isGood });
  }
  return { gate, random };
}

test.each([3, 17, 2026])("an unlikely card of another kind stays unlikely (seed %i)", (seed) => {
  const { gate, random } = judgedBy(seed);
  const chanceOf = (logit: number, level: number) =>
    gateProbability(gate, { queue: "data", features: { logit, ...beside(level, random) } });
  expect(chanceOf(-2, 0.5)).toBeLessThan(0.25);
  expect(chanceOf(-2, 1)).toBeLessThan(0.3);
  expect(chanceOf(2, 0.5)).toBeGreaterThan(0.75);
});
