/** Templates: every choice is one of those given, and a name without a fact is an error. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { caseOf } from "./case";
import { diceFor } from "./dice";
import { kinds } from "./kinds/kinds";
import { afterReply } from "./reaction";
import { worded } from "./wording";

test("a text is one of its readings", () => {
  const readings = new Set(
    Array.from({ length: 60 }, (_, seed) =>
      worded("{Hi|Hello{, team|}}, $volume is {slow|full}", { volume: "vol-1" }, diceFor(String(seed))),
    ),
  );
  expect([...readings].sort()).toEqual(
    ["Hello, team, ", "Hello, ", "Hi, "].flatMap((hi) => [`${hi}vol-1 is full`, `${hi}vol-1 is slow`]).sort(),
  );
  expect(() => worded("$nothing", {}, diceFor("1"))).toThrow('There is no fact "nothing"');
});

test("every kind of case comes, is the same for the same seed, and leaves no template open", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const { dice: _, ...one } = caseOf(seed);
      const { dice: __, ...again } = caseOf(seed);
      expect(again).toEqual(one);
      seen.add(one.kind.key);
      expect(JSON.stringify([one.subject, "body" in one ? one.body : ""])).not.toMatch(/[{}|$]/);
    }),
    { numRuns: 600, seed: 7 },
  );
  expect([...seen].sort()).toEqual(kinds.map(({ key }) => key).sort());
});

test("who is asked for something had not told all of it, neither in the subject nor in the message", () => {
  const cases = Array.from({ length: 600 }, (_, seed) => caseOf(`asked ${seed}`));
  const untold = cases.flatMap((one) => (one.shape === "request" && !one.isTold ? [one] : []));
  expect(untold.length).toBeGreaterThan(50);
  for (const { kind, facts, subject, body } of untold) {
    const needed = Object.values(kind.lookUp?.(facts).arguments ?? {}).map(String);
    expect(
      needed.every((value) => `${subject}\n${body}`.includes(value)),
      subject,
    ).toBe(false);
  }
});

test("who did not tell what is needed tells it when asked, and once", () => {
  const one = Array.from({ length: 50 }, (_, seed) => caseOf(`untold ${seed}`)).find(
    (made) => made.shape === "request" && !made.isTold,
  );
  const said = { moment: "m", text: "Please send me the id.", before: [] };
  expect(afterReply(one ?? null, said)?.kind).toBe("given");
  expect(afterReply(one ?? null, { ...said, before: ["given"] })).toBeNull();
});
