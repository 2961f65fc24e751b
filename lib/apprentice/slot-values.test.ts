/** What of a text may be said on a ticket because the ticket has shown it. */
import { expect, test } from "vitest";
import { digitsKnown, newSlotValues } from "./slot-values";

const valuesBySlot = newSlotValues({
  subject: "vCPU limit ash-2, 96/96 used, vol77 has 512Mi",
  customer: null,
});

test.each([
  ["a number that stands there", "You use 96 of 96.", true],
  ["a number with its unit", "512 Mi is all there is.", true],
  ["a whole identifier", "I look at ash-2 and vol77.", true],
  ["the tail of an identifier as a number", "I have raised it to 2.", false],
  ["the tail of a word as a number", "You may have 77.", false],
  ["a number of nobody", "You may have 128.", false],
])("%s", (_, text, isKnown) => expect(digitsKnown(valuesBySlot, text)).toBe(isKnown));
