/** The fold: a ticket's state follows from its events, in their order of occurrence, one by one or all at once. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { usualTerms } from "#lib/sla/rules";
import type { FoldedEvent } from "./event-effects";
import { type Folded, foldEvent, foldTimeline } from "./fold";
import { type EventKind, eventKinds, isActive, ticketStatuses } from "./model";
import { content } from "./testing/content";

const folded = (events: readonly FoldedEvent[]) => foldTimeline(usualTerms, events)?.state;
const start = Date.parse("2026-03-02T09:00:00Z");
let next = 0;

type More = { at?: Date; body?: string; data?: object };

function event(kind: EventKind, minutes: number, { data, ...more }: More = {}): FoldedEvent {
  const id = ++next;
  return {
    id,
    at: new Date(start + minutes * 60_000),
    body: "",
    ...content(kind, data),
    ...more,
  };
}

test("a conversation moves the ticket along", () => {
  const events = [
    event("customer_message", 0, { body: "Disk is full\non node 3" }),
    event("analyst_reply", 5, { body: "Which cluster?" }),
    event("customer_message", 9, { body: "fjl-prod" }),
    event("analyst_reply", 12, { body: "Freed 40 GB." }),
    event("status_change", 20, { data: { to: "solved" } }),
  ];
  const statuses = events.map((_, index) => folded(events.slice(0, index + 1))?.status);
  expect(statuses).toEqual(["new", "waiting", "open", "waiting", "solved"]);
  expect(folded(events)).toMatchObject({
    subject: "Disk is full",
    snippet: "Freed 40 GB.",
    openedAt: new Date(start),
    firstReplyAt: new Date(start + 5 * 60_000),
    lastCustomerAt: new Date(start + 9 * 60_000),
    solvedAt: new Date(start + 20 * 60_000),
    closedAt: null,
    dueAt: null,
  });
});

test.each(["waiting", "on_hold", "solved", "closed"])("a message reopens a ticket that is %s", (to) => {
  const events = [
    event("customer_message", 0),
    event("status_change", 1, { data: { to } }),
    event("customer_message", 2),
  ];
  expect(folded(events)).toMatchObject({ status: "open", solvedAt: null, closedAt: null });
});

test("the customer of an alert is waited for once nothing fires any more", () => {
  const fires = event("alert_firing", 0, {
    data: { fingerprint: "f", labels: {}, opening: { kind: "alert" } },
  });
  const asks = event("customer_message", 2, { body: "Is it over?" });
  const ends = event("alert_resolved", 4, { data: { fingerprint: "f" } });
  const reply = event("analyst_reply", 6, { body: "It is. Do you see it too?" });
  expect(folded([fires, asks, ends, reply])).toMatchObject({ status: "waiting", followUpReason: "reminder" });
  expect(folded([fires, asks, reply])).toMatchObject({ status: "open", followUpReason: null });
  expect(folded([fires, ends, reply])).toMatchObject({ status: "open", followUpReason: null });
});

test("closing keeps when it was solved", () => {
  const events = [
    event("customer_message", 0),
    event("status_change", 1, { data: { to: "solved" } }),
    event("status_change", 9, { data: { to: "closed" } }),
  ];
  expect(folded(events)).toMatchObject({
    solvedAt: new Date(start + 60_000),
    closedAt: new Date(start + 9 * 60_000),
  });
});

test("a withdrawn reply was never sent", () => {
  const asked = event("customer_message", 0);
  const reply = event("analyst_reply", 1);
  const withdrawn = event("reply_withdrawn", 2, { data: { withdraws: reply.id } });
  expect(folded([asked, reply, withdrawn])).toMatchObject({
    status: "new",
    firstReplyAt: null,
    dueReason: "answer",
  });
});

test("what the sender says of the ticket counts for its first event", () => {
  const events = [
    event("customer_message", 5, { data: { opening: { subject: "Later", priority: "low" } } }),
    event("customer_message", 0, { data: { opening: { subject: "First", priority: "high", queueId: 7 } } }),
  ];
  expect(folded(events)).toMatchObject({ subject: "First", priority: "high", queueId: 7 });
});

test("a snippet never holds half a character", () => {
  const state = folded([event("customer_message", 0, { body: "😀".repeat(500) })]);
  expect([...(state?.snippet ?? "")]).toHaveLength(160);
  expect(/\p{Surrogate}/u.test(state?.snippet ?? "")).toBe(false);
});

/** What the kinds that are about another event or a field cannot be without; no event has that id. */
const needed = { withdraws: -1, concerns: -1, field: "category", reason: "reminder" };

const anyEvent = fc
  .record({
    kind: fc.constantFrom(...eventKinds.filter((kind) => kind !== "reply_withdrawn")),
    minutes: fc.integer({ min: 0, max: 500 }),
    body: fc.string({ maxLength: 20 }),
    to: fc.constantFrom(...ticketStatuses),
  })
  .map(({ kind, minutes, body, to }) => event(kind, minutes, { body, data: { ...needed, to } }));

test("folding one by one in order equals folding all at once", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyEvent, { selector: ({ at }) => at.getTime(), minLength: 1, maxLength: 12 }),
      (told) => {
        const inOrder = told
          .toSorted((a, b) => a.at.getTime() - b.at.getTime())
          .map((event, index) => ({ ...event, id: index + 1 }));
        const stepwise = inOrder.reduce<Folded | null>(
          (state, event) => foldEvent(usualTerms, state, event),
          null,
        );
        expect(foldTimeline(usualTerms, inOrder)).toEqual(stepwise);
        expect(foldTimeline(usualTerms, inOrder.toReversed())).toEqual(stepwise);
      },
    ),
  );
});

test("times of resolution are there exactly while the ticket is resolved", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 12 }), (events) => {
      const state = folded(events);
      if (!state) throw new Error("no state");
      expect(state.solvedAt === null).toBe(isActive(state.status));
      expect(state.closedAt === null).toBe(state.status !== "closed");
      if (!isActive(state.status)) expect(state.dueAt).toBeNull();
    }),
  );
});

test.each([
  [
    "an out-of-office note",
    "Ich bin bis zum 9. März nicht im Büro. In dringenden Fällen wenden Sie sich an Bob.",
    {},
  ],
  ["a bounce", "Mail delivery failed: returning message to sender. 550 5.1.1 User unknown", {}],
  ["what the headers call automatic", "Bonjour", { origin: "absence" as const }],
])("%s is kept, and changes nothing", (_, body, data) => {
  const events = [
    event("customer_message", 0, { body: "vm-1 hangs" }),
    event("analyst_reply", 5, { body: "Try again." }),
  ];
  const automatic = event("customer_message", 9, { body, data });
  expect(folded([...events, automatic])).toMatchObject({
    status: "waiting",
    snippet: "Try again.",
    lastCustomerAt: new Date(start),
    dueAt: null,
  });
  const owed = [event("customer_message", 0, { body: "vm-1 hangs" })];
  expect(folded([...owed, automatic])).toMatchObject({ status: "new", dueReason: "answer" });
  expect(folded([automatic])).toMatchObject({ status: "new", dueAt: null });
});

test.each(["solved", "closed", "waiting"])(
  "thanks leave a ticket that is %s as it is, without a clock",
  (to) => {
    const before = [
      event("customer_message", 0, { body: "vm-1 hangs" }),
      event("analyst_reply", 5, { body: "It was restarted." }),
      event("status_change", 6, { data: { to } }),
    ];
    const thanks = event("customer_message", 9, {
      body: "Danke!!\n\nViele Grüße\nJutta\n\n> It was restarted.",
    });
    expect(folded([...before, thanks])).toMatchObject({
      status: to,
      dueAt: null,
      snippet: expect.stringContaining("Danke"),
    });
    const doubt = event("customer_message", 10, { body: "Gracias, pero sigue fallando" });
    expect(folded([...before, thanks, doubt])).toMatchObject({ status: "open", dueReason: "answer" });
  },
);

test("yes to a question is an answer, not thanks", () => {
  const before = [
    event("customer_message", 0, { body: "vm-1 hangs" }),
    event("analyst_reply", 5, { body: "May we restart it?" }),
  ];
  expect(folded([...before, event("customer_message", 9, { body: "👍" })])).toMatchObject({ status: "open" });
});

test("the snippet and the clock read what is said, not what is quoted", () => {
  const asked = event("customer_message", 0, { body: "vm-1 hangs" });
  const reply = event("analyst_reply", 5, {
    body: "It runs again.\n\n> We will come back to you by tomorrow.",
  });
  const state = folded([asked, reply]);
  expect(state).toMatchObject({ snippet: "It runs again.", dueReason: "reminder" });
});
