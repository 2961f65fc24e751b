/** What results turn out to mean, learnt from closed cases: found where something tells, and said to be open where nothing does. */
import { describe, expect, test } from "vitest";
import { assess, concluded } from "./assess";
import { learnCauses } from "./causes";
import { cutsOf } from "./cuts";
import { gradeOf } from "./grade";
import type { Example } from "./groups";
import type { Hypothesis } from "./model";

type Result = Record<string, unknown>;
const say = {
  full: "Hallo, auf dem Datenträger ist nichts mehr frei, bitte vergrößern Sie ihn.",
  slow: "Hallo, die Grenze der Zugriffe ist erreicht, darum dauert alles so lange.",
  stuck: "Hallo, das Gerät wird seit langem abgehängt, weil das System es noch hält.",
};
const at = (of: Partial<{ used: number; peak: number; state: string; verdict: string }>): Result => ({
  used: 44,
  limit: 3000,
  peak: 900,
  state: "attached",
  ...of,
});
let ticketId = 0;
const example = (result: Result, reply: string): Example => ({
  ticketId: ++ticketId,
  result,
  reply,
  values: new Map(),
});
/** Six closed cases of each of three faults; what is not at fault varies. */
const history = Array.from({ length: 6 }, (_, n) => [
  example(at({ used: 96 + (n % 4), peak: 300 + 100 * n, verdict: "full" }), say.full),
  example(at({ used: 35 + 5 * n, peak: 2995 + n, verdict: "slow" }), say.slow),
  example(at({ used: 38 + 4 * n, peak: 20 * n, state: "detaching", verdict: "stuck" }), say.stuck),
]).flat();
const causes = learnCauses(history);
const quiet = new Set(["fine"]);
const look = (result: Result | null, objection: string | null = null) =>
  assess({
    lookedUp: [{ tool: "disk", eventId: 7, result, objection, values: new Map() }],
    planned: [],
    causesOf: () => causes,
    quiet,
  });

test("a sentence with a hole in it is not said: what tells the cause apart is", () => {
  const regions = ["fra-1", "nor-1", "sgp-1"];
  const named = learnCauses(
    history.map((one, n) => {
      const values = new Map([
        ["?project", `shop-${n}`],
        ["?region", regions[n % 3] ?? ""],
      ]);
      const told = `The quota of ${values.get("?project")} in ${values.get("?region")} is used up.`;
      return { ...one, values, reply: Number(one.result.used) > 90 ? told : one.reply };
    }),
  );
  const ask = (values: ReadonlyMap<string, string>) => {
    const result = at({ used: 97, peak: 500, verdict: "full" });
    const lookedUp = [{ tool: "disk", eventId: 7, result, objection: null, values }];
    return assess({ lookedUp, planned: ["plan"], causesOf: () => named, quiet });
  };
  const values = new Map([
    ["?project", "shop-99"],
    ["?region", "fra-1"],
  ]);
  expect(ask(values).text).toBe("The quota of shop-99 in fra-1 is used up.");
  values.delete("?region");
  const { text, hypotheses } = ask(values);
  expect(text).toMatch(/^disk: .*used higher than usual/);
  for (const words of hypotheses.map((one) => one.text)) expect(words).not.toMatch(/…|[⟨⟩]/u);
});

describe("a fault is found", () => {
  test.each<[string, Result, RegExp]>([
    ["by what was measured alone", at({ used: 97, peak: 500 }), /nichts mehr frei/],
    ["by a share of a limit", at({ peak: 2999 }), /Grenze der Zugriffe/],
    ["by a word", at({ state: "detaching", peak: 40 }), /abgehängt/],
    ["although the tool calls it fine", at({ used: 98, verdict: "fine" }), /nichts mehr frei/],
    ["although half of it is missing", { used: 99 }, /nichts mehr frei/],
  ])("%s", (_, result, words) => {
    const made = look(result);
    expect(made).toMatchObject({ outcome: "finding", text: expect.stringMatching(words) });
    const backing = made.hypotheses.filter(({ status }) => status === "supported");
    expect(backing.flatMap(({ marks }) => marks.map(({ eventId }) => eventId))).toContain(7);
  });
});

test("what a longer text says tells causes apart where the tool calls it something else", () => {
  const told = [
    { verdict: "memory", say: say.full, console: "Out of memory: Killed process 2211 (java)" },
    { verdict: "host", say: say.slow, console: "watchdog: hypervisor heartbeat lost, host 12 goes away" },
    { verdict: "boot", say: say.stuck, console: "no boot device on port 3" },
  ];
  const lines = learnCauses(
    Array.from({ length: 6 }, () =>
      told.map((one) => example({ verdict: one.verdict, console: one.console }, one.say)),
    ).flat(),
  );
  const outcomeOf = (result: Result) =>
    assess({
      lookedUp: [{ tool: "disk", eventId: 7, result, objection: null, values: new Map() }],
      planned: [],
      causesOf: () => lines,
      quiet,
    }).outcome;
  expect(
    outcomeOf({ verdict: "host", console: "watchdog: hypervisor heartbeat lost, host 4 goes away" }),
  ).toBe("finding");
  expect(outcomeOf({ verdict: "host", console: "Out of memory: Killed process 88 (node)" })).toBe(
    "unresolved",
  );
});

describe("it stays unresolved, and says what is open", () => {
  test.each<[string, Result | null, string | null]>([
    ["where two faults show at once", at({ used: 98, peak: 2998 }), null],
    ["where the tool failed", { error: "timed out" }, null],
    ["where nothing was found", null, null],
    ["where the ticket names something else", at({ used: 98 }), "was asked about something else"],
    ["where it is called something new", at({ used: 97, verdict: "melted" }), null],
    ["where next to nothing is told", { region: "north" }, null],
    ["where the tool calls it so and did not measure it", { verdict: "full", region: "north" }, null],
    ["where the tool calls it so and measured something else", at({ used: 50, verdict: "full" }), null],
    ["where a use is beyond its limit", at({ used: 98, peak: 300_000 }), null],
    ["where what would show it is unknown", at({ used: -1, peak: -1, state: "", verdict: "fine" }), null],
    ["where a word is met for the first time", at({ state: "error", verdict: "fine" }), null],
  ])("%s", (_, result, objection) => {
    const made = look(result, objection);
    expect(made.outcome).toBe("unresolved");
    expect(made.hypotheses.some(({ status }) => status !== "supported")).toBe(true);
  });
});

test.each([
  ["and the tool says so", at({ verdict: "fine" })],
  ["and the tool does not say anything", at({})],
])("no fault is an answer, %s", (_, result) => {
  expect(look(result)).toMatchObject({ outcome: "no_fault" });
});

const hypothesis = (changed: Partial<Hypothesis>): Hypothesis => ({
  key: "k",
  tool: "disk",
  text: "The disk is full",
  status: "supported",
  confidence: 0.9,
  marks: [{ eventId: 1, path: "used", value: 99 }],
  why: "",
  tickets: [],
  isQuiet: false,
  isBlocked: false,
  isStruck: false,
  source: "apprentice",
  ...changed,
});

test.each<[string, Partial<Hypothesis>]>([
  ["no result stands behind it", { marks: [] }],
  ["an analyst struck it", { isStruck: true }],
  ["an analyst ruled it out", { status: "refuted" }],
  ["it is not sure enough", { confidence: 0.5 }],
])("whatever is claimed, it is no finding where %s", (_, changed) => {
  expect(concluded([hypothesis(changed)]).outcome).toBe("unresolved");
});

test("no fault is not claimed while somebody holds another cause possible", () => {
  const calm = hypothesis({ isQuiet: true });
  const own = hypothesis({
    key: "own",
    status: "not_checked",
    isBlocked: true,
    marks: [],
    source: "analyst",
  });
  expect(concluded([calm]).outcome).toBe("no_fault");
  expect(concluded([calm, own]).outcome).toBe("unresolved");
  expect(concluded([calm, { ...own, status: "refuted" }]).outcome).toBe("no_fault");
});

test("figures are cut only where one cause's own begin", () => {
  const of = (cause: number, ...values: number[]) => values.map((value) => ({ value, cause, isTold: false }));
  expect(cutsOf([...of(0, 96, 97, 98), ...of(1, 30, 45, 60, 51)])).toEqual({ below: 78, above: 78 });
  expect(cutsOf([...of(0, 30, 50, 70), ...of(1, 40, 60, 45)])).toEqual({ below: null, above: null });
});

test.each<[Parameters<typeof gradeOf>[0], Partial<Hypothesis>, string, ReturnType<typeof gradeOf>]>([
  ["finding", {}, "Hello, the disk is full; please grow it.", "match"],
  ["finding", { status: "refuted" }, "The disk is full.", "mismatch"],
  ["unresolved", { status: "not_checked" }, "The disk is full.", "partial"],
  ["unresolved", { status: "refuted" }, "The disk is full.", "mismatch"],
  ["finding", {}, "Please send us the log.", null],
])("%s %j, answered %j, is graded %s", (outcome, changed, answer, grade) => {
  expect(gradeOf(outcome, [hypothesis(changed)], [answer])).toBe(grade);
});
