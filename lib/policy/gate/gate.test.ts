/** The gate's bounds hold, its certificate is rarely wrong, and it learns per queue. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { upperBound } from "./bound";
import { certify, type Judgement } from "./certificate";
import {
  decideGate,
  defaultGateSettings,
  gateProbability,
  learnGate,
  newGate,
  strangeCall,
  unlike,
} from "./gate";
import { newPrecisionTarget, noteOutcome } from "./precision-target";

/** A repeatable stream of numbers in [0, 1). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const good = (count: number) => Array.from({ length: count }, () => ({ probability: 0.97, good: true }));

const question = { queue: "billing", features: { logit: 1.5 }, typedProbability: 0.1 };

test("Clopper–Pearson agrees with the closed form for no failures and with the beta quantile", () => {
  expect(upperBound(0, 20, 0.1)).toBeCloseTo(1 - 0.1 ** (1 / 20), 6);
  expect(upperBound(5, 50, 0.05)).toBeCloseTo(0.19883, 4);
  expect(upperBound(0, 0, 0.1)).toBe(1);
  expect(upperBound(2_000, 10_000, 0.1)).toBeGreaterThan(0.2);
});

test("a wrong certificate is as rare as promised", () => {
  let wrong = 0;
  const runs = 300;
  for (let run = 0; run < runs; run++) {
    const random = stream(run * 977 + 13);
    // Bad with probability .32 whatever the gate thinks: no threshold may be certified at .3.
    const judged: Judgement[] = Array.from({ length: 400 }, () => ({
      probability: 0.3 + 0.7 * random(),
      good: random() >= 0.32,
    }));
    if (certify(judged, 0.3, 0.1).threshold !== null) wrong++;
  }
  expect(wrong / runs).toBeLessThanOrEqual(0.13);
});

test("it says how many decisions are missing, and fewer as they come", () => {
  expect(certify([], 0.3, 0.1)).toEqual({ threshold: null, labelsNeeded: 7 });
  expect(certify(good(3), 0.3, 0.1).labelsNeeded).toBe(4);
  expect(certify(good(7), 0.3, 0.1)).toEqual({ threshold: 0.95, labelsNeeded: 0 });
});

test("what is missing is the fewest good decisions that certify, whatever went wrong before", () => {
  const judged = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(judged, (verdicts) => {
      const before = verdicts.map((isGood): Judgement => ({ probability: 0.97, good: isGood }));
      const { threshold, labelsNeeded } = certify(before, 0.2, 0.1);
      if (threshold !== null) return;
      const after = (count: number) => certify([...before, ...good(count)], 0.2, 0.1).threshold;
      expect(after(labelsNeeded)).not.toBeNull();
      expect(after(labelsNeeded - 1)).toBeNull();
    }),
  );
  expect(certify([{ probability: 0.97, good: false }], 0.2, 0.1).labelsNeeded).toBe(17);
});

test("before the first label it trusts the confidence and says it is not certified", () => {
  const answer = decideGate(newGate(), question, defaultGateSettings, 0.5);
  expect(answer).toMatchObject({ verdict: "show", certified: false, labelsNeeded: 11, propensity: 1 });
  const unsure = decideGate(newGate(), { ...question, features: { logit: -2 } }, defaultGateSettings, 0.5);
  expect(unsure).toMatchObject({ verdict: "abstain", propensity: 1 - defaultGateSettings.exploration });
});

test("certified is a card that keeps the promise by its own number, not each that is shown beside proven ones", () => {
  const gate = newGate();
  for (let index = 0; index < 40; index++)
    learnGate(gate, { queue: "billing", features: { logit: 3 }, good: true });
  const bold = { ...defaultGateSettings, costOfBad: 0.1 };
  const answer = (logit: number, random = 0.5) =>
    decideGate(gate, { ...question, features: { logit } }, bold, random);
  expect(answer(3)).toMatchObject({ verdict: "show", certified: true, labelsNeeded: 0 });
  for (let logit = -3; logit <= 3; logit += 0.25)
    for (const random of [0.001, 0.5]) {
      const { probability, threshold, certified } = answer(logit, random);
      expect(certified).toBe(probability >= threshold && probability >= 1 - bold.alpha);
    }
});

test("a withheld proposal is shown now and then, with its propensity", () => {
  const answer = decideGate(newGate(), { ...question, features: { logit: -2 } }, defaultGateSettings, 0.001);
  expect(answer).toMatchObject({
    verdict: "show",
    explored: true,
    propensity: defaultGateSettings.exploration,
  });
});

test("it hands over what the analyst will write himself", () => {
  const own = { ...question, features: { logit: -2 }, typedProbability: 0.8 };
  expect(decideGate(newGate(), own, defaultGateSettings, 0.5).verdict).toBe("hand_over");
});

test("a queue that rejects falls silent while another keeps its trust", () => {
  const gate = newGate();
  for (let index = 0; index < 80; index++) {
    learnGate(gate, { queue: "billing", features: { logit: 1.5 }, good: false });
    learnGate(gate, { queue: "network", features: { logit: 1.5 }, good: true });
  }
  expect(gateProbability(gate, question)).toBeLessThan(0.35);
  expect(gateProbability(gate, { ...question, queue: "network" })).toBeGreaterThan(0.65);
});

test("a graded abstention trains it to speak", () => {
  const gate = newGate();
  const features = { logit: -1 };
  const before = gateProbability(gate, { queue: null, features });
  for (let index = 0; index < 30; index++) learnGate(gate, { queue: null, features, good: true });
  expect(gateProbability(gate, { queue: null, features })).toBeGreaterThan(before + 0.2);
});

test("the precision target opens only once it is known to hold", () => {
  const gate = newPrecisionTarget(0.8);
  for (let index = 0; index < 180; index++) noteOutcome(gate, 0.9, true);
  expect(gate.threshold).toBe(Number.POSITIVE_INFINITY);
  for (let index = 0; index < 200; index++) noteOutcome(gate, index % 2 === 0 ? 0.9 : 0.2, index % 2 === 0);
  expect(gate.threshold).toBe(0.9);
});

test("a few judgements never make likely what the estimate holds unlikely, however many things are told of it", () => {
  const names = Array.from({ length: 40 }, (_, place) => `feature ${place}`);
  const value = fc.double({ min: 1, max: 7, noNaN: true });
  const told = fc.record(Object.fromEntries(names.map((name) => [name, value])));
  fc.assert(
    fc.property(told, fc.integer({ min: 1, max: 30 }), (features, judgements) => {
      const gate = newGate();
      for (let judged = 0; judged < judgements; judged++)
        learnGate(gate, { queue: null, features: { ...features, logit: 2 }, good: true });
      const probability = gateProbability(gate, { queue: null, features: { ...features, logit: -3.2 } });
      expect(probability).toBeLessThan(0.25);
    }),
    { numRuns: 60 },
  );
});

test("a draft is doubted as far as what was said points elsewhere, and a reply not for being the first word", () => {
  const chanceOf = (less: number) =>
    gateProbability(newGate(), { queue: null, features: { logit: 1, [unlike]: less } });
  expect(chanceOf(0)).toBeGreaterThan(0.7);
  expect(chanceOf(1)).toBeLessThan(0.4);
});

test("what a team made of ordinary calls does not lift one that nothing said points to", () => {
  const gate = newGate();
  const features = { logit: 1, call: 1, [unlike]: 0 };
  for (let times = 0; times < 200; times++) learnGate(gate, { queue: null, features, good: true });
  const chanceOf = (less: number) =>
    gateProbability(gate, { queue: null, features: { ...features, [unlike]: less } });
  expect(chanceOf(0)).toBeGreaterThan(0.9);
  expect(chanceOf(0.6)).toBeLessThan(0.4);
});

test("a call whose values point to no tool is doubted by how strange the case is", () => {
  const chanceOf = (strange: number) =>
    gateProbability(newGate(), { queue: null, features: { logit: 1, [strangeCall]: strange } });
  expect(chanceOf(0)).toBeGreaterThan(0.7);
  expect(chanceOf(0.8)).toBeLessThan(0.5);
  expect(chanceOf(2)).toBeLessThan(0.15);
});
