/** Who is on call, by example and against a slow oracle: every zone, both changes of the clock, leap days, any layers. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { layerShifts, onCallAt, shiftsOf } from "./calculator";
import type { Layer, Override, ScheduleRules, Shift } from "./model";
import { wallOf } from "./rotation";

const base: Layer = {
  name: "Primary",
  turns: [["ada"], ["ben"], ["cleo"]],
  every: { unit: "week", count: 1 },
  startsAt: "2026-01-05T09:00",
  endsAt: null,
  windows: [],
  restsOnHolidays: false,
};

function schedule(layers: Partial<Layer>[], rest: Partial<ScheduleRules> = {}): ScheduleRules {
  return {
    timeZone: "Europe/Berlin",
    layers: layers.map((layer) => ({ ...base, ...layer })),
    overrides: [],
    holidays: [],
    ...rest,
  };
}

let nextId = 1;
function override(userId: string, from: string, to: string, replaces: string | null = null): Override {
  const dates = { startsAt: new Date(from), endsAt: new Date(to) };
  return { id: nextId++, userId, replaces, ...dates, reason: "", calendarId: null };
}

const who = (rules: ScheduleRules, at: string) => onCallAt(rules, new Date(at)).now.userIds;
const told = (shifts: Shift[]) =>
  shifts.map(
    ({ startsAt, userIds }) => `${startsAt.toISOString().slice(0, 16)} ${userIds.join("+") || "nobody"}`,
  );

describe("a rotation", () => {
  test("hands over at the same time of day across both changes of the clock", () => {
    const spring = shiftsOf(schedule([{}]), new Date("2026-03-20T00:00Z"), new Date("2026-04-10T00:00Z"));
    expect(told(spring).slice(1)).toEqual([
      "2026-03-23T08:00 cleo",
      "2026-03-30T07:00 ada",
      "2026-04-06T07:00 ben",
    ]);
    const autumn = shiftsOf(schedule([{}]), new Date("2026-10-20T00:00Z"), new Date("2026-11-03T00:00Z"));
    expect(told(autumn).slice(1)).toEqual(["2026-10-26T08:00 ada", "2026-11-02T08:00 ben"]);
  });

  test("a day of 23 and one of 25 hours are one turn each", () => {
    const rules = schedule([{ every: { unit: "day", count: 1 }, startsAt: "2026-03-27T00:00" }]);
    const spring = shiftsOf(rules, new Date("2026-03-28T23:00Z"), new Date("2026-03-29T22:00Z"));
    expect(told(spring)).toEqual(["2026-03-28T23:00 cleo"]);
    const autumn = shiftsOf(rules, new Date("2026-10-24T22:00Z"), new Date("2026-10-25T23:00Z"));
    expect(autumn).toHaveLength(1);
  });

  test("a leap day is a day, and three eight-hour turns stand at the same times all year", () => {
    const rules = schedule([{ every: { unit: "day", count: 1 }, startsAt: "2028-02-27T09:00" }]);
    const shifts = shiftsOf(rules, new Date("2028-02-27T08:00Z"), new Date("2028-03-02T08:00Z"));
    expect(told(shifts).map((line) => line.slice(0, 10))).toEqual([
      "2028-02-27",
      "2028-02-28",
      "2028-02-29",
      "2028-03-01",
    ]);
    const eight = schedule([{ every: { unit: "hour", count: 8 }, startsAt: "2026-01-05T06:00" }]);
    const day = layerShifts(eight, new Date("2026-07-01T00:00Z"), new Date("2026-07-02T00:00Z"))[0] ?? [];
    const times = day
      .slice(1)
      .map(({ startsAt }) => wallOf(startsAt.getTime(), "Europe/Berlin").toPlainTime().toString());
    expect(times).toEqual(["06:00:00", "14:00:00", "22:00:00"]);
  });

  test("nobody before it starts and after it ends", () => {
    const rules = schedule([{ endsAt: "2026-01-12T09:00" }]);
    const shifts = shiftsOf(rules, new Date("2026-01-01T00:00Z"), new Date("2026-02-01T00:00Z"));
    expect(told(shifts)).toEqual([
      "2026-01-01T00:00 nobody",
      "2026-01-05T08:00 ada",
      "2026-01-12T08:00 nobody",
    ]);
    expect(onCallAt(rules, new Date("2026-01-20T00:00Z")).next).toBeNull();
  });
});

describe("layers", () => {
  const night = { days: [1, 2, 3, 4, 5, 6, 7], from: "18:00", to: "08:00", span: 1 };

  test("a limited layer covers what it is open for, and hides nothing outside of it", () => {
    const rules = schedule([{ turns: [["ada"]] }, { turns: [["nia"]], windows: [night] }]);
    expect(who(rules, "2026-02-03T11:00Z")).toEqual(["ada"]);
    expect(who(rules, "2026-02-03T17:00Z")).toEqual(["nia"]);
    expect(who(rules, "2026-02-04T06:59Z")).toEqual(["nia"]);
    expect(who(rules, "2026-02-04T07:00Z")).toEqual(["ada"]);
  });

  test("a window that wraps the week is open from Friday evening to Monday morning", () => {
    const weekend = { days: [5], from: "17:00", to: "09:00", span: 3 };
    const rules = schedule([{ turns: [["ada"]], windows: [weekend] }]);
    const shifts = shiftsOf(rules, new Date("2026-02-04T00:00Z"), new Date("2026-02-11T00:00Z"));
    expect(told(shifts)).toEqual([
      "2026-02-04T00:00 nobody",
      "2026-02-06T16:00 ada",
      "2026-02-09T08:00 nobody",
    ]);
  });

  test("a turn of nobody, or of somebody who cannot be called, falls to the layer below", () => {
    const rules = schedule([{ turns: [["ada"]] }, { turns: [["ben"], []] }]);
    expect(who(rules, "2026-01-06T00:00Z")).toEqual(["ben"]);
    expect(who(rules, "2026-01-13T00:00Z")).toEqual(["ada"]);
    const reachable = (id: string) => id !== "ben";
    expect(onCallAt(rules, new Date("2026-01-06T00:00Z"), reachable).now.userIds).toEqual(["ada"]);
  });

  test("a layer that rests on holidays leaves them to the one below", () => {
    const christmas = { startsAt: new Date("2026-12-24T23:00Z"), endsAt: new Date("2026-12-26T23:00Z") };
    const rules = schedule([{ turns: [["ada"]] }, { turns: [["ben"]], restsOnHolidays: true }], {
      holidays: [christmas],
    });
    expect(who(rules, "2026-12-24T12:00Z")).toEqual(["ben"]);
    expect(who(rules, "2026-12-25T12:00Z")).toEqual(["ada"]);
    expect(who(rules, "2026-12-27T12:00Z")).toEqual(["ben"]);
  });
});

describe("overrides", () => {
  test("take all, or one person's part of a shared turn", () => {
    const rules = schedule([{ turns: [["ada", "ben"]] }], {
      overrides: [
        override("cleo", "2026-02-03T10:00Z", "2026-02-03T12:00Z", "ada"),
        override("dan", "2026-02-03T11:00Z", "2026-02-03T11:30Z"),
      ],
    });
    expect(who(rules, "2026-02-03T10:30Z")).toEqual(["ben", "cleo"]);
    expect(who(rules, "2026-02-03T11:15Z")).toEqual(["dan"]);
    expect(who(rules, "2026-02-03T12:00Z")).toEqual(["ada", "ben"]);
  });

  test("fill a gap, and somebody who is not on call cannot be replaced", () => {
    const rules = schedule([{ startsAt: "2030-01-01T00:00" }], {
      overrides: [
        override("cleo", "2026-02-03T10:00Z", "2026-02-03T12:00Z", "ada"),
        override("dan", "2026-02-03T11:00Z", "2026-02-03T12:00Z"),
      ],
    });
    expect(who(rules, "2026-02-03T10:30Z")).toEqual([]);
    expect(who(rules, "2026-02-03T11:30Z")).toEqual(["dan"]);
  });
});

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
