/** What analysts do with a ticket: each verb's effects, its refusals, and the invariants no sequence of verbs breaks. */
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { queue, user } from "#db/schema/team";
import { counter, delivery, ticket } from "#db/schema/tickets";
import { badgeCounts } from "#lib/inbox/queries";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { writePolicy } from "#lib/settings/commands";
import { usualHours } from "#lib/sla/model";
import { usualTerms } from "#lib/sla/rules";
import {
  addNote,
  assign,
  clearFollowUp,
  moveStatus,
  openTicket,
  recordEvent,
  scheduleFollowUp,
  setTriage,
  snooze,
} from "./commands";
import { foldTimeline } from "./fold";
import { mayMove, type TicketStatus, ticketStatuses } from "./model";
import { ticketById, timeline } from "./queries";
import { reply, withdrawReply } from "./replies/commands";
import { ringTicket } from "./ringing";
import { recordResultByHand, recordToolResult, requestToolCall } from "./tool-calls/commands";

const monday = new Date("2026-03-02T10:00:00Z");
const later = (ctx: Ctx, seconds: number): Ctx => {
  const at = new Date(ctx.now().getTime() + seconds * 1000);
  return { ...ctx, now: () => at };
};

async function opened(ctx: Ctx, text = "The disk of node 3 is full.") {
  const customer = { name: "Lena Aasen", email: `${unique("lena")}@x.example` };
  return (await openTicket(ctx, { subject: "Disk full", text, customer })).ticket;
}

const jobs = async (ctx: Ctx, ticketId: number) => {
  const rows = await ctx.db.execute<{ name: string; status: string }>(sql`
    select name, status from dbos.workflow_status where queue_partition_key = ${String(ticketId)} order by name`);
  return rows.map(({ name, status }) => `${name} ${status}`);
};

const sendings = async (ctx: Ctx, eventId: number) => {
  const rows = await ctx.db.execute<{ status: string }>(sql`
    select status from dbos.workflow_status where workflow_uuid like ${`deliver:${eventId}:%`}`);
  return rows.map(({ status }) => status);
};

test("a ticket typed in by hand is considered like any other", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const row = await opened(ctx);
  expect(row).toMatchObject({
    status: "new",
    subject: "Disk full",
    agentState: "running",
    dueReason: "answer",
    dueAt: new Date("2026-03-03T10:00:00Z"),
  });
  expect(await jobs(ctx, row.id)).toEqual(["agent.consider ENQUEUED"]);
});

test("a reply waits for the undo window; once it is on its way it cannot be withdrawn", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  const { ticket: after, eventId } = await reply(ctx, { ticketId, text: "Which node?" });
  expect(after).toMatchObject({ status: "waiting", firstReplyAt: monday, dueReason: "reminder" });
  expect(await sendings(ctx, eventId)).toEqual(["DELAYED"]);
  await db.update(delivery).set({ status: "sending" }).where(eq(delivery.eventId, eventId));
  await expect(withdrawReply(ctx, { eventId })).rejects.toMatchObject({ code: "conflict" });
});

test("a reply withdrawn was never sent, and the customer is owed an answer again", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  const { eventId } = await reply(ctx, { ticketId, text: "Which node?" });
  expect(await sendings(ctx, eventId)).toEqual(["DELAYED"]);
  const { ticket: after } = await withdrawReply(later(ctx, 5), { eventId });
  expect(after).toMatchObject({ status: "new", firstReplyAt: null, dueReason: "answer" });
  expect(await jobs(ctx, ticketId)).toEqual(["agent.consider ENQUEUED"]);
  expect(await sendings(ctx, eventId)).toEqual([]);
  const [row] = await db.select().from(delivery).where(eq(delivery.eventId, eventId));
  expect(row?.status).toBe("withdrawn");
});

test("a change made on an older look at the ticket is refused", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId, version } = await opened(ctx);
  await reply(ctx, { ticketId, text: "First answer", version });
  const second = reply(ctx, { ticketId, text: "Second answer", version });
  await expect(second).rejects.toMatchObject({ code: "conflict", details: { version: version + 1 } });
  expect((await timeline(ctx, ticketId)).map(({ kind }) => kind)).toEqual([
    "customer_message",
    "analyst_reply",
  ]);
});

test("a customer's message does not make an analyst's change stale", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const source = unique("source");
  const message = (id: string) => ({
    source,
    externalId: id,
    ticketExternalId: "1",
    kind: "customer_message" as const,
    at: new Date(),
    actorKind: "customer" as const,
    actorName: "Ann",
  });
  const { ticketId } = await recordEvent(systemCtx("test", db), message("a"));
  const { version } = await ticketById(ctx, ticketId);
  await recordEvent(systemCtx("test", db), message("b"));
  await expect(reply(ctx, { ticketId, text: "Hello", version })).resolves.toBeDefined();
});

test("triage writes one event for each field that changes", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const [row] = await db
    .insert(queue)
    .values({ key: unique("queue"), name: "Storage" })
    .returning();
  const { id: ticketId } = await opened(ctx);
  const fields = { queueId: row?.id, priority: "high", category: null } as const;
  expect(await setTriage(ctx, { ticketId, fields })).toMatchObject({ queueId: row?.id, priority: "high" });
  const events = (await timeline(ctx, ticketId)).filter((event) => event.kind === "triage_change");
  expect(events.map(({ data }) => data.field).sort()).toEqual(["priority", "queueId"]);
  expect((await badgeCounts(ctx)).queues[String(row?.id)]).toBe(1);
  await expect(setTriage(ctx, { ticketId, fields: { queueId: 999_999 } })).rejects.toMatchObject({
    code: "unprocessable",
  });
});

test("a ticket is given to people of the team only", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const id = unique("user");
  await db.insert(user).values({ id, name: "Grace", email: `${id}@x.example` });
  const { id: ticketId } = await opened(ctx);
  expect(await assign(ctx, { ticketId, assigneeId: id })).toMatchObject({ assigneeId: id });
  await expect(assign(ctx, { ticketId, assigneeId: "nobody" })).rejects.toMatchObject({
    code: "unprocessable",
  });
  const asGrace: Ctx = { ...ctx, actor: { kind: "user", id, name: "Grace", role: "analyst" } };
  expect((await badgeCounts(asGrace)).mine).toBe(1);
});

test("a diagnostic's result joins the ticket once and is considered", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  const call = await requestToolCall(ctx, { ticketId, tool: "disk_usage", arguments: { node: 3 } });
  expect(await jobs(ctx, ticketId)).toContain("agent.runTool ENQUEUED");
  const job = systemCtx("diagnostics", db);
  const result = await recordToolResult(job, { eventId: call.eventId, result: { used: "97 %" } });
  expect(await recordToolResult(job, { eventId: call.eventId, result: null })).toBeNull();
  const last = (await timeline(ctx, ticketId)).at(-1);
  expect(last).toMatchObject({ id: result?.eventId, kind: "tool_result", data: { tool: "disk_usage" } });
});

test("a diagnostic looked up by hand waits for a person, whose words become its result once", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  const call = await requestToolCall(ctx, {
    ticketId,
    tool: "trivia",
    arguments: { topic: 3 },
    byHand: true,
  });
  expect(await jobs(ctx, ticketId)).not.toContain("agent.runTool ENQUEUED");
  const said = { eventId: call.eventId, text: "answer: Lisbon\nseen: 3" };
  await expect(recordResultByHand(ctxAs(db, "viewer"), said)).rejects.toMatchObject({ code: "forbidden" });
  const considered = (await jobs(ctx, ticketId)).length;
  const { eventId } = await recordResultByHand(ctx, said);
  expect((await timeline(ctx, ticketId)).at(-1)).toMatchObject({
    id: eventId,
    kind: "tool_result",
    actorKind: "analyst",
    data: { tool: "trivia", callId: String(call.eventId), result: { answer: "Lisbon", seen: 3 } },
  });
  expect(await jobs(ctx, ticketId)).toHaveLength(considered + 1);
  await expect(recordResultByHand(ctx, said)).rejects.toMatchObject({ code: "conflict" });
  const automatic = await requestToolCall(ctx, { ticketId, tool: "disk_usage" });
  for (const [eventId, code] of [
    [automatic.eventId, "unprocessable"],
    [automatic.eventId - 1, "not_found"],
  ] as const)
    await expect(recordResultByHand(ctx, { eventId, text: "97 %" })).rejects.toMatchObject({ code });
});

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

test("a finished ticket is learned from and becomes findable", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  await moveStatus(ctx, { ticketId, to: "solved" });
  const rows = await db.execute<{ name: string }>(sql`
    select name from dbos.workflow_status where workflow_uuid like ${`learn:${ticketId}:%`}
      or workflow_uuid like ${`index:${ticketId}:%`} order by name`);
  expect(rows.map(({ name }) => name)).toEqual(["knowledge.index", "learning.learn"]);
});

test("no sequence of verbs breaks the status machine, the fold, the badges or the audit", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const verb = fc.oneof(
    fc.constant({ verb: "reply" } as const),
    fc.constant({ verb: "note" } as const),
    fc.record({ verb: fc.constant("move" as const), to: fc.constantFrom(...ticketStatuses) }),
    fc.record({ verb: fc.constant("priority" as const), to: fc.constantFrom("low", "urgent") }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(verb, { maxLength: 8 }), async (verbs) => {
      const { id: ticketId } = await opened(ctx);
      let status: TicketStatus = "new";
      let events = 1;
      for (const [index, step] of verbs.entries()) {
        const now = later(ctx, index + 1);
        const before = await ticketById(ctx, ticketId);
        if (step.verb === "reply") {
          await reply(now, { ticketId, text: "An answer" });
          status = status === "new" || status === "open" ? "waiting" : status;
        } else if (step.verb === "note") await addNote(now, { ticketId, text: "A remark" });
        else if (step.verb === "priority") {
          await setTriage(now, { ticketId, fields: { priority: step.to as "low" } });
          if (before.priority === step.to) events--;
        } else {
          const move = moveStatus(now, { ticketId, to: step.to });
          if (mayMove(status, step.to)) {
            await move;
            status = step.to;
          } else {
            await expect(move).rejects.toThrow(AppError);
            events--;
          }
        }
        events++;
      }
      const row = await ticketById(ctx, ticketId);
      expect(row.status).toBe(status);
      const written = await timeline(ctx, ticketId);
      expect(written).toHaveLength(events);
      const folded = foldTimeline(
        usualTerms,
        written.map((event) => ({ ...event, source: "desk", externalId: null })),
      );
      expect(row).toMatchObject({ ...folded?.state });
      const trail = await db
        .select()
        .from(audit)
        .where(eq(audit.entityId, String(ticketId)));
      expect(trail.filter(({ entity }) => entity === "ticket")).toHaveLength(events);
    }),
    { numRuns: 25 },
  );
  const rows = await db.select().from(ticket);
  const [active] = await db
    .select({ value: sql<number>`coalesce(sum(${counter.value}), 0)::int` })
    .from(counter)
    .where(eq(counter.scope, "active"));
  expect(active?.value).toBe(rows.filter((row) => row.status === "new" || row.status === "open").length);
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

test("whoever answers has the ticket, as the team wants it; a reply withdrawn gives it back", async ({
  db,
}) => {
  const id = unique("user");
  await db.insert(user).values({ id, name: "Ann", email: `${id}@x.example` });
  const ctx: Ctx = { ...systemCtx("test", db), actor: { kind: "user", id, name: "Ann", role: "admin" } };
  const setRule = (assign: "unassigned" | "always" | "never") =>
    writePolicy(ctx, { key: "desk.reply", value: { assign } });
  const { id: ticketId } = await opened(ctx);
  const { eventId } = await reply(ctx, { ticketId, text: "Looking." });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ assigneeId: ctx.actor.id, status: "waiting" });
  await withdrawReply(ctx, { eventId });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ assigneeId: null, status: "new" });

  const colleague = unique("user");
  await ctx.db.insert(user).values({ id: colleague, name: "Ben", email: `${colleague}@x.example` });
  await assign(ctx, { ticketId, assigneeId: colleague });
  await reply(ctx, { ticketId, text: "Looking." });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ assigneeId: colleague });
  await setRule("always");
  await reply(ctx, { ticketId, text: "Still looking." });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ assigneeId: ctx.actor.id });
  await setRule("never");
  const other = await opened(ctx);
  await reply(ctx, { ticketId: other.id, text: "Looking." });
  expect(await ticketById(ctx, other.id)).toMatchObject({ assigneeId: null });
  await setRule("unassigned");
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
