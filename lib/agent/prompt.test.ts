/** What a label keeps of a conversation is what a model was shown of it: training and serving cannot differ. */

import { expect, test } from "vitest";
import { chatTranscript } from "#lib/suggestions/chat-transcript";
import type { TimelineEvent } from "#lib/tickets/event";
import type { EventKind } from "#lib/tickets/model";
import { content } from "#lib/tickets/testing/content";
import type { Observation } from "./model";
import { writePrompt } from "./prompt";
import { seenAt, seenTicket } from "./testing/seen";

const event = (id: number, kind: EventKind, body: string, data: object = {}): TimelineEvent => ({
  id,
  ticketId: 7,
  at: seenAt,
  actorKind: "customer" as const,
  actorId: null,
  actorName: "Mira Castellane",
  isPublic: true,
  body,
  ...content(kind, data),
});

test("every turn of a label stands in the prompt, in its order", () => {
  const timeline = [
    event(1, "alert_firing", "Disk full", { labels: { host: "a" } }),
    event(2, "customer_message", "The volume is full."),
    event(3, "tool_call", "", { tool: "disk_use", arguments: { volume: "v-1" } }),
    event(4, "note", "She called twice."),
    event(5, "tool_result", "", { tool: "disk_use", callId: "3", result: { used: 98 } }),
    event(6, "analyst_reply", "I have a look."),
    event(7, "handover", "Somebody has to grow it."),
    event(8, "follow_up_due", "", { reason: "commitment" }),
  ];
  const seen: Observation = {
    ticket: seenTicket,
    queueKey: null,
    assigneeName: null,
    customer: null,
    timeline,
    event: timeline[1] ?? event(0, "note", ""),
    proposed: [],
    isTriaged: false,
    trigger: 2,
    isHandedOver: false,
    isInMajor: false,
    upTo: 8,
  };
  const prompt = writePrompt(seen, [], [], { marker: "m" })?.prompt ?? "";
  const places = chatTranscript(timeline)
    .filter(({ content }) => content !== "")
    .map(({ content }) => prompt.indexOf(content));
  expect(places).toHaveLength(7);
  expect(places).toEqual([...places].sort((left, right) => left - right));
  expect(places[0]).toBeGreaterThan(0);
});
