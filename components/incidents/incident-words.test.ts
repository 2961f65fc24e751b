/** The timeline of an incident counts in words that fit the number. */
import { expect, test } from "vitest";
import type { IncidentEvent } from "#lib/incidents/model";
import { eventWords } from "./incident-words";

const event = (kind: IncidentEvent["kind"], data: IncidentEvent["data"]): IncidentEvent => ({
  id: 1,
  kind,
  at: new Date(0),
  actorName: "Hannah",
  data,
});

test.each([
  ["split", { alerts: 1 }, "1 alert was split off"],
  ["split", { alerts: 2 }, "2 alerts were split off"],
  [
    "split",
    { from: 3, alerts: 2, first: "cart-db", second: "stock-db" },
    "Split from incident 3: one failure began with cart-db, another with stock-db",
  ],
  ["told", { customers: 1 }, "1 customer was told"],
  ["told", { customers: 3 }, "3 customers were told"],
  ["ahead", { customers: 1 }, "Messages to 1 customer who has not written were proposed"],
  ["follow_up", { customers: 1 }, "Closing replies to 1 customer who was told were proposed"],
  ["follow_up", { customers: 5 }, "Closing replies to 5 customers who were told were proposed"],
] as const)("%s %o", (kind, data, words) => {
  expect(eventWords(event(kind, data))).toBe(words);
});
