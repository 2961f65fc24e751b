/** Working time adds up, skips nights and weekends, and never ends outside working hours. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addWorkingTime, endOfDay, hour, workingDay, workingHours } from "./working-hours";

test.each([
  ["within a day", "2026-03-02T10:00Z", 2, "2026-03-02T12:00Z"],
  ["over night", "2026-03-02T16:00Z", 2, "2026-03-03T10:00Z"],
  ["over the weekend", "2026-03-06T16:30Z", 1, "2026-03-09T09:30Z"],
  ["from a Sunday", "2026-03-08T03:00Z", 8, "2026-03-09T17:00Z"],
  ["from before opening", "2026-03-02T06:00Z", 1, "2026-03-02T10:00Z"],
  ["from closing time", "2026-03-02T17:00Z", 1, "2026-03-03T10:00Z"],
])("%s", (_, from, hours, until) => {
  expect(addWorkingTime(new Date(from), hours * hour)).toEqual(new Date(until));
});

test("the end of a day is its closing time, whatever the hour", () => {
  expect(endOfDay(new Date("2026-03-02T23:59Z"))).toEqual(new Date("2026-03-02T17:00Z"));
  expect(endOfDay(new Date("2026-03-02T01:00Z"), 1)).toEqual(new Date("2026-03-03T17:00Z"));
});

test("two spans one after the other are one long span, and end while somebody is there", () => {
  const instant = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true });
  const span = fc.integer({ min: 1, max: 5 * workingDay });
  fc.assert(
    fc.property(instant, span, span, (from, first, second) => {
      const end = addWorkingTime(addWorkingTime(from, first), second);
      expect(end).toEqual(addWorkingTime(from, first + second));
      const closing = end.getUTCHours() * hour + (end.getTime() % hour);
      expect(closing).toBeGreaterThanOrEqual(workingHours.opens * hour);
      expect(closing).toBeLessThanOrEqual(workingHours.closes * hour);
      expect([0, 6]).not.toContain(end.getUTCDay());
    }),
  );
});
