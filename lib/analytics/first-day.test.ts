/** Charts begin where there is something to show. */
import { expect, test } from "vitest";
import { firstDayShown } from "./first-day";

test("the charts begin with the first decision, a week ago at the latest and 90 days ago at the earliest", () => {
  expect(firstDayShown("2026-11-29", "2026-11-01")).toBe("2026-11-01");
  expect(firstDayShown("2026-11-29", "2026-11-28")).toBe("2026-11-23");
  expect(firstDayShown("2026-11-29", "2026-01-01")).toBe("2026-09-01");
  expect(firstDayShown("2026-11-29", null)).toBe("2026-09-01");
});
