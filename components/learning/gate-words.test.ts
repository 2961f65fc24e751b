import { expect, test } from "vitest";
import type { GateState } from "#lib/learning/model";
import { gateFindings } from "./gate-words";

const queueGate = {
  queueId: null,
  name: "All queues",
  own: 0,
  byCost: 0.4,
  certified: null,
  threshold: 0.4,
  labelsNeeded: 11,
  judged: 0,
  isOwn: false,
};
const state: GateState = {
  alpha: 0.2,
  delta: 0.1,
  costOfBad: 4,
  gainOfGood: 6,
  exploration: 0.02,
  gates: [queueGate],
  weights: [],
};

test("before the proof it says how many decisions are missing", () => {
  const [shown, proof] = gateFindings(state);
  expect(shown?.claim).toBe("Proposals are shown from 40% confidence");
  expect(proof?.claim).toBe("The error rate is not guaranteed yet: 11 more decisions needed");
});

test("with the proof it says what is promised, on how much, and which queues stand on their own", () => {
  const certified = { ...queueGate, certified: 0.62, threshold: 0.62, labelsNeeded: 0, judged: 240 };
  const queue = { ...certified, queueId: 1, name: "Billing", isOwn: true };
  const [shown, proof] = gateFindings({ ...state, gates: [certified, queue] });
  expect(shown?.figures).toContain("the guaranteed error rate requires more");
  expect(proof?.claim).toBe("The error rate is guaranteed to be at most 20%");
  expect(proof?.figures).toContain("240 decisions and grades");
  expect(proof?.figures).toContain("Guaranteed by their own decisions: Billing.");
});
