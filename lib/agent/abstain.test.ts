/** Silence tells its true reason, in one sentence. */
import { expect, test } from "vitest";
import { mostByCases } from "#lib/policy/gate/gate";
import type { GateRecord } from "#lib/policy/model";
import { whyNoDraft, whyWithheld } from "./abstain";
import { whyBarred } from "./candidates/bars";
import type { Retrieved } from "./model";

const gate = (probability: number, most: number, threshold = 0.4): GateRecord => ({
  verdict: "abstain",
  probability,
  threshold,
  certified: false,
  labelsNeeded: 9,
  explored: false,
  propensity: 1,
  features: { [mostByCases]: most },
});

/** What these sentences are made from, of all that was retrieved. */
const knowing = (given: { why?: string; rank?: number; unsaid?: object | null }) => {
  const barred = given.why ? [{ rank: given.rank ?? 0, why: given.why, isAnswer: true }] : [];
  return { barred, proposal: { unsaid: given.unsaid ?? null } } as unknown as Retrieved;
};

test.each([
  [1, 0.5, 0.6, "It was done like this in 1 closed ticket: once more, and it is proposed."],
  [2, 2 / 3, 0.7, "It was done like this in 2 closed tickets: once more, and it is proposed."],
  [1, 0.5, 0.8, "It was done like this in 1 closed ticket: 3 times more, and it is proposed."],
])("%i cases under a bar of %d", (_, most, threshold, sentence) => {
  expect(whyWithheld(gate(most, most, threshold), knowing({}))).toBe(sentence);
});

test("a draft that is unlikely by itself is not blamed on its cases", () => {
  const sentence = "The best draft has a 31% chance to help; it is shown from 40% on.";
  expect(whyWithheld(gate(0.31, 0.9), knowing({}))).toBe(sentence);
  expect(whyWithheld(gate(0.31, 0.35), knowing({}))).toBe(sentence);
});

test("what would have gone first is named with its bar; what ranks behind is not the reason", () => {
  const why = "It says goodbye while something is open.";
  expect(whyWithheld(gate(0.1, 1), knowing({ why }))).toBe(`The likeliest answer was withheld. ${why}`);
  expect(whyWithheld(gate(0.1, 1), knowing({ why, rank: 1 }))).toContain("10% chance");
});

test.each([
  [{ kind: "date" }, "holds a date that this ticket does not tell."],
  [{ kind: "name" }, "holds a name that this ticket does not tell."],
  [
    { kind: "result", path: "disk.used" },
    "tells disk.used, which nothing looked up on this ticket has found.",
  ],
])("an answer that lacks %j", (lacks, words) => {
  expect(whyNoDraft(knowing({ unsaid: { lacks, support: 3 } }))).toBe(
    `The past answer in 3 closed tickets ${words}`,
  );
});

test("nothing alike has no sentence of its own", () => expect(whyNoDraft(knowing({}))).toBeNull());

test.each([
  [{ path: "finding", value: "disk_full" }, "get_db found finding disk_full"],
  [{ path: "targets#", value: "0" }, "get_db found 0 targets"],
  [{ path: "targets[].state=down", value: "some" }, "get_db found targets.state down"],
  [{ path: "statement", value: "∅" }, "get_db found no statement"],
])("a sentence against %j", (state, words) => {
  const bar = { kind: "contradicts", sentence: "All is well.", tool: "get_db", ...state } as const;
  expect(whyBarred(bar)).toBe(`It says “All is well.”, which was never said where ${words}.`);
});
