/** Who is on call, against a slow oracle: every zone, both changes of the clock, leap days, any layers. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { onCallAt, shiftsOf } from "./calculator";
import type { Layer, ScheduleRules, Shift } from "./model";
import { override } from "./testing/overrides";

const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "America/St_Johns",
  "Pacific/Apia",
  "UTC",
];
const two = (value: number) => String(value).padStart(2, "0");
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([h, m]) => `${two(h)}:${two(m)}`);
const someone = fc.constantFrom("ada", "ben", "cleo", "dan");
const windowOf = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    from: time,
    to: time,
    span: fc.integer({ min: 0, max: 7 }),
  })
  .map((one) => (one.span === 0 && one.to <= one.from ? { ...one, span: 1 } : one));
const layerOf = fc.record<Layer>({
  name: fc.constant("Any"),
  turns: fc.array(fc.uniqueArray(someone, { maxLength: 2 }), { minLength: 1, maxLength: 4 }),
  every: fc.record({
    unit: fc.constantFrom("hour" as const, "day" as const, "week" as const),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  startsAt: fc
    .tuple(fc.constantFrom("2024-02-28", "2024-02-29", "2026-03-28", "2026-10-24", "2026-11-01"), time)
    .map(([day, at]) => `${day}T${at}`),
  endsAt: fc.constantFrom(null, null, "2027-03-01T00:00"),
  windows: fc.array(windowOf, { maxLength: 2 }),
  restsOnHolidays: fc.boolean(),
});
/** Around changes of the clock and leap days. */
const instant = fc
  .tuple(
    fc.constantFrom(
      "2026-03-29",
      "2026-10-25",
      "2026-11-01",
      "2026-04-05",
      "2024-02-29",
      "2028-02-29",
      "2026-04-24",
    ),
    fc.integer({ min: -4 * 96, max: 4 * 96 }),
  )
  .map(([day, quarters]) => new Date(Date.parse(`${day}T00:00Z`) + quarters * 900_000));
const overrideOf = fc
  .tuple(someone, fc.option(someone), instant, fc.integer({ min: 1, max: 300 }))
  .map(([userId, replaces, at, quarters]) => ({
    ...override(userId, at.toISOString(), new Date(at.getTime() + quarters * 900_000).toISOString()),
    replaces,
  }));
const rulesOf = fc.record<ScheduleRules>({
  timeZone: fc.constantFrom(...zones),
  layers: fc.array(layerOf, { minLength: 1, maxLength: 3 }),
  overrides: fc.array(overrideOf, { maxLength: 3 }),
  holidays: fc.array(
    instant.map((startsAt) => ({ startsAt, endsAt: new Date(startsAt.getTime() + 86_400_000) })),
    { maxLength: 2 },
  ),
});

/** The same, asked of one instant by walking all hand-overs and windows from the beginning. */
function oracle({ timeZone, layers, overrides, holidays }: ScheduleRules, at: number): string[] {
  const instantAt = (wall: Temporal.PlainDateTime) => wall.toZonedDateTime(timeZone).epochMilliseconds;
  let who: string[] = [];
  for (const layer of layers) {
    const start = Temporal.PlainDateTime.from(layer.startsAt);
    if (at < instantAt(start)) continue;
    if (layer.endsAt && at >= instantAt(Temporal.PlainDateTime.from(layer.endsAt))) continue;
    if (layer.restsOnHolidays && holidays.some((day) => +day.startsAt <= at && at < +day.endsAt)) continue;
    const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
    const isOpen = layer.windows.some(({ days, from, to, span }) =>
      Array.from({ length: 10 }, (_, back) => today.subtract({ days: back })).some(
        (day) =>
          days.includes(day.dayOfWeek) &&
          instantAt(day.toPlainDateTime(from)) <= at &&
          at < instantAt(day.add({ days: span }).toPlainDateTime(to)),
      ),
    );
    if (layer.windows.length > 0 && !isOpen) continue;
    let turn = 0;
    const { unit, count } = layer.every;
    const after = (turns: number) => instantAt(start.add({ [`${unit}s`]: turns * count }));
    // Steps of a hundred first: an hourly rotation of years has tens of thousands.
    while (after(turn + 100) <= at) turn += 100;
    while (after(turn + 1) <= at) turn++;
    const people = layer.turns[turn % layer.turns.length] ?? [];
    if (people.length > 0) who = people;
  }
  for (const { userId, replaces, startsAt, endsAt } of overrides) {
    if (at < +startsAt || at >= +endsAt) continue;
    if (replaces === null) who = [userId];
    else if (who.includes(replaces))
      who = [...who.filter((one) => one !== replaces && one !== userId), userId];
  }
  return who;
}

describe("any schedule, in any zone", () => {
  const days = (count: number) => count * 86_400_000;

  test("its shifts cover the time without a hole, and each instant is as the oracle says", () => {
    fc.assert(
      fc.property(rulesOf, instant, fc.array(fc.nat(days(6))), (rules, from, offsets) => {
        const to = new Date(from.getTime() + days(6));
        const shifts = shiftsOf(rules, from, to);
        expect(shifts[0]?.startsAt).toEqual(from);
        expect(shifts.at(-1)?.endsAt).toEqual(to);
        for (const [n, shift] of shifts.entries()) {
          expect(+shift.endsAt).toBeGreaterThan(+shift.startsAt);
          if (n > 0) expect(shift.startsAt).toEqual(shifts[n - 1]?.endsAt);
        }
        for (const at of [from.getTime(), ...offsets.map((offset) => from.getTime() + offset)]) {
          const shift = shifts.find((one) => +one.startsAt <= at && at < +one.endsAt);
          if (at < to.getTime()) expect(shift?.userIds).toEqual(oracle(rules, at));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("what is asked for makes no difference: two halves are the whole, and now is its first shift", () => {
    fc.assert(
      fc.property(rulesOf, instant, fc.integer({ min: 1, max: 95 }), (rules, from, quarters) => {
        const to = new Date(from.getTime() + days(1));
        const middle = new Date(from.getTime() + quarters * 900_000);
        const at = (shifts: Shift[], instantAt: Date) =>
          shifts.find((one) => one.startsAt <= instantAt && instantAt < one.endsAt)?.userIds;
        const whole = shiftsOf(rules, from, to);
        expect(at(shiftsOf(rules, from, middle), from)).toEqual(at(whole, from));
        expect(at(shiftsOf(rules, middle, to), middle)).toEqual(at(whole, middle));
        expect(onCallAt(rules, middle).now.userIds).toEqual(at(whole, middle));
      }),
      { numRuns: 60 },
    );
  });
});
