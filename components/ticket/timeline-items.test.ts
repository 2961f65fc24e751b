/** The conversation's items: results with their calls, days once, withdrawn replies marked. */

import { expect, test } from "vitest";
import { EventContent, type TimelineEvent } from "#lib/tickets/event";
import type { EventKind } from "#lib/tickets/model";
import { eventIdsOf, timelineItems } from "./timeline-items";

function event(
  id: number,
  kind: EventKind,
  data: object = {},
  at = `2026-11-2${id < 4 ? 1 : 2}T10:00:00Z`,
): TimelineEvent {
  return {
    id,
    ticketId: 1,
    at: new Date(at),
    actorKind: "analyst",
    actorId: null,
    actorName: "Ada",
    isPublic: true,
    body: "",
    ...EventContent.parse({ kind, data }),
  };
}

test("a result is folded into the call it names, even when another call came between", () => {
  const items = timelineItems([
    event(1, "tool_call", { tool: "ping", callId: "x" }),
    event(2, "tool_call", { tool: "ping" }),
    event(3, "tool_result", { tool: "ping", callId: "x" }),
    event(4, "tool_result", { tool: "ping", callId: "2" }),
  ]);
  const pairs = items.flatMap((item) => (item.kind === "tool" ? [[item.call.id, item.result?.id]] : []));
  expect(pairs).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

test("a result that names no known call goes to the nearest call of its tool", () => {
  const items = timelineItems([
    event(1, "tool_call", { tool: "ping", callId: "a" }),
    event(2, "tool_result", { tool: "ping", callId: "a.1" }),
  ]);
  expect(items).toMatchObject([{ kind: "day" }, { kind: "tool", result: { id: 2 } }]);
});

test("every event that is shown is found by its id, also a result and a message that was edited", () => {
  const items = timelineItems([
    event(1, "tool_call", { tool: "ping" }),
    event(2, "tool_result", { tool: "ping", callId: "1" }),
    event(3, "customer_message"),
    event(4, "customer_message", { edits: 3 }, "2026-11-21T10:00:00Z"),
  ]);
  expect(items.map(eventIdsOf)).toEqual([[], [1, 2], [4, 3]]);
});

test("a result without a call stands by itself", () => {
  const items = timelineItems([event(1, "tool_result", { tool: "ping", callId: "gone" })]);
  expect(items.map(({ kind }) => kind)).toEqual(["day", "event"]);
});

test("each day is named once, before its first event", () => {
  const items = timelineItems(
    [1, 2, 4, 5].map((id) => event(id, "note")),
    (at) => at.toISOString().slice(0, 10),
  );
  expect(items.map(({ kind }) => kind)).toEqual(["day", "event", "event", "day", "event", "event"]);
});

test("a withdrawn reply is marked, its withdrawal not shown twice", () => {
  const items = timelineItems([event(1, "analyst_reply"), event(2, "reply_withdrawn", { withdraws: 1 })]);
  expect(items).toMatchObject([{ kind: "day" }, { kind: "event", isWithdrawn: true, event: { id: 1 } }]);
});

test("a decision that was undone leaves one line", () => {
  const items = timelineItems([
    event(1, "handover", { suggestionId: 9 }),
    event(2, "assignment", { suggestionId: 9, from: "ada", to: null }),
    event(3, "triage_change", { suggestionId: 9, field: "queueId", to: "2" }),
    event(4, "reply_withdrawn", { withdraws: 1 }),
    event(5, "reply_withdrawn", { withdraws: 2 }),
    event(6, "reply_withdrawn", { withdraws: 3 }),
    event(7, "handover", { suggestionId: 10 }),
  ]);
  const lines = items.filter(({ kind }) => kind !== "day").map(({ key }) => key);
  expect(lines).toEqual(["1", "7"]);
});
