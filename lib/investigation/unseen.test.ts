/** Cases unlike those that were closed: told in other words, found in another shape, called by a word nobody met, or nothing at all. */
import { describe, expect, test } from "vitest";
import { assess } from "./assess";
import { learnCauses } from "./causes";
import { quietIn } from "./examples";
import { factsOf } from "./facts";
import type { Example } from "./groups";

type Result = Record<string, unknown>;

/** A cold store: no verdict, limits in the result, a list of fans, and two ways of telling each fault. */
const store = (of: {
  door?: string;
  motor?: string;
  amps?: number;
  degrees?: number;
  fans?: string[];
}): Result => ({
  store: "s-1",
  temperature: `${of.degrees ?? -19} °C`,
  limits: { low: "-25 °C", high: "-15 °C" },
  door: of.door ?? "closed",
  compressor: { state: of.motor ?? "running", amps: of.amps ?? 6 },
  fans: (of.fans ?? ["turning", "turning"]).map((state, at) => ({ nr: at + 1, state })),
});
let ticketId = 0;
const example = (result: Result, reply: string): Example => ({
  ticketId: ++ticketId,
  result,
  reply,
  values: new Map(),
});
const ways = {
  door: [
    "The door stands open, so it gets warm in there. Please have somebody close it.",
    "Somebody left the door open again; close it and it will be cold within an hour.",
  ],
  motor: [
    "The compressor stands still. A technician is on the way.",
    "Its compressor does not run any more, I have called the technician.",
  ],
  fan: [
    "One of the fans does not turn, we change it today.",
    "A fan is broken and does not turn; the spare part comes today.",
  ],
};
const faults = [0, 1, 2, 3, 4, 5].flatMap((n) => [
  example(store({ door: "open", degrees: -13 + n, amps: 5.5 + n / 5 }), ways.door[n % 2] ?? ""),
  example(store({ motor: "stopped", degrees: -12 + n, amps: 0 }), ways.motor[n % 2] ?? ""),
  example(
    store({ degrees: -14 + n / 2, fans: ["turning", "still"], amps: 5.6 + n / 5 }),
    ways.fan[n % 2] ?? "",
  ),
]);
const causes = learnCauses(faults);
const look = (result: Result, known = causes) =>
  assess({
    lookedUp: [{ tool: "store", eventId: 7, result, objection: null, values: new Map() }],
    planned: [],
    causesOf: () => known,
    quiet: quietIn([known]),
  });

test("a fault that was told in several ways is one cause", () => {
  expect(causes.causes).toHaveLength(3);
});

describe("it is found", () => {
  test.each<[string, Result, RegExp]>([
    ["as ever", store({ door: "open", degrees: -10 }), /door/],
    [
      "in one item of a list, however long",
      store({ degrees: -12, fans: ["turning", "turning", "still"] }),
      /fan/,
    ],
    [
      "in names that are no longer nested",
      { store: "s-1", temperature: "-9 °C", door: "closed", compressorState: "stopped", compressorAmps: 0 },
      /compressor/,
    ],
  ])("%s", (_, result, words) => {
    expect(look(result)).toMatchObject({ outcome: "finding", text: expect.stringMatching(words) });
  });
});

describe("where nobody ever met it without a fault", () => {
  test("there is no fault once none of the known is there and the limits hold", () => {
    expect(look(store({ amps: 6 })).outcome).toBe("no_fault");
  });

  test.each<[string, Result]>([
    ["a limit is broken, whatever is ruled out", store({ degrees: -7, amps: 6 })],
    ["a word is new", store({ door: "jammed", amps: 6 })],
    ["what would tell is missing", { store: "s-1", temperature: "-19 °C", door: "closed" }],
  ])("it is unresolved where %s", (_, result) => {
    expect(look(result).outcome).toBe("unresolved");
  });
});

test("what the tool calls well is unresolved where a word beside that was never met", () => {
  const server = (state: string, verdict: string, line: string): Result => ({ state, verdict, line });
  const known = learnCauses(
    [0, 1, 2, 3].flatMap((n) => [
      example(
        server("running", "memory", `Out of memory: killed ${n}`),
        "It ran out of memory, give it more.",
      ),
      example(
        server("restarting", "host", `Host ${n} lost`),
        "Its host failed and it was started elsewhere.",
      ),
      example(
        server("running", "healthy", "login:"),
        "It runs and we see no fault; is it the firewall in the guest?",
      ),
    ]),
  );
  expect(look(server("running", "healthy", "login:"), known).outcome).toBe("no_fault");
  expect(look(server("stopped", "healthy", "login:"), known).outcome).toBe("unresolved");
});

/** A path through a network: a verdict, and what all faults have in common. */
const path = (verdict: string, by: string | null): Result => ({
  reachable: by === null,
  verdict,
  stoppedBy: by,
});
const blocked = learnCauses(
  [0, 1, 2, 3].flatMap((n) => [
    example(path("firewall", `fw-${n}a`), "A firewall drops the packets, add the source to its list."),
    example(path("no_route", `rt-${n}b`), "There is no route for this address; add one to the table."),
    example(path("peering_idle", `peer-${n}c`), "The peering waits until the other side accepts it."),
  ]),
);

test("a word nobody met is no fault where all that faults have in common is the other way round", () => {
  expect(look(path("open", null), blocked).outcome).toBe("no_fault");
  expect(look(path("firewall", null), blocked).outcome).toBe("unresolved");
  expect(look(path("mtu_mismatch", "gw-1"), blocked).outcome).toBe("unresolved");
});

test("one amount is the same however it is written", () => {
  const figure = (result: Result) => factsOf(result)[0]?.value;
  expect(figure({ used: "2 GiB" })).toBe(figure({ used: "2048 MiB" }));
  expect(figure({ since: "1 h 40 min" })).toBe(figure({ since: "100 min" }));
  expect(figure({ replicas: "3 replicas" })).toBe("some");
});
