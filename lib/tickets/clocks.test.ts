/** Clocks: what they count over any course of a ticket is the working time in which they ran, counted by hand. */

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  priorities,
  type SlaPolicy,
  type Target,
  usualHours,
  usualPolicies,
  type WorkHours,
} from "#lib/sla/model";
import { policyFor, type Terms, usualTerms } from "#lib/sla/rules";
import type { FoldedEvent } from "./event-effects";
import { foldTimeline } from "./fold";
import type { EventKind, TicketStatus } from "./model";
import { openMinutes } from "./testing/berlin-clock";
import { content } from "./testing/content";

const hourMs = 3_600_000;
const start = Date.parse("2026-03-26T06:00:00Z");
const span = { opens: 8 * 60, closes: 18 * 60 };
/** The clocks there go forward in the night to the 29th of March. */
const berlin: WorkHours = {
  timeZone: "Europe/Berlin",
  days: [span, span, span, span, span, null, { opens: 0, closes: 240 }],
  holidays: ["2026-04-03"],
};
const target: Target = { first: 60, next: 120, resolution: 600, roundTheClock: false };
const policy = (more: Partial<SlaPolicy> = {}): SlaPolicy => ({
  key: "gold",
  name: "Gold",
  queueIds: [],
  plans: [],
  targets: { low: target, normal: target, high: target, urgent: { ...target, roundTheClock: true } },
  hours: null,
  pauses: ["waiting", "on_hold"],
  ...more,
});
const terms = (more: Partial<Terms> = {}): Terms => ({
  ...usualTerms,
  hours: berlin,
  policies: [policy()],
  ...more,
});

let id = 0;
const event = (
  kind: EventKind,
  hours: number,
  { data, body }: { data?: object; body?: string } = {},
): FoldedEvent => ({
  id: ++id,
  at: new Date(start + hours * hourMs),
  body: body ?? (kind === "customer_message" ? "It does not start." : ""),
  ...content(kind, data),
});
const moved = (to: TicketStatus, hours: number) => event("status_change", hours, { data: { to } });
const clocks = (events: FoldedEvent[], by = terms()) => foldTimeline(by, events)?.clocks ?? [];

test("an alert that has ended is owed nothing: not by taking it up, not by writing on it; opened again it is", () => {
  const opening = { kind: "alert" };
  const over = [
    event("alert_firing", 3, { data: { fingerprint: "f", opening } }),
    event("alert_resolved", 4, { data: { fingerprint: "f" } }),
  ];
  const running = (more: FoldedEvent[]) =>
    clocks([...over, ...more]).filter(({ stoppedAt, runningSince }) => !stoppedAt && runningSince);
  expect(running([])).toEqual([]);
  expect(running([event("analyst_reply", 5)])).toEqual([]);
  expect(running([event("assignment", 5, { data: { to: "ada" } })])).toEqual([]);
  const again = running([event("analyst_reply", 5), moved("solved", 5), moved("open", 6)]);
  expect(again.map(({ kind }) => kind)).toContain("next");
});

test("what is asked, answered and asked again in one instant is owed once", () => {
  const told = [
    event("customer_message", 0),
    event("analyst_reply", 0.5),
    event("customer_message", 1),
    event("analyst_reply", 1),
    event("customer_message", 1),
  ];
  expect(clocks(told).filter(({ kind }) => kind === "next")).toMatchObject([
    { startedAt: new Date(start + hourMs), stoppedAt: null },
  ]);
});

test("each promise has its clock: first reply, next reply, resolution", () => {
  // Thursday, 8:00 in Berlin.
  const asked = event("customer_message", 1);
  expect(clocks([asked])).toMatchObject([
    { kind: "first", dueAt: new Date("2026-03-26T08:00Z"), stoppedAt: null },
    { kind: "resolution", dueAt: new Date("2026-03-26T17:00Z") },
  ]);
  const replied = event("analyst_reply", 1.5);
  expect(clocks([asked, replied])).toMatchObject([
    { kind: "first", usedMs: hourMs / 2, stoppedAt: replied.at, breachedAt: null },
    { kind: "resolution", usedMs: hourMs / 2, dueAt: null, runningSince: null },
  ]);
  const back = event("customer_message", 5);
  expect(clocks([asked, replied, back]).slice(1)).toMatchObject([
    { kind: "resolution", dueAt: new Date("2026-03-27T10:30Z") },
    { kind: "next", dueAt: new Date("2026-03-26T13:00Z") },
  ]);
  const late = event("analyst_reply", 8);
  expect(clocks([asked, replied, back, late]).at(-1)).toMatchObject({
    kind: "next",
    breachedAt: new Date("2026-03-26T13:00Z"),
  });
  expect(clocks([asked, replied, moved("solved", 30)])[1]).toMatchObject({
    stoppedAt: new Date(start + 30 * hourMs),
    breachedAt: null,
  });
});

test("what comes after closing time is late by the closing time", () => {
  const at = (text: string) => (Date.parse(text) - start) / hourMs;
  const asked = event("customer_message", at("2026-03-26T16:00Z"));
  const night = event("analyst_reply", at("2026-03-26T21:00Z"));
  expect(clocks([asked, night])[0]).toMatchObject({
    kind: "first",
    breachedAt: new Date("2026-03-26T17:00Z"),
  });
});

test("solved without a reply, nothing was owed; a reply that is withdrawn was never given", () => {
  const asked = event("customer_message", 1);
  expect(clocks([asked, moved("solved", 1.5)]).map(({ kind }) => kind)).toEqual(["resolution"]);
  expect(clocks([asked, moved("solved", 9)])[0]).toMatchObject({
    kind: "first",
    breachedAt: new Date("2026-03-26T08:00Z"),
  });
  const reply = event("analyst_reply", 1.5);
  const back = event("reply_withdrawn", 1.6, { data: { withdraws: reply.id } });
  expect(clocks([asked, reply, back])[0]).toMatchObject({
    kind: "first",
    dueAt: new Date("2026-03-26T08:00Z"),
  });
});

test("another priority brings another target, and what was used stays used", () => {
  const urgent = event("triage_change", 1.5, { data: { field: "priority", to: "urgent" } });
  const fast = { ...target, first: 40, roundTheClock: true };
  const by = terms({ policies: [policy({ targets: { ...policy().targets, urgent: fast } })] });
  expect(clocks([event("customer_message", 1), urgent], by)[0]).toMatchObject({
    dueAt: new Date("2026-03-26T07:40Z"),
  });
});

test("the first policy that holds counts: by queue, and by plan however it is written", () => {
  const gold = policy({ plans: ["Enterprise"] });
  const network = policy({ key: "network", queueIds: [7] });
  const by = (plan: string | null) => terms({ policies: [gold, network, ...usualPolicies.policies], plan });
  const keyOf = (plan: string | null, queueId: number | null) =>
    policyFor(by(plan), { queueId, priority: "normal" })?.policy.key;
  expect(keyOf(" enterprise", 7)).toBe("gold");
  expect(keyOf("Basic", 7)).toBe("network");
  expect(keyOf(null, null)).toBe("standard");
});

test("over any course of pauses, replies and priorities a clock counts the minutes in which it ran", () => {
  const step = fc.record({
    minutes: fc.integer({ min: 1, max: 3000 }),
    act: fc.constantFrom("message", "reply", "hold", "wait", "open", "solve", "urgent", "normal"),
  });
  const pauses = fc.subarray(["waiting", "on_hold"] as ("waiting" | "on_hold")[]);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), pauses, (steps, rests) => {
      const by = terms({ policies: [policy({ pauses: rests })] });
      const events: FoldedEvent[] = [event("customer_message", 0)];
      let minutes = 0;
      for (const { minutes: more, act } of steps) {
        minutes += more;
        events.push(eventOf(act, minutes / 60));
      }
      const end = (minutes + 500) / 60;
      events.push(event("note", end));
      const [resolution] = clocks(events, by).filter(({ kind }) => kind === "resolution");
      const ran =
        resolution && resolution.usedMs + ticked(resolution.runningSince, new Date(start + end * hourMs));
      const hand = handCount(events, rests);
      // An urgent ticket counts every hour: only courses without one are counted by hand here.
      if (!steps.some(({ act }) => act === "urgent")) expect(ran).toBe(hand);
      else expect(resolution?.usedMs).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});

function eventOf(act: string, hours: number): FoldedEvent {
  if (act === "message") return event("customer_message", hours);
  if (act === "reply") return event("analyst_reply", hours);
  const status = ({ hold: "on_hold", wait: "waiting", open: "open", solve: "solved" } as const)[act];
  if (status) return moved(status, hours);
  return event("triage_change", hours, {
    data: { field: "priority", to: priorities.find((one) => one === act) ?? null },
  });
}

/** Minutes of the course in which the ticket was worked on while somebody was there, one by one. */
function handCount(events: FoldedEvent[], rests: readonly string[]): number {
  let sum = 0;
  for (const [index, one] of events.entries()) {
    const next = events[index + 1];
    if (!next) break;
    const status = foldTimeline(usualTerms, events.slice(0, index + 1))?.state.status ?? "new";
    if (status !== "solved" && status !== "closed" && !rests.includes(status)) sum += ticked(one.at, next.at);
  }
  return sum;
}

const isOpen = openMinutes(berlin);

/** Milliseconds of whole open minutes, looked up on the clock there. */
function ticked(from: Date | null, until: Date): number {
  let sum = 0;
  if (!from) return 0;
  for (let at = from.getTime(); at < until.getTime(); at += 60_000) if (isOpen(at)) sum += 60_000;
  return sum;
}

test("in an installation where nobody set anything, replies are due as the priority says", () => {
  const asked = event("customer_message", 4);
  const [clock] = clocks([asked], { ...usualTerms, hours: usualHours });
  expect(clock).toMatchObject({ kind: "first", policy: "standard", dueAt: new Date("2026-03-27T10:00Z") });
});

test("an alert that has ended owes nothing, until it fires again", () => {
  const opening = { kind: "alert" as const };
  const fires = event("alert_firing", 1, { data: { opening, fingerprint: "a" } });
  const ends = event("alert_resolved", 1.5, { data: { fingerprint: "a" } });
  const again = event("alert_firing", 3, { data: { fingerprint: "a" } });
  const running = (events: FoldedEvent[]) => clocks(events).filter(({ runningSince }) => runningSince);
  expect(running([fires]).map(({ kind }) => kind)).toEqual(["first", "resolution"]);
  expect(running([fires, ends, event("note", 2)])).toEqual([]);
  expect(running([fires, ends, again]).map(({ kind }) => kind)).toEqual(["resolution", "first"]);
});
