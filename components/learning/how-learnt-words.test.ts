/** The way of one answer in words. */
import { expect, test } from "vitest";
import type { FirstRun } from "#lib/learning/model";
import { learntWords, whatCameOfIt, whatItDid } from "./how-learnt-words";

const run = (parts: Partial<FirstRun>): FirstRun => ({
  ticketId: 1,
  category: "probe_addresses",
  subject: "Addresses of your health probes",
  at: new Date(0),
  outcome: "proposed",
  probability: 0.5,
  kind: "reply",
  status: "accepted",
  ...parts,
});

test("one sentence says from where to where it came, and what for", () => {
  const runs = [run({ outcome: "abstained", probability: 0.004 }), run({}), run({ probability: 0.96 })];
  expect(learntWords(runs)).toBe(
    "The same question about probe addresses: no proposal the first time, 96% sure after 2 closed tickets – learnt from what the team did, nothing else.",
  );
});

test("how far it came after three closed tickets is told beside its surest", () => {
  const runs = [0.004, 0.5, 0.67, 0.75, 0.86].map((probability, place) =>
    run({
      probability,
      ...(place === 0 && { outcome: "handed_over" as const, kind: "escalation" as const }),
    }),
  );
  expect(learntWords(runs)).toContain(
    "no proposal the first time, 75% sure after 3 closed tickets, 86% sure after 4 closed tickets",
  );
});

test("a look-up that was learnt is not called an answer", () => {
  const runs = [run({ outcome: "abstained", kind: null }), run({ kind: "diagnostic", probability: 0.9 })];
  expect(learntWords(runs)).toMatch(/^What to look up for probe addresses:/);
});

test("what was not proposed was answered by a person", () => {
  const abstained = run({ outcome: "abstained", status: null });
  expect(whatItDid(abstained).label).toBe("No proposal");
  expect(whatCameOfIt(abstained)).toBe("An analyst answered.");
  expect(whatCameOfIt(run({ status: "rejected" }))).toContain("Rejected");
});
