/** Follow-ups: who is reminded after which event, and that a forgotten ticket costs less and less. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { usualTerms } from "#lib/sla/rules";
import { type Followed, type FollowedEvent, type FollowUp, nextFollowUp } from "./follow-up";
import {
  dueReasonKeys,
  type EventKind,
  eventKinds,
  followUpReasons,
  isActive,
  ticketStatuses,
} from "./model";
import { content } from "./testing/content";

/** A Monday morning. */
const at = new Date("2026-03-02T10:00:00Z");
const friday: FollowUp = { at: new Date("2026-03-06T10:00Z"), reason: "scheduled" };
const reminder: FollowUp = { at: new Date("2026-03-04T10:00Z"), reason: "reminder" };

const ticket = (more: Partial<Followed> = {}): Followed => ({
  status: "open",
  openedAt: at,
  lastCustomerAt: at,
  ...more,
});
type More = Pick<FollowedEvent, "says" | "isCommitment"> & { data?: object };
const event = (kind: EventKind, { data, ...more }: More = {}): FollowedEvent => ({
  at,
  ...content(kind, data),
  ...more,
});
const due = (reason: string) => event("follow_up_due", { data: { reason } });

test.each([
  ["a message ends a reminder's rest", ticket(), event("customer_message"), friday, null],
  [
    "thanks end the silence, not what an analyst asked for",
    ticket(),
    event("customer_message", { says: "thanks" }),
    friday,
    friday,
  ],
  ["who is away is not reminded", ticket(), event("customer_message", { says: "automatic" }), reminder, null],
  ["a reply waits two working days", ticket({ status: "waiting" }), event("analyst_reply"), null, reminder],
  [
    "who promised to come back waits for nobody",
    ticket({ status: "waiting" }),
    event("analyst_reply", { isCommitment: true }),
    reminder,
    null,
  ],
  ["a reply on hold asks for nothing", ticket({ status: "on_hold" }), event("analyst_reply"), null, null],
  [
    "a snoozed ticket that is replied to comes back when it was to come back",
    ticket({ status: "on_hold" }),
    event("analyst_reply", { isCommitment: true }),
    friday,
    friday,
  ],
  ["a note changes nothing", ticket(), event("note"), friday, friday],
  [
    "after the reminder comes closing",
    ticket({ status: "waiting" }),
    due("reminder"),
    { ...reminder, at },
    { at: reminder.at, reason: "close" },
  ],
  [
    "after the reminder was sent comes closing, and no second reminder",
    ticket({ status: "waiting" }),
    event("analyst_reply"),
    { at, reason: "close" },
    { at: reminder.at, reason: "close" },
  ],
  [
    "closing is proposed again after as long a silence again",
    ticket({ status: "waiting", lastCustomerAt: new Date("2026-02-28T10:00Z") }),
    due("close"),
    { at, reason: "close" },
    { at: new Date("2026-03-04T10:00Z"), reason: "close" },
  ],
  ["a clock that runs out is no follow-up", ticket(), due("answer"), friday, friday],
  ["a reminder that has come is done", ticket(), due("scheduled"), friday, null],
  [
    "setting a ticket to waiting reminds of it",
    ticket({ status: "waiting" }),
    event("status_change"),
    null,
    reminder,
  ],
  [
    "parking a ticket keeps its reminder",
    ticket({ status: "on_hold" }),
    event("status_change"),
    friday,
    friday,
  ],
  ["and ends the silence", ticket({ status: "on_hold" }), event("status_change"), reminder, null],
  ["a solved ticket owes nothing", ticket({ status: "solved" }), event("status_change"), friday, null],
] as const)("%s", (_, state, happened, pending, expected) => {
  expect(nextFollowUp(usualTerms, state, happened, pending)).toEqual(expected);
});

test("a team may be more patient", () => {
  const terms = { ...usualTerms, reminderDelay: { days: 5 } };
  const reply = nextFollowUp(terms, ticket({ status: "waiting" }), event("analyst_reply"), null);
  expect(reply).toEqual({ at: new Date("2026-03-09T10:00Z"), reason: "reminder" });
});

test("whatever happens, a finished ticket has none, and a new one lies after the event", () => {
  const anyTicket = fc.record({
    status: fc.constantFrom(...ticketStatuses),
    openedAt: fc.constant(at),
    lastCustomerAt: fc.constant(at),
  });
  const anyPending = fc.option(
    fc.record({ at: fc.constant(at), reason: fc.constantFrom(...followUpReasons) }),
  );
  const reasons = fc.constantFrom(...dueReasonKeys);
  const needed = { withdraws: 1, concerns: 1, field: "category" };
  const anyEvent = fc
    .tuple(fc.constantFrom(...eventKinds), reasons)
    .map(([kind, reason]) => event(kind, { data: { ...needed, reason } }));
  fc.assert(
    fc.property(anyTicket, anyEvent, anyPending, (state, happened, pending) => {
      const next = nextFollowUp(usualTerms, state, happened, pending);
      if (!isActive(state.status)) expect(next).toBeNull();
      if (next && next !== pending) expect(next.at.getTime()).toBeGreaterThan(at.getTime());
    }),
  );
});
