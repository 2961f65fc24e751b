/** One transcript: a result stands with its call wherever it came in, what was withdrawn is gone, the oldest turns go first. */

import { expect, test } from "vitest";
import type { TimelineEvent } from "./event";
import type { EventKind } from "./model";
import { content } from "./testing/content";
import { transcript } from "./transcript";

let last = 0;
function event(kind: EventKind, body: string, data: object = {}): TimelineEvent {
  last++;
  return {
    id: last,
    ticketId: 1,
    at: new Date(last * 1000),
    actorKind: "analyst",
    actorId: null,
    actorName: "Ann",
    isPublic: true,
    body,
    ...content(kind, data),
  };
}

test("each result goes with the call it names, also when they come in another order than they were asked", () => {
  const [first, second] = ["a", "b"].map((host) =>
    event("tool_call", "", { tool: "probe", arguments: { host } }),
  );
  const found = [
    event("tool_result", "", { tool: "probe", callId: String(second?.id), result: { up: false } }),
    event("customer_message", "Any news?"),
    event("tool_result", "", { tool: "probe", callId: String(first?.id), result: { up: true } }),
  ];
  const turns = transcript([first, second, ...found].flatMap((one) => one ?? []));
  expect(turns).toMatchObject([
    { kind: "look_up", arguments: { host: "a" }, found: '{"up":true}' },
    { kind: "look_up", arguments: { host: "b" }, found: '{"up":false}' },
    { kind: "customer", text: "Any news?" },
  ]);
});

test("a call without a result says so, a result without a call stands by itself, an alert with its labels", () => {
  const turns = transcript([
    event("tool_call", "", { tool: "probe" }),
    event("tool_result", "", { tool: "other", result: { up: true } }),
    event("alert_firing", "Disk full", { labels: { host: "a" } }),
    event("status_change", "", { to: "open" }),
  ]);
  expect(turns).toMatchObject([
    { kind: "look_up", found: null },
    { kind: "aside", text: '[other] {"up":true}' },
    { kind: "aside", text: '[alert firing] Disk full {"host":"a"}' },
  ]);
});

test("what was withdrawn is not told, and of a long conversation the newest is kept", () => {
  const reply = event("analyst_reply", "A mistake.");
  expect(transcript([reply, event("reply_withdrawn", "", { withdraws: reply.id })])).toEqual([]);
  const long = Array.from({ length: 20 }, (_, place) => event("note", `${place} ${"x".repeat(7_000)}`));
  const kept = transcript(long).map((turn) => ("text" in turn ? turn.text.slice(0, 18) : ""));
  expect(kept).toHaveLength(6);
  expect(kept.at(-1)).toBe("[internal note] 19");
});
