/** The points of a ticket: each rests on an event, decisions are people's, and what changes is seen at once. */
import { expect, test } from "vitest";
import type { TimelineEvent } from "#lib/tickets/event";
import type { EventKind } from "#lib/tickets/model";
import { content } from "#lib/tickets/testing/content";
import { isLong, summaryOf } from "./summary";

const actors: Partial<Record<EventKind, [TimelineEvent["actorKind"], string]>> = {
  customer_message: ["customer", "Mira"],
  tool_result: ["system", "diagnostics"],
};

function timeline(...happened: [EventKind, string, object?][]): TimelineEvent[] {
  return happened.map(([kind, body, data = {}], place) => {
    const [actorKind, actorName] = actors[kind] ?? ["analyst", "Ann"];
    const at = new Date(place * 60_000);
    return {
      id: place + 1,
      ticketId: 1,
      at,
      actorKind,
      actorId: null,
      actorName,
      isPublic: true,
      body,
      ...content(kind, data),
    };
  });
}

const events = timeline(
  ["customer_message", "The volume vol-77 is full since 9:40. Can you grow it to 200 GB?"],
  ["tool_call", "", { tool: "disk_usage", arguments: { volume: "vol-77" } }],
  ["tool_result", "", { tool: "disk_usage", callId: "2", result: { used: "97 %" } }],
  ["triage_change", "", { field: "priority", from: "normal", to: "high" }],
  ["analyst_reply", "I have asked the storage team. We will come back to you by tomorrow."],
  ["status_change", "storage team", { from: "open", to: "on_hold" }],
);
const subject = {
  ticket: { subject: "Volume full", status: "on_hold" as const },
  customer: { name: "Mira" },
};

test("state, decisions and open points, each with its event", () => {
  const commitment = {
    id: 1,
    ticketId: 1,
    eventId: 5,
    ownerId: null,
    ownerName: "Ann",
    text: "We will come back to you by tomorrow.",
    madeAt: new Date(),
    dueAt: new Date(),
    state: "open" as const,
    settledAt: null,
    settledBy: null,
    remindedAt: null,
  };
  const summary = summaryOf({ ...subject, timeline: events, commitments: [commitment] });
  expect(summary).toEqual({
    state: [
      { text: "Mira asked: “The volume vol-77 is full since 9:40. Can you grow it to 200 GB?”", eventId: 1 },
      { text: "disk_usage (volume vol-77): used 97 %", eventId: 3 },
      { text: "Ann wrote last: “I have asked the storage team.”", eventId: 5 },
      { text: "Status: on hold", eventId: 6 },
    ],
    decisions: [
      { text: "Ann set the priority to high", eventId: 4 },
      { text: "Ann set the status to on hold: storage team", eventId: 6 },
    ],
    open: [{ text: "Ann promised: We will come back to you by tomorrow.", eventId: 5 }],
  });
});

test("what a look-up gave is told in words, however deep it lies", () => {
  const result = {
    signal: { health: "healthy", restarts: 0 },
    regions: ["fra-1", "ash-2"],
    pods: [{ name: "api-1" }],
    labels: {},
  };
  const lookedUp = timeline(
    ["tool_call", "", { tool: "check", arguments: {} }],
    ["tool_result", "", { tool: "check", callId: "1", result }],
  );
  const { state } = summaryOf({ ...subject, timeline: lookedUp, commitments: [] });
  expect(state[0]?.text).toBe(
    "check: signal health healthy, signal restarts 0, regions fra-1 and ash-2, pods 1 name api-1",
  );
});

test("a new message is open at once", () => {
  const more = [...events, ...timeline(["customer_message", "Any news?"]).map((one) => ({ ...one, id: 7 }))];
  const { open } = summaryOf({ ...subject, timeline: more, commitments: [] });
  expect(open).toContainEqual({ text: "The message of Mira has no answer yet.", eventId: 7 });
});

test("a message that only ends the matter waits for nobody", () => {
  const thanked = [
    ...events,
    ...timeline(["customer_message", "It works again, thank you."]).map((one) => ({ ...one, id: 7 })),
  ];
  const { open } = summaryOf({ ...subject, timeline: thanked, commitments: [] });
  expect(open).toEqual([]);
});

test("of a closed ticket nothing is open", () => {
  const closed = { ...subject, ticket: { subject: "Volume full", status: "closed" as const } };
  expect(summaryOf({ ...closed, timeline: events.slice(0, 1), commitments: [] }).open).toEqual([]);
  expect(summaryOf({ ...subject, timeline: events.slice(0, 1), commitments: [] }).open).toHaveLength(1);
});

test("a short ticket needs no summary", () => {
  expect(isLong(events)).toBe(false);
  expect(isLong([...events, ...events, ...events])).toBe(true);
});
