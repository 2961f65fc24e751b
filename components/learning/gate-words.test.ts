import { expect, test } from "vitest";
import type { GateState } from "#lib/learning/model";
import { gateFindings } from "./gate-words";

const standing = {
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
  risk: 0.2,
  delta: 0.1,
  costOfBad: 4,
  gainOfGood: 6,
  exploration: 0.02,
  standings: [standing],
  weights: [],
};

test("before the proof it says how many decisions are missing", () => {
  const [shown, proof] = gateFindings(state);
  expect(shown?.claim).toBe("A card is shown from a 40% chance of being worth reading");
  expect(proof?.claim).toBe("Not certified yet: 11 more decisions");
});

test("with the proof it says what is promised, on how much, and which queues stand on their own", () => {
  const certified = { ...standing, certified: 0.62, threshold: 0.62, labelsNeeded: 0, judged: 240 };
  const queue = { ...certified, queueId: 1, name: "Billing", isOwn: true };
  const [shown, proof] = gateFindings({ ...state, standings: [certified, queue] });
  expect(shown?.figures).toContain("the proof asks for more");
  expect(proof?.claim).toBe("Certified: at most 20% of the shown cards are no help");
  expect(proof?.figures).toContain("240 decisions and grades");
  expect(proof?.figures).toContain("By decisions of their own: Billing.");
});
