/** Days off out of calendar files as people have them. */
import { expect, test } from "vitest";
import { holidaysIn } from "./holidays";

const calendar = (...events: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...events, "END:VCALENDAR"].join("\r\n");
const event = (...lines: string[]) =>
  ["BEGIN:VEVENT", `UID:${lines.join()}`, ...lines, "END:VEVENT"].join("\r\n");

test("days, spans of days, and what comes back every year", () => {
  const text = calendar(
    event(
      "SUMMARY:Christmas",
      "DTSTART;VALUE=DATE:20251225",
      "DTEND;VALUE=DATE:20251227",
      "RRULE:FREQ=YEARLY",
    ),
    event("SUMMARY:Leap day", "DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"),
    event("SUMMARY:Easter Monday", "DTSTART;VALUE=DATE:20260406"),
    event("SUMMARY:Gone", "DTSTART;VALUE=DATE:20260501", "STATUS:CANCELLED"),
    event("SUMMARY:A meeting", "DTSTART:20260310T100000Z", "DTEND:20260310T110000Z"),
    event("SUMMARY:Thanksgiving", "DTSTART;VALUE=DATE:20251127", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"),
  );
  expect(holidaysIn(text, "2026-01-01", "2028-12-31")).toEqual([
    "2026-04-06",
    "2026-11-26",
    "2026-12-25",
    "2026-12-26",
    "2027-11-25",
    "2027-12-25",
    "2027-12-26",
    "2028-02-29",
    "2028-11-23",
    "2028-12-25",
    "2028-12-26",
  ]);
});

test.each(["", "Holidays\n2026-12-25", "BEGIN:VCALENDAR"])("no calendar: %s", (text) => {
  expect(() => holidaysIn(text, "2026-01-01", "2026-12-31")).toThrow("no iCalendar file");
});

test("a file that repeats without end, or lists a hundred years, ends", () => {
  const text = calendar(event("SUMMARY:Daily", "DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY"));
  expect(holidaysIn(text, "2026-01-01", "2026-12-31").length).toBeLessThanOrEqual(365);
});

test("an entry of a thousand years counts where it is asked for", () => {
  const text = calendar(event("DTSTART;VALUE=DATE:10010101", "DTEND;VALUE=DATE:99991231"));
  expect(holidaysIn(text, "2026-01-01", "2026-01-03")).toEqual(["2026-01-01", "2026-01-02", "2026-01-03"]);
});

test("a rule that comes back on no day there is does not hold anybody up", () => {
  const never = event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30");
  expect(() => holidaysIn(calendar(never), "2026-01-01", "2028-12-31")).toThrow(/takes too long to read/);
});
