/** Unseen is what others wrote and what still stands, whatever order it happened in. */
import { expect, test } from "vitest";
import { TimelineEvent } from "#lib/tickets/event";
import { unseenSince } from "#lib/tickets/rules";
import { newestId } from "./newest-event";

function event(id: number, rest: Partial<TimelineEvent> = {}): TimelineEvent {
  return TimelineEvent.parse({
    id,
    ticketId: 1,
    kind: "customer_message",
    at: new Date(0),
    actorKind: "customer",
    actorId: null,
    actorName: "Mira",
    isPublic: true,
    body: "",
    data: {},
    ...rest,
  });
}

test("my own reply, a note and a reply that was withdrawn are nothing unseen", () => {
  const events = [
    event(1),
    event(4, { kind: "analyst_reply", actorId: "me" }),
    event(5, { kind: "note", actorId: "hannah" }),
    event(6, { kind: "analyst_reply", actorId: "hannah" }),
    event(7, { kind: "reply_withdrawn", actorId: "hannah", data: { withdraws: 6 } }),
    event(9, { kind: "analyst_reply", actorId: "hannah" }),
    // Late: it happened before, and came after.
    event(8),
    // Words that were changed stand once; a touch of them was seen with them.
    event(10),
    event(11, { data: { edits: 10 } }),
    event(12, { data: { edits: 1, seenAs: 1 } }),
  ];
  expect(unseenSince(events, 1, "me").map(({ id }) => id)).toEqual([8, 9, 11]);
  expect(unseenSince(events, 11, "me")).toEqual([]);
});

test("an event without a number yet is not the newest", () => {
  expect(newestId([event(3), event(-1700)])).toBe(3);
  expect(newestId([])).toBe(0);
});
