/** When a ticket is due: by the team's hours, a reminder, a pause, and the alerts of it that still fire. */
import { expect } from "vitest";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { writePolicy } from "#lib/settings/commands";
import { usualHours } from "#lib/sla/model";
import { clearFollowUp, recordEvent, scheduleFollowUp, snooze } from "./commands";
import { ticketById, timeline } from "./queries";
import { ringTicket } from "./ringing";
import { monday, opened } from "./testing/opened";

test("the follow-up clock rings when it is still due, once", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId, dueAt } = await opened(ctx);
  if (!dueAt) throw new Error("not due");
  const job: Ctx = { ...systemCtx("follow-up", db), now: () => dueAt };
  expect(await ringTicket({ ...job, now: () => monday }, ticketId)).toBeNull();
  expect(await ringTicket(job, ticketId)).toEqual({
    ticketId,
    what: "breach",
    at: dueAt,
    clock: "first",
  });
  expect(await ringTicket(job, ticketId)).toBeNull();
  // It is overdue since then, and stays so in the list.
  expect(await ticketById(ctx, ticketId)).toMatchObject({ dueAt, dueReason: "answer" });
  expect((await timeline(ctx, ticketId)).at(-1)).toMatchObject({
    kind: "follow_up_due",
    data: { reason: "answer" },
  });
});

test("clocks run by the hours the team has set", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const lead = ctxAs(db, "lead", monday);
  const span = { opens: 8 * 60, closes: 20 * 60 };
  const value = { ...usualHours, timeZone: "Asia/Tokyo", days: usualHours.days.map((open) => open && span) };
  await writePolicy(lead, { key: "policy.hours", value: { ...value, holidays: ["2026-03-03"] } });
  expect(await opened(ctx)).toMatchObject({ dueAt: new Date("2026-03-04T06:00:00Z") });
  const closed = { ...value, days: value.days.map(() => null) };
  await expect(writePolicy(lead, { key: "policy.hours", value: closed })).rejects.toMatchObject({
    details: { fields: [{ field: "value.days" }] },
  });
  const nowhere = { ...value, timeZone: "Mars/Olympus" };
  await expect(writePolicy(lead, { key: "policy.hours", value: nowhere })).rejects.toMatchObject({
    details: { fields: [{ field: "value.timeZone" }] },
  });
  await writePolicy(lead, { key: "policy.hours", value: usualHours });
  expect(await opened(ctx)).toMatchObject({ dueAt: new Date("2026-03-03T10:00:00Z") });
});

test("a reminder can be set and taken away", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  const at = new Date("2026-03-06T09:00:00Z");
  const reminder = { followUpAt: at, followUpReason: "scheduled" };
  // What the customer is owed is due before it, and stays when it is gone.
  const owed = { dueAt: new Date("2026-03-03T10:00Z"), dueReason: "answer" };
  expect(await scheduleFollowUp(ctx, { ticketId, at })).toMatchObject({ ...reminder, ...owed });
  const none = { followUpAt: null, followUpReason: null };
  expect(await clearFollowUp(ctx, { ticketId })).toMatchObject({ ...none, ...owed });
});

test("a ticket put aside comes back at its time, or when the customer writes", async ({ ctx }) => {
  const { id: ticketId } = await opened(ctx);
  const until = new Date(Date.now() + 3_600_000);
  expect(await snooze(ctx, { ticketId, until })).toMatchObject({
    status: "on_hold",
    dueAt: until,
    dueReason: "scheduled",
  });
  const machine = systemCtx("clock", ctx.db);
  expect(await ringTicket({ ...machine, now: () => until }, ticketId)).toMatchObject({ what: "follow_up" });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ status: "open", dueReason: "answer" });

  expect(await snooze(ctx, { ticketId, until: null })).toMatchObject({ status: "on_hold", dueAt: null });

  const source = unique("source");
  const writes = (externalId: string) =>
    recordEvent(machine, {
      source,
      externalId,
      ticketExternalId: "1",
      kind: "customer_message",
      at: new Date(),
      actorKind: "customer",
      actorName: "Lena",
      body: "Any news?",
    });
  const written = await writes("a");
  await snooze(ctx, { ticketId: written.ticketId, until });
  await writes("b");
  expect(await ticketById(ctx, written.ticketId)).toMatchObject({ status: "open", dueReason: "answer" });
});

test("the clock of an alert stops when the last of its ticket has resolved", async ({ ctx }) => {
  const machine = systemCtx("monitor", ctx.db);
  const ticketExternalId = unique("alert");
  const alert = (kind: "alert_firing" | "alert_resolved", fingerprint: string, at: number) =>
    recordEvent(machine, {
      source: "monitor",
      externalId: unique("event"),
      ticketExternalId,
      kind,
      at: new Date(monday.getTime() + at * 60_000),
      actorKind: "monitor",
      actorName: "Monitoring",
      body: "Replica lags",
      data: { fingerprint },
      ticket: { subject: "Replica lags", kind: "alert" },
    });
  const { ticketId } = await alert("alert_firing", "a", 0);
  await alert("alert_firing", "b", 1);
  await alert("alert_resolved", "a", 2);
  expect(await ticketById(ctx, ticketId)).toMatchObject({ dueReason: "answer" });
  await alert("alert_resolved", "b", 3);
  expect(await ticketById(ctx, ticketId)).toMatchObject({ dueAt: null, status: "new" });
  await alert("alert_firing", "a", 4);
  expect(await ticketById(ctx, ticketId)).toMatchObject({ dueReason: "answer" });
});
