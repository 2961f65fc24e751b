/** Story tickets as events: in the order of time. */
import { expect, test } from "vitest";
import { historyOf } from "./history";
import { story } from "./story/story";

const cast = {
  customers: new Map([...story.customers, ...story.newcomers].map((one) => [one.key, one])),
  people: new Map(story.people.map((one) => [one.key, one])),
};

test.each([...story.tickets, ...story.past].map((one) => [one.key, one] as const))(
  "%s is told as it happened",
  (_, ticket) => {
    const events = historyOf(ticket, cast, new Date("2026-03-02T10:00:00Z"));
    const times = events.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(events[0]?.kind).toBe(ticket.events[0]?.kind);
    // Nothing says of a ticket that it is new.
    expect(events.filter(({ kind, data }) => kind === "status_change" && data?.to === "new")).toEqual([]);
  },
);
