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
    "The same question about probe addresses: 0% sure the first time, 96% after 2 closed tickets – learnt from what the team answered, nothing else.",
  );
});

test("what was not proposed was answered by a person", () => {
  const abstained = run({ outcome: "abstained", status: null });
  expect(whatItDid(abstained).label).toBe("No proposal");
  expect(whatCameOfIt(abstained)).toBe("An analyst answered.");
  expect(whatCameOfIt(run({ status: "rejected" }))).toContain("Rejected");
});
