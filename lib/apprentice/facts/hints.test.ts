/** Which words of a text say a name: its forms, and not whatever begins alike. */
import { expect, test } from "vitest";
import { words } from "../tokens";
import { shareSaid } from "./hints";

test.each([
  ["room", "Two rooms are free.", 1],
  ["connections", "One connection is open.", 1],
  ["max_level", "The maximum level is 7.", 1],
  ["disk_full", "The disk is slow.", 0.5],
  ["notebook", "Disks can grow but not shrink.", 0],
  ["catalogue", "Your cat is well.", 0],
])("%s in “%s”", (name, text, share) => {
  expect(shareSaid(name, new Set(words(text)))).toBe(share);
});
