/** What a part of the history leads to is held against the rest: right claims are not counted as wrong, wrong ones are named. */
import { expect, test } from "vitest";
import { Scenario } from "#lib/scenarios/model";
import { measured } from "./held-out";

const told = {
  full: "Hello, the disk has no room left, please enlarge it in the console.",
  busy: "Hello, all its connections are taken, please connect through the pooler.",
};
const closed = Array.from({ length: 24 }, (_, n) => {
  const isFull = n % 8 < 4;
  const result = isFull
    ? { used: 96 + (n % 3), open: 20 + n, verdict: "full" }
    : { used: 30 + n, open: 190 + (n % 5), verdict: "busy" };
  return { ticketId: n + 1, result, reply: isFull ? told.full : told.busy, values: new Map() };
});
const madeUp = (result: Record<string, unknown>, expected: object) =>
  Scenario.parse({
    id: "made-up",
    about: "a case",
    ticket: { subject: "Slow", kind: "request" },
    events: [{ kind: "customer_message", text: "It is slow." }],
    telemetry: [{ tool: "check", arguments: {}, result }],
    expect: expected,
  });

test("nine parts are learnt from; what is claimed of the others is borne out or named", () => {
  const right = madeUp({ used: 97, open: 31, verdict: "full" }, { finding: "no room left" });
  const wrong = madeUp({ used: 97, open: 31, verdict: "full" }, { finding: "taken" });
  const found = measured(new Map([["check", closed]]), [right, wrong], new Date());
  expect(found).toMatchObject({ cuts: 9, toldOnce: 0, closed: { assessed: 9 * 24 - 3 * 24, wrong: 0 } });
  expect(found.closed.findings).toBeGreaterThan(100);
  const { findings, wrong: count, kinds } = found.madeUp;
  expect(count).toBe(findings / 2);
  expect(kinds).toMatchObject([{ tool: "check", was: "taken", times: count, about: ["made-up"] }]);
});
