/** Which sentence of past replies tells a finding, and what is said where several things may be. */
import { expect, test } from "vitest";
import { assess } from "./assess";
import { learnCauses } from "./causes";

type Result = Record<string, unknown>;

let ticketId = 0;
const closed = (result: Result, reply: string) => {
  const values = new Map(Object.entries(result).map(([name, value]) => [name, String(value)]));
  return { ticketId: ++ticketId, result, reply, values };
};
const people = ["ada@shop.example", "bo@kiln.example", "cy@dune.example", "di@moss.example"];
const look = (causes: ReturnType<typeof learnCauses>, result: Result) =>
  assess({
    lookedUp: [
      {
        tool: "look",
        eventId: 7,
        result,
        objection: null,
        values: new Map(Object.entries(result).map(([name, value]) => [name, String(value)])),
      },
    ],
    planned: [],
    causesOf: () => causes,
    quiet: new Set(),
  });

test("a finding is told by what the tool calls it, not by the half of a reply that says what is well", () => {
  const causes = learnCauses(
    people.flatMap((who) => [
      closed(
        { who, verdict: "role_missing" },
        `${who} has no role here that allows the call. Please have an owner grant it.`,
      ),
      closed(
        { who, verdict: "organisation_deny" },
        `${who} may make the call by its own rights. For ${who} it is refused by a policy of your organisation. Please ask there.`,
      ),
      closed({ who, verdict: "grant_expired" }, `The grant of ${who} has expired; an owner can renew it.`),
    ]),
  );
  expect(look(causes, { who: "ed@fern.example", verdict: "organisation_deny" })).toMatchObject({
    outcome: "finding",
    text: "For ed@fern.example it is refused by a policy of your organisation.",
  });
  expect(look(causes, { who: "ed@fern.example", verdict: "grant_expired" }).text).toMatch(/has expired/);
});

test("where something speaks for two causes both are named with their reasons", () => {
  const causes = learnCauses(
    people.flatMap((_, n) => [
      closed({ used: 96 + n, lag: n }, `The disk is full to ${96 + n} percent, please enlarge it.`),
      closed(
        { used: 40 + n, lag: 900 + n },
        `The replica lies ${900 + n} seconds behind, end the long query.`,
      ),
    ]),
  );
  const { outcome, text } = look(causes, { used: 99, lag: 950 });
  expect(outcome).toBe("unresolved");
  expect(text).toMatch(
    /^2 candidates: .*disk is full to 99 percent.* \(.*used 99; but lag 950 speaks for something else.*; .*950 seconds behind/,
  );
  expect(text).not.toMatch(/contradicts itself/);
});

test("what somebody did something about is a fault, whatever the tool calls well", () => {
  const causes = learnCauses(
    people.flatMap((who, n) => [
      closed(
        { who, limit: 8 + n, usage: 8 + n, capacity: "available" },
        `The quota of ${who} is used up. I have raised it to 96.`,
      ),
      closed(
        { who, limit: 8 + n, usage: 8 + n, capacity: "constrained" },
        `The place of ${who} is short of capacity, so this has to wait for the capacity team.`,
      ),
    ]),
  );
  const made = look(causes, { who: "ed@fern.example", limit: 64, usage: 64, capacity: "available" });
  expect(made.outcome).not.toBe("no_fault");
});
