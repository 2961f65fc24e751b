/** Times as tables write them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readTime } from "./times";

const read = (text: string, dayFirst = true, zone = "UTC") =>
  readTime(text, { dayFirst, zone })?.toISOString() ?? null;

test.each([
  ["2026-03-02T09:00:00Z", "2026-03-02T09:00:00.000Z"],
  ["2026-03-02T09:00:00+01:00", "2026-03-02T08:00:00.000Z"],
  ["2026-03-02T09:00:00.123456+0100", "2026-03-02T08:00:00.000Z"],
  ["2026-03-02 09:00", "2026-03-02T09:00:00.000Z"],
  ["2026-03-02 09:00:05 UTC", "2026-03-02T09:00:05.000Z"],
  ["2026/03/02", "2026-03-02T00:00:00.000Z"],
  ["02.03.2026 09:00", "2026-03-02T09:00:00.000Z"],
  ["02/03/26 9:05 PM", "2026-03-02T21:05:00.000Z"],
  ["12/03/2026 12:05 am", "2026-03-12T00:05:00.000Z"],
  ["1772442000", "2026-03-02T09:00:00.000Z"],
  ["1772442000000", "2026-03-02T09:00:00.000Z"],
  ["Mon, 02 Mar 2026 09:00:00 +0100", "2026-03-02T08:00:00.000Z"],
  ["2 Mar 2026 09:00", "2026-03-02T09:00:00.000Z"],
  ["02/Mar/26 9:05 PM", "2026-03-02T21:05:00.000Z"],
  ["2. März 2026, 09:00 Uhr", "2026-03-02T09:00:00.000Z"],
  ["2 mars 2026 à 09h30", "2026-03-02T09:30:00.000Z"],
  ["2 de marzo de 2026 09:00 p. m.", "2026-03-02T21:00:00.000Z"],
  ["March 2, 2026 9:00 AM", "2026-03-02T09:00:00.000Z"],
  ["Mon Mar 02 09:00:00 2026", "2026-03-02T09:00:00.000Z"],
  ["2026-03-02T09:00:00+01", "2026-03-02T08:00:00.000Z"],
  ["02.Foo.2026", null],
  ["31.02.2026", null],
  ["2026-13-01", null],
  ["25:00", null],
  ["soon", null],
  ["12", null],
  ["", null],
])("%s is %s", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test("the month may come first, and the clocks of a zone count with their changes", () => {
  expect(read("03/02/2026 09:00", false)).toBe("2026-03-02T09:00:00.000Z");
  expect(read("2026-01-15 09:00", true, "Europe/Berlin")).toBe("2026-01-15T08:00:00.000Z");
  expect(read("2026-07-15 09:00", true, "Europe/Berlin")).toBe("2026-07-15T07:00:00.000Z");
  expect(read("15 Jul 2026 09:00", true, "Europe/Berlin")).toBe("2026-07-15T07:00:00.000Z");
  expect(read("2026-03-29 03:30", true, "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
});

test("what was written in ISO is read back, and nothing makes it throw", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }), (date) => {
      const seconds = Math.floor(date.getTime() / 1000) * 1000;
      expect(read(new Date(seconds).toISOString())).toBe(new Date(seconds).toISOString());
    }),
  );
  fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => void read(text)));
});
