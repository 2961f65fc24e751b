/** Times whose zone is told by its name, or in a form of one's own. */
import { expect, test } from "vitest";
import { withNumericOffset } from "./named-offsets";

test.each([
  ["13 Feb 2026 17:26:40 CET", "2026-02-13T16:26:40.000Z"],
  ["18 Jan 2024 03:21:35 AEDT", "2024-01-17T16:21:35.000Z"],
  ["13 Feb 2026 17:26:40 (CET)", "2026-02-13T16:26:40.000Z"],
  ["Fri Feb 13 17:26:40 CET 2026", "2026-02-13T16:26:40.000Z"],
  ["02-13-2026 20:26:40 (GMT + 4)", "2026-02-13T16:26:40.000Z"],
  ["13 Feb 2026 18:26:40 UTC+2", "2026-02-13T16:26:40.000Z"],
  ["2026-02-13 16:26:40 +0000 UTC", "2026-02-13T16:26:40.000Z"],
  ["Fri Feb 13 2026 17:26:40 GMT+0100 (Central European Standard Time)", "2026-02-13T16:26:40.000Z"],
])("%s is %s", (text, instant) => {
  expect(new Date(withNumericOffset(text)).toISOString()).toBe(instant);
});

test.each(["13 Feb 2026 17:26:40 XYZ", "2026-02-13T16:26:40Z", "SEVERE", "13 FEB 2026"])(
  "%s stays as it is",
  (text) => {
    expect(withNumericOffset(text)).toBe(text);
  },
);
