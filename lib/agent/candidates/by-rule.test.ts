/** What follow-ups draft: words to a customer who was promised something, and no closing while the alert still fires. */

import { expect, test } from "vitest";
import type { TimelineEvent } from "#lib/tickets/event";
import type { DueReason, EventKind } from "#lib/tickets/model";
import { seenEvent, seenOn } from "../testing/seen";
import { followUp } from "./by-rule";

let id = 0;
const event = (kind: EventKind, body = "", data: object = {}) => seenEvent(++id, kind, body, data);
const customer = {
  id: 1,
  externalId: "lena",
  name: "Lena Berg",
  email: null,
  company: null,
  plan: null,
  notes: "",
};
const seen = (reason: DueReason, timeline: TimelineEvent[]) => {
  const due = event("follow_up_due", "", { reason });
  return seenOn([...timeline, due], due, { customer });
};
const ground = { sources: [], instruction: null };

test.each([
  ["The disk of our server is full again, what can we do about it?", "we promised to come back to you"],
  ["Die Festplatte unseres Servers ist schon wieder voll, was können wir tun?", "wir hatten zugesagt"],
])("a broken promise drafts words to the customer in his language: %s", (body, words) => {
  const draft = followUp(seen("commitment", [event("customer_message", body)]), ground, "commitment");
  expect(draft.kind).toBe("follow_up");
  expect(draft.text).toContain(words);
});

test("closing is proposed after the silence, and not while an alert of the ticket still fires", () => {
  const asked = event("customer_message", "The disk of our server is full again.");
  const fires = event("alert_firing", "", { fingerprint: "a" });
  const ends = event("alert_resolved", "", { fingerprint: "a" });
  expect(followUp(seen("close", [asked]), ground, "close")).toMatchObject({
    kind: "follow_up",
    payload: { moveTo: "solved" },
  });
  expect(followUp(seen("close", [asked, fires]), ground, "close").kind).toBe("escalation");
  expect(followUp(seen("close", [asked, fires, ends]), ground, "close").kind).toBe("follow_up");
});
