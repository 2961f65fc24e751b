/** Numbers and instants are read from digits and dates, and from nothing that only looks like one to a program. */
import { expect, test } from "vitest";
import { z } from "zod";
import { idInAddress, numberInAddress } from "./in-address";
import { instant } from "./instant";

test.each(["7", "0", "999999999999999", 7])("%j is a number of something", (given) => {
  expect(idInAddress.parse(given)).toBe(Number(given));
});

test.each([
  "",
  " 7",
  "7 ",
  "0x10",
  "1e1",
  "1.5",
  "-1",
  "Infinity",
  "٧",
  "9007199254740992",
  null,
  true,
  [7],
  ["7"],
])("%j is none", (given) => {
  expect(idInAddress.safeParse(given).success).toBe(false);
});

test("a range holds, and a fraction where one may stand", () => {
  const share = numberInAddress(z.number().min(-1).max(1));
  expect(share.parse("-0.25")).toBe(-0.25);
  expect(share.safeParse("1.01").success).toBe(false);
});

test.each([
  ["2026-03-01", "2026-03-01T00:00:00.000Z"],
  ["2026-03-01T10:00:00+02:00", "2026-03-01T08:00:00.000Z"],
  ["2026-03-01T10:00:00.5Z", "2026-03-01T10:00:00.500Z"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
])("%s is an instant", (given, expected) => {
  expect(instant.parse(given).toISOString()).toBe(expected);
});

test.each([
  true,
  null,
  0,
  1e300,
  "",
  "0.5",
  "yesterday",
  "2026-02-30",
  "2026-03-01T25:00:00Z",
  [2020],
  {},
  new Date("x"),
])("%j is none", (given) => {
  expect(instant.safeParse(given).success).toBe(false);
});
