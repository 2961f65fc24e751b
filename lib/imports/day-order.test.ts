/** Whether day or month comes first is read from the times of a table itself. */
import { expect, test } from "vitest";
import { isDayFirst } from "./day-order";

test("one day that cannot be a month tells", () => {
  expect(isDayFirst(["03/04/2026", "13/04/2026"])).toBe(true);
  expect(isDayFirst(["03/04/2026", "04/13/2026"])).toBe(false);
});

test("without one, tickets that follow each other tell: the wrong order jumps between months", () => {
  expect(isDayFirst(["01/02/2026 09:00", "02/02/2026 09:00", "03/02/2026 09:00"])).toBe(true);
  expect(isDayFirst(["08/01/2026 03:03 AM", "08/02/2026 03:03 AM", "08/03/2026 05:03 AM"])).toBe(false);
});

test("points are of countries with the day first, halves of the day of those with the month first", () => {
  expect(isDayFirst(["03.04.2026"])).toBe(true);
  expect(isDayFirst(["03/04/2026 9:00 AM"])).toBe(false);
  expect(isDayFirst(["03/04/2026"])).toBeNull();
});
