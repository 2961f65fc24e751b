/** Working time adds up, skips nights, weekends and holidays in the team's own zone, and never ends outside working hours. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { usualHours, type WorkHours } from "./model";
import { addWorkingTime, endOfDay, hour, weekdayOf, workingDay, workingTimeBetween } from "./working-hours";

const span = { opens: 8 * 60 + 30, closes: 18 * 60 };
const berlin: WorkHours = {
  timeZone: "Europe/Berlin",
  days: [span, span, span, span, { ...span, closes: 14 * 60 }, null, null],
  holidays: ["2026-04-03", "2026-04-06"],
};
/** Closes at midnight, is open at the weekend, and lies behind UTC. */
const newYork: WorkHours = {
  timeZone: "America/New_York",
  days: [null, null, null, null, null, { opens: 0, closes: 1440 }, { opens: 0, closes: 1440 }],
  holidays: [],
};

test.each([
  ["within a day", usualHours, "2026-03-02T10:00Z", 2, "2026-03-02T12:00Z"],
  ["over night", usualHours, "2026-03-02T16:00Z", 2, "2026-03-03T10:00Z"],
  ["over the weekend", usualHours, "2026-03-06T16:30Z", 1, "2026-03-09T09:30Z"],
  ["from a Sunday", usualHours, "2026-03-08T03:00Z", 8, "2026-03-09T17:00Z"],
  ["from before opening", usualHours, "2026-03-02T06:00Z", 1, "2026-03-02T10:00Z"],
  ["from closing time", usualHours, "2026-03-02T17:00Z", 1, "2026-03-03T10:00Z"],
  ["in winter time", berlin, "2026-03-02T07:00Z", 1, "2026-03-02T08:30Z"],
  ["in summer time", berlin, "2026-07-06T05:00Z", 1, "2026-07-06T07:30Z"],
  ["over the change to summer time", berlin, "2026-03-27T12:30Z", 1, "2026-03-30T07:00Z"],
  ["over Easter", berlin, "2026-04-02T15:30Z", 1, "2026-04-07T07:00Z"],
  ["through midnight", newYork, "2026-03-01T04:00Z", 2, "2026-03-01T06:00Z"],
  ["a day of 23 hours", newYork, "2026-03-07T05:00Z", 47, "2026-03-09T04:00Z"],
] as const)("%s", (_, hours, from, duration, until) => {
  expect(addWorkingTime(hours, new Date(from), duration * hour)).toEqual(new Date(until));
});

test("the end of a day is its closing time, whatever the hour; of a free day the latest closing", () => {
  const end = (hours: WorkHours, from: string, days = 0) => endOfDay(hours, new Date(from), days);
  expect(end(usualHours, "2026-03-02T23:59Z")).toEqual(new Date("2026-03-02T17:00Z"));
  expect(end(usualHours, "2026-03-02T01:00Z", 1)).toEqual(new Date("2026-03-03T17:00Z"));
  expect(end(berlin, "2026-03-05T23:30Z")).toEqual(new Date("2026-03-06T13:00Z"));
  expect(end(berlin, "2026-03-06T12:00Z", 1)).toEqual(new Date("2026-03-07T17:00Z"));
});

test("the weekday is the one there", () => {
  expect(weekdayOf(usualHours, new Date("2026-03-01T23:30Z"))).toBe(0);
  expect(weekdayOf(berlin, new Date("2026-03-01T23:30Z"))).toBe(1);
});

test("two spans one after the other are one long span, and end while somebody is there", () => {
  const instant = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true });
  const duration = fc.integer({ min: 1, max: 5 * workingDay });
  const hours = fc.constantFrom(usualHours, berlin, newYork);
  fc.assert(
    fc.property(hours, instant, duration, duration, (team, from, first, second) => {
      const end = addWorkingTime(team, addWorkingTime(team, from, first), second);
      expect(end).toEqual(addWorkingTime(team, from, first + second));
      const open = team.days[(weekdayOf(team, new Date(end.getTime() - 1)) + 6) % 7];
      expect(open).not.toBeNull();
    }),
  );
});

/** A leap day lies among them, and both changes of the clocks. */
const years = fc.date({ min: new Date("2027-06-01"), max: new Date("2028-12-01"), noInvalidDate: true });
const teams = fc.constantFrom(usualHours, berlin, newYork, { ...berlin, timeZone: "Australia/Lord_Howe" });

test("working time that has passed adds up, and is what was added", () => {
  const duration = fc.integer({ min: 1, max: 40 * workingDay });
  fc.assert(
    fc.property(teams, fc.array(years, { minLength: 3, maxLength: 3 }), duration, (team, instants, span) => {
      const [a, b, c] = instants.sort((one, other) => one.getTime() - other.getTime()) as [Date, Date, Date];
      const sum = workingTimeBetween(team, a, b) + workingTimeBetween(team, b, c);
      expect(workingTimeBetween(team, a, c)).toBe(sum);
      expect(workingTimeBetween(team, a, addWorkingTime(team, a, span))).toBe(span);
    }),
  );
});

test("working time agrees with a count of minutes in which the clocks there show opening hours", () => {
  const local = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Berlin",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const isOpen = (at: number) => {
    const shown = Object.fromEntries(local.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = berlin.days[["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(shown.weekday ?? "")];
    const minutes = Number(shown.hour) * 60 + Number(shown.minute);
    if (berlin.holidays.includes(`${shown.year}-${shown.month}-${shown.day}`)) return false;
    return day ? minutes >= day.opens && minutes < day.closes : false;
  };
  // Over the change to summer time and Easter, over a leap day, and over the change back.
  for (const [from, until] of [
    ["2026-03-26T12:00Z", "2026-04-07T12:00Z"],
    ["2028-02-27T00:00Z", "2028-03-02T00:00Z"],
    ["2026-10-23T12:00Z", "2026-10-27T12:00Z"],
  ] as const) {
    let minutes = 0;
    for (let at = Date.parse(from); at < Date.parse(until); at += 60_000) minutes += isOpen(at) ? 1 : 0;
    expect(workingTimeBetween(berlin, new Date(from), new Date(until))).toBe(minutes * 60_000);
  }
});
