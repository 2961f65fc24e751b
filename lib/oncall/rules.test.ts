/** Rules, briefs and wall times, by example and against another clock. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { Layer } from "./model";
import { PageRule } from "./paging/model";
import { briefLines, freshLayer, instantOfWall, levelWords, ruleFor, stepAt } from "./rules";

test("the first rule that fits a cause, a queue and an urgency counts", () => {
  const rule = (atLeast: "critical" | "high" | "normal", queueId: number | null, chainId: number) =>
    PageRule.parse({ cause: "incident", queueId, atLeast, chainId });
  const rules = [rule("critical", 7, 1), rule("high", null, 2)];
  const asked = { cause: "incident", queueId: 7, urgency: "critical" } as const;
  expect(ruleFor(rules, asked)?.chainId).toBe(1);
  expect(ruleFor(rules, { ...asked, queueId: 8 })?.chainId).toBe(2);
  expect(ruleFor(rules, { ...asked, urgency: "high" })?.chainId).toBe(2);
  expect(ruleFor(rules, { ...asked, urgency: "normal" })).toBeNull();
  expect(ruleFor(rules, { ...asked, cause: "breach" })).toBeNull();
});

test("steps are counted through all rounds and end", () => {
  const steps = [5, 10].map((wait) => ({ targets: [{ kind: "person" as const, id: "ada" }], wait }));
  const chain = { steps, repeats: 1 };
  expect([0, 1, 2, 3].map((number) => stepAt(chain, number)?.wait)).toEqual([5, 10, 5, 10]);
  expect(stepAt(chain, 4)).toBeNull();
  expect(levelWords(chain, 1)).toBe("level 2");
  expect(levelWords(chain, 2)).toBe("level 1, round 2");
});

test("a brief has at most eight lines, and at least one of each part there is", () => {
  const part = fc.array(fc.string({ minLength: 1 }), { maxLength: 9 });
  const parts = fc.record({
    open: part,
    known: part,
    ruledOut: part,
    notChecked: part,
    tried: part,
    suggested: part,
  });
  fc.assert(
    fc.property(parts, (given) => {
      const lines = briefLines(given);
      const all = Object.values(given).flat().length;
      expect(lines).toHaveLength(Math.min(8, all));
      const words = ["Open", "Known", "Ruled out", "Not checked", "Tried", "Suggested"];
      for (const [n, list] of Object.values(given).entries())
        if (list.length > 0) expect(lines.some((line) => line.startsWith(`${words[n]}: `))).toBe(true);
      for (const line of lines) expect(line.length).toBeLessThan(260);
    }),
  );
});

test("a wall time is the instant another library says it is, in every zone and around every change", () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
  const minutes = fc.integer({ min: 0, max: 5 * 366 * 24 * 60 });
  const near = fc
    .tuple(
      fc.constantFrom("2026-03-29T00:00", "2026-10-25T00:00", "2026-03-08T00:00", "2026-11-01T00:00"),
      fc.nat(300),
    )
    .map(([day, after]) => Date.parse(`${day}Z`) + after * 60_000);
  const any = minutes.map((after) => Date.parse("2024-01-01T00:00Z") + after * 60_000);
  fc.assert(
    fc.property(zone, fc.oneof(near, any), (timeZone, at) => {
      const wall = new Date(at).toISOString().slice(0, 16);
      const other = Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).epochMilliseconds;
      expect(instantOfWall(wall, timeZone)).toBe(other);
    }),
    { numRuns: 400 },
  );
});

test("a new layer is valid and has begun on a Monday, at most eight days ago, in every zone", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2024-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
      (today) => {
        const layer = Layer.parse(freshLayer("Primary", ["ada"], today));
        expect(new Date(`${layer.startsAt}Z`).getUTCDay()).toBe(1);
        for (const timeZone of ["Etc/GMT+12", "UTC", "Pacific/Kiritimati"]) {
          const ago = today.getTime() - instantOfWall(layer.startsAt, timeZone);
          expect(ago).toBeGreaterThanOrEqual(0);
          expect(ago).toBeLessThan(8.1 * 86_400_000);
        }
      },
    ),
  );
});
