/** What is unseen is a matter of arrival, what comes first one of time: list and agent agree on what is open, whatever arrives when. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { usualTerms } from "#lib/sla/rules";
import { activeEvents, isMoot, openAsks } from "./active-events";
import type { FoldedEvent } from "./event-effects";
import { foldTimeline } from "./fold";
import { isActive, ticketStatuses } from "./model";
import { content } from "./testing/content";

const start = Date.parse("2026-03-02T09:00:00Z");

/** Events in the order of their arrival, each with the minute it happened. */
function arrived(...told: [FoldedEvent["kind"], number, object?][]): FoldedEvent[] {
  return told.map(([kind, minute, data = {}], index) => ({
    id: index + 1,
    at: new Date(start + minute * 60_000),
    body: `${kind} ${index + 1}`,
    ...content(kind, data),
  }));
}

const open = (events: FoldedEvent[]) => openAsks(activeEvents(events)).map(({ id }) => id);
const stateOf = (events: FoldedEvent[]) => foldTimeline(usualTerms, events)?.state;

test("a message written before our reply and delivered after it is open, and the list says so", () => {
  const events = arrived(["customer_message", 0], ["analyst_reply", 9], ["customer_message", 5]);
  expect(open(events)).toEqual([3]);
  expect(stateOf(events)).toMatchObject({
    status: "open",
    dueReason: "answer",
    snippet: "customer_message 3",
  });
  const answered = [...events, ...arrived(["analyst_reply", 12]).map((event) => ({ ...event, id: 4 }))];
  expect([open(answered), stateOf(answered)?.status]).toEqual([[], "waiting"]);
});

test("a reply sent elsewhere that is delivered late answers only what came before it", () => {
  const events = arrived(["customer_message", 0], ["customer_message", 9], ["analyst_reply", 5]);
  expect(open(events)).toEqual([2]);
  expect(stateOf(events)?.status).toBe("open");
});

test("a firing with an earlier start than the last human act reopens the ticket", () => {
  const firing = { fingerprint: "f" };
  const events = arrived(
    ["alert_firing", 0, firing],
    ["status_change", 30, { to: "closed" }],
    ["alert_firing", 20, { fingerprint: "g" }],
  );
  expect([open(events), stateOf(events)?.status]).toEqual([[3], "open"]);
});

test.each([
  ["by its time", { fingerprint: "f" }, { fingerprint: "f" }, 5],
  ["by its start", { fingerprint: "f", startsAt: "x" }, { fingerprint: "f", startsAt: "x" }, 15],
  ["by its labels", { labels: { a: "1", b: "2" } }, { labels: { b: "2", a: "1" } }, 5],
])("an alert that arrives after its end calls nobody, %s", (_, resolved, firing, minute) => {
  const events = arrived(["alert_resolved", 10, resolved], ["alert_firing", minute, firing]);
  expect(open(events)).toEqual([]);
  expect(stateOf(events)).toMatchObject({ status: "new", dueAt: null });
  const finished = arrived(
    ["alert_resolved", 10, resolved],
    ["status_change", 11, { to: "closed" }],
    ["alert_firing", minute, firing],
  );
  expect([open(finished), stateOf(finished)?.status]).toEqual([[], "closed"]);
});

test("what was finished and opened again before anybody said anything is asked as before", () => {
  const finished = arrived(["customer_message", 0], ["status_change", 5, { from: "new", to: "solved" }]);
  expect(open(finished)).toEqual([]);
  const again = arrived(
    ["customer_message", 0],
    ["status_change", 5, { from: "new", to: "solved" }],
    ["status_change", 6, { from: "solved", to: "closed" }],
    ["status_change", 9, { from: "closed", to: "open" }],
  );
  expect([open(again), stateOf(again)?.status, stateOf(again)?.dueReason]).toEqual([[1], "open", "answer"]);
  const written = arrived(
    ["customer_message", 0],
    ["status_change", 5, { from: "new", to: "solved" }],
    ["customer_message", 7],
    ["status_change", 9, { from: "open", to: "on_hold" }],
  );
  expect(open(written)).toEqual([3]);
});

test("an alert that fires again after it ended is open, one that ends later no longer", () => {
  const f = { fingerprint: "f" };
  const again = arrived(["alert_firing", 0, f], ["alert_resolved", 5, f], ["alert_firing", 9, f]);
  expect(open(again)).toEqual([3]);
  expect(open(arrived(["alert_firing", 0, f], ["alert_resolved", 5, f]))).toEqual([]);
});

test("an edit stands in the place of the message, and is unseen unless only its look changed", () => {
  const told = arrived(["customer_message", 0], ["analyst_reply", 5], ["customer_message", 0, { edits: 1 }]);
  expect(activeEvents(told).map(({ id }) => id)).toEqual([2, 3]);
  expect(open(told)).toEqual([3]);
  const touched = arrived(
    ["customer_message", 0],
    ["analyst_reply", 5],
    ["customer_message", 0, { edits: 1, seenAs: 1 }],
  );
  expect(activeEvents(touched).map(({ id }) => id)).toEqual([3, 2]);
  expect([open(touched), stateOf(touched)?.status]).toEqual([[], "waiting"]);
});

test("what is deleted asks for nothing", () => {
  const told = arrived(["customer_message", 0], ["message_deleted", 5, { withdraws: 1 }]);
  expect(open(told)).toEqual([]);
});

test("events of one instant keep the order of their arrival", () => {
  const told = arrived(
    ...Array.from({ length: 40 }, () => ["customer_message", 0] as [FoldedEvent["kind"], number]),
  );
  expect(activeEvents(told).map(({ id }) => id)).toEqual(told.map(({ id }) => id));
});

const anyArrivals = fc
  .array(
    fc.record({
      kind: fc.constantFrom(
        "customer_message",
        "analyst_reply",
        "note",
        "alert_firing",
        "alert_resolved",
        "status_change",
      ),
      minute: fc.integer({ min: 0, max: 8 }),
      to: fc.constantFrom(...ticketStatuses.filter((status) => status !== "new")),
      fingerprint: fc.constantFrom("f", "g"),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((told) =>
    arrived(
      ...told.map(({ kind, minute, to, fingerprint }): [FoldedEvent["kind"], number, FoldedEvent["data"]] => [
        kind as FoldedEvent["kind"],
        minute,
        kind === "status_change" ? { to } : kind.startsWith("alert") ? { fingerprint } : {},
      ]),
    ),
  );

test("whatever arrives when: an ask is open until somebody acts who had it before them and acts after it", () => {
  fc.assert(
    fc.property(anyArrivals, (events) => {
      const isEnd = ({ kind, data }: FoldedEvent) =>
        kind === "analyst_reply" ||
        (kind === "status_change" && (data.to === "solved" || data.to === "closed"));
      const expected = events.filter(
        (ask) =>
          (ask.kind === "customer_message" || ask.kind === "alert_firing") &&
          !events.some((act) => isEnd(act) && act.id > ask.id && act.at >= ask.at) &&
          !events.some(
            (end) =>
              ask.kind === "alert_firing" &&
              end.kind === "alert_resolved" &&
              end.data.fingerprint === ask.data.fingerprint &&
              end.at >= ask.at,
          ),
      );
      expect(open(events).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    }),
    { numRuns: 2000 },
  );
});

test("whatever came before: a ticket that is finished and opened again is asked what it was asked", () => {
  const finishing = ["solved", "closed"] as const;
  const unfinished = anyArrivals.map((events) =>
    events.filter((event) => event.kind !== "status_change" || !finishing.some((to) => to === event.data.to)),
  );
  fc.assert(
    fc.property(unfinished, fc.constantFrom(...finishing), (events, to) => {
      const again = arrived(["status_change", 9, { to }], ["status_change", 9, { from: to, to: "open" }]);
      const newest = events.at(-1)?.id ?? 0;
      const all = [...events, ...again.map((event) => ({ ...event, id: newest + event.id }))];
      expect(open(all)).toEqual(open(events));
    }),
    { numRuns: 500 },
  );
});

test("whatever arrives when: a ticket with something open is on the list of what is worked on", () => {
  fc.assert(
    fc.property(anyArrivals, (events) => {
      const active = activeEvents(events);
      const asks = openAsks(active);
      const state = stateOf(events);
      if (asks.length > 0) expect(isActive(state?.status ?? "closed")).toBe(true);
      const last = active.findLast(
        (event) =>
          (event.kind === "customer_message" || event.kind === "alert_firing") && !isMoot(events, event),
      );
      const isSetAside = active
        .slice(last ? active.indexOf(last) : 0)
        .some(({ kind, data }) => kind === "status_change" && data.to !== "open");
      if (asks.length > 0 && !isSetAside) expect(["new", "open"]).toContain(state?.status);
    }),
    { numRuns: 2000 },
  );
});
