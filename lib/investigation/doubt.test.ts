/** What an answer has to be before it tells anything: about what was asked, of the time asked about, whole, and possible. */
import { describe, expect, test } from "vitest";
import { assess } from "./assess";
import { learnCauses, namesIn } from "./causes";
import { factsOf } from "./facts";
import type { Example } from "./groups";
import { objectionTo } from "./objection";

type Result = Record<string, unknown>;
const began = new Date("2026-11-29T10:00:00Z");

describe("an answer is objected to", () => {
  test.each<[string, Result, string | null]>([
    ["that says it is stale", { used: 97, isStale: true }, "says that what it found is stale"],
    ["that says it is not whole", { disks: { partial: true } }, "says that what it found is partial"],
    [
      "that is older than the matter",
      { measured_at: "2026-11-27T08:15:00Z" },
      "found how it was on 2026-11-27 08:15 UTC, before this began",
    ],
    [
      "that is older, in seconds",
      { asOf: 1_795_000_000 },
      "found how it was on 2026-11-18 11:06 UTC, before this began",
    ],
    ["but not when it is whole", { stale: false, truncated: null, partial: 0 }, null],
    [
      "but not when it was seen a little before somebody wrote",
      { observed_at: "2026-11-29T09:20:00Z" },
      null,
    ],
    [
      "but not for when the thing was made",
      { created_at: "2019-01-01T00:00:00Z", updated: "2020-01-01" },
      null,
    ],
  ])("%s", (_, result, objection) => {
    expect(objectionTo(result, began)).toBe(objection);
  });
});

test("a text that is a figure is one, and the name of something tells its sort", () => {
  const facts = Object.fromEntries(
    factsOf({
      used: "97%",
      amount: "EUR 1,210.40",
      other: "1.210,40 €",
      address: "203.0.113.7",
      stoppedBy: "fw-shop-in",
      object: "deployment/api",
      verdict: "path_fails",
    }).map(({ path, value }) => [path, value]),
  );
  expect(facts).toMatchObject({ used: 97, amount: 1210.4, other: 1210.4, address: "some" });
  expect(facts).toMatchObject({ "stoppedBy sort": "fw", "object sort": "deployment" });
  expect(facts).not.toHaveProperty("verdict sort");
});

let ticketId = 0;
const example = (result: Result, reply: string, asked: string): Example => ({
  ticketId: ++ticketId,
  result,
  reply,
  values: new Map([
    ["?volume", asked],
    ...Object.entries(result).map(([path, value]): [string, string] => [path, String(value)]),
  ]),
});
/** Two closed cases of each cause are few: what the replies tell of the figures counts all the same. */
const few = learnCauses(
  [0, 1].flatMap((n) => [
    example(
      { volume: `vol-${n}a`, region: "north", used: 96 + n, waiting: 2 + n, verdict: "full" },
      `Hello, it is ${96 + n} percent full, please grow it.`,
      `vol-${n}a`,
    ),
    example(
      { volume: `vol-${n}b`, region: "south", used: 40 + n, waiting: 900 + n, verdict: "busy" },
      `Hello, ${900 + n} requests wait in its queue, please raise the limit.`,
      `vol-${n}b`,
    ),
    example(
      { volume: `vol-${n}c`, region: "east", used: 50 + n, waiting: 5 + n, verdict: "stuck" },
      "Hello, the guest holds it, please unmount it there.",
      `vol-${n}c`,
    ),
  ]),
);
const look = (result: Result, asked = "vol-9") =>
  assess({
    lookedUp: [
      {
        tool: "disk",
        eventId: 7,
        result,
        objection: null,
        values: new Map([
          ["?volume", asked],
          ["volume", String(result.volume)],
        ]),
      },
    ],
    planned: [],
    causesOf: () => few,
    quiet: new Set(),
  });

test("a figure that the replies tell refutes a verdict after two cases", () => {
  expect(look({ volume: "vol-9", used: 97, waiting: 4, verdict: "full" }).outcome).toBe("finding");
  expect(look({ volume: "vol-9", used: 41, waiting: 4, verdict: "full" }).outcome).toBe("unresolved");
});

test("an answer about another thing than was asked about tells nothing", () => {
  const made = look({ volume: "vol-8", used: 97, waiting: 4, verdict: "full" });
  expect(made.outcome).toBe("unresolved");
  expect(made.hypotheses.every(({ status, why }) => status === "not_checked" && /vol-8/u.test(why))).toBe(
    true,
  );
});

test("a verdict alone is not checked where something else told before", () => {
  const made = look({ volume: "vol-9", verdict: "full" });
  expect(made.outcome).toBe("unresolved");
  expect(made.hypotheses[0]).toMatchObject({ status: "not_checked" });
});

test("where something runs is no name of what is wrong with it, however few the cases", () => {
  const once = learnCauses(
    ["north", "south", "east"].map((region, n) =>
      example(
        { region, verdict: ["full", "busy", "stuck"][n] },
        ["Grow it now.", "Raise the limit.", "Unmount."][n] ?? "",
        "vol-1",
      ),
    ),
  );
  expect([...namesIn(once)]).not.toContain("north");
});
