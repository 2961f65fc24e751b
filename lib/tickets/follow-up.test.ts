/** The follow-up clock: what is due after which event, and that nothing owed is ever forgotten. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { usualHours } from "#lib/settings/model";
import { type ClockEvent, type Clocked, type Due, nextFollowUp } from "./follow-up";
import { eventKinds, isActive, priorities, ticketKinds, ticketStatuses } from "./model";

/** A Monday morning. */
const at = new Date("2026-03-02T10:00:00Z");
const friday: Due = { at: new Date("2026-03-06T10:00Z"), reason: "scheduled" };
const unanswered: Due = { at: new Date("2026-03-02T12:00Z"), reason: "answer" };

const ticket = (more: Partial<Clocked> = {}): Clocked => ({
  kind: "request",
  status: "open",
  priority: "normal",
  openedAt: at,
  lastCustomerAt: at,
  ...more,
});
const event = (kind: ClockEvent["kind"], body = "", data: ClockEvent["data"] = {}): ClockEvent => ({
  kind,
  at,
  body,
  data,
});
const due = (instant: string, reason: Due["reason"]) => ({ at: new Date(instant), reason });

test.each([
  [
    "a message starts the clock",
    ticket(),
    event("customer_message"),
    null,
    due("2026-03-03T10:00Z", "answer"),
  ],
  [
    "an urgent one by night too",
    ticket({ priority: "urgent" }),
    { ...event("customer_message"), at: new Date("2026-03-07T23:00Z") },
    null,
    due("2026-03-07T23:30Z", "answer"),
  ],
  ["a second message does not put it off", ticket(), event("customer_message"), unanswered, unanswered],
  [
    "a message ends a reminder's rest",
    ticket(),
    event("customer_message"),
    friday,
    due("2026-03-03T10:00Z", "answer"),
  ],
  [
    "a reply waits two working days",
    ticket({ status: "waiting" }),
    event("analyst_reply", "Could you try again?"),
    unanswered,
    due("2026-03-04T10:00Z", "nudge"),
  ],
  [
    "a promise counts before that",
    ticket({ status: "waiting" }),
    event("analyst_reply", "I'll tell you in 3 hours."),
    unanswered,
    due("2026-03-02T13:00Z", "promise"),
  ],
  [
    "a reply on hold asks for nothing",
    ticket({ status: "on_hold" }),
    event("analyst_reply", "Noted."),
    null,
    null,
  ],
  ["a note changes nothing", ticket(), event("note"), unanswered, unanswered],
  [
    "a higher priority brings the answer forward",
    ticket({ priority: "high" }),
    event("triage_change", "", { field: "priority" }),
    due("2026-03-03T10:00Z", "answer"),
    due("2026-03-02T12:00Z", "answer"),
  ],
  [
    "after the reminder comes closing",
    ticket({ status: "waiting" }),
    event("follow_up_due"),
    due("2026-03-02T10:00Z", "nudge"),
    due("2026-03-04T10:00Z", "close"),
  ],
  [
    "a warning is repeated after as long a silence again",
    ticket({ lastCustomerAt: new Date("2026-02-28T10:00Z") }),
    event("follow_up_due"),
    due("2026-03-02T10:00Z", "answer"),
    due("2026-03-04T10:00Z", "answer"),
  ],
  [
    "parking a ticket stops the clock",
    ticket({ status: "on_hold" }),
    event("status_change"),
    unanswered,
    null,
  ],
  ["but not a reminder", ticket({ status: "on_hold" }), event("status_change"), friday, friday],
  ["an alert that ended owes nothing", ticket({ kind: "alert" }), event("alert_resolved"), unanswered, null],
  ["what somebody waits for is owed still", ticket(), event("alert_resolved"), unanswered, unanswered],
  [
    "a ticket that was put aside and is back is owed an answer",
    ticket(),
    event("follow_up_due"),
    friday,
    due("2026-03-03T10:00Z", "answer"),
  ],
  ["a solved ticket owes nothing", ticket({ status: "solved" }), event("status_change"), friday, null],
] as const)("%s", (_, state, happened, standing, expected) => {
  expect(nextFollowUp(usualHours, state, happened, standing)).toEqual(expected);
});

const anyDue = fc.record({
  at: fc.constant(at),
  reason: fc.constantFrom<Due["reason"][]>("answer", "nudge", "close", "promise", "scheduled"),
});
const anyTicket = fc.record({
  kind: fc.constantFrom(...ticketKinds),
  status: fc.constantFrom(...ticketStatuses),
  priority: fc.constantFrom(...priorities),
  openedAt: fc.constant(at),
  lastCustomerAt: fc.option(fc.constant(at)),
});
const anyEvent = fc.record({
  kind: fc.constantFrom(...eventKinds),
  at: fc.integer({ min: 0, max: 90 * 24 }).map((hours) => new Date(at.getTime() + hours * 3_600_000)),
  body: fc.string(),
  data: fc.constant({}),
});

test("a finished ticket is never due; what follows a ring lies ahead of it", () => {
  fc.assert(
    fc.property(anyTicket, anyEvent, fc.option(anyDue), (state, happened, standing) => {
      const next = nextFollowUp(usualHours, state, happened, standing);
      if (!isActive(state.status)) expect(next).toBeNull();
      else if (happened.kind === "follow_up_due" && next) expect(next.at > happened.at).toBe(true);
    }),
  );
});

test("a customer's message on an active ticket is always due for an answer", () => {
  fc.assert(
    fc.property(anyTicket, anyEvent, fc.option(anyDue), (state, happened, standing) => {
      fc.pre(isActive(state.status));
      const next = nextFollowUp(usualHours, state, { ...happened, kind: "customer_message" }, standing);
      expect(next?.reason).toBe("answer");
    }),
  );
});
