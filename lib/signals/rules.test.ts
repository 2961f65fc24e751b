/** What is said of alerts is true of one and of many. */
import { expect, test } from "vitest";
import { firingWords } from "./rules";

test.each([
  [1, 1, "1 of 1 alert fires"],
  [1, 3, "1 of 3 alerts fires"],
  [24, 24, "24 of 24 alerts fire"],
  [0, 3, "3 alerts, none fires"],
  [0, 0, "Customers told of it, no alert did"],
])("%i of %i", (firing, members, words) => {
  expect(firingWords({ firing, members })).toBe(words);
});
