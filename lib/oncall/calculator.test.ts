/** Who is on call, by example: both changes of the clock, layers, overrides. */
import { describe, expect, test } from "vitest";
import { layerShifts, onCallAt, shiftsOf } from "./calculator";
import type { Layer, ScheduleRules, Shift } from "./model";
import { wallOf } from "./rotation";
import { override } from "./testing/overrides";

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
