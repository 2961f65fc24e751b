/** The order of a list is that of arrival; `at` says when something happened. */
import { expect, test } from "vitest";
import { ScenarioEvent } from "./model";
import { timesOf } from "./schedule";

const events = (...ats: (number | undefined)[]) =>
  ats.map((at) =>
    ScenarioEvent.parse({ kind: "customer_message", text: "Hello", ...(at !== undefined && { at }) }),
  );

test.each([
  [
    "events without a time are a minute apart, the last one at the end",
    [undefined, undefined],
    [-60, 0],
    [-60, 0],
  ],
  [
    "an event that happened earlier than one before it arrives with that one",
    [-60, -600],
    [-60, -600],
    [-60, -60],
  ],
  ["times that are given stay", [-6, -4, -2], [-6, -4, -2], [-6, -4, -2]],
  ["an event without a time happens before the one behind it", [undefined, -30], [-90, -30], [-90, -30]],
])("%s", (_, given, happened, arrived) => {
  expect(timesOf(events(...given))).toEqual(
    happened.map((at, index) => ({ happened: at, arrived: arrived[index] })),
  );
});
