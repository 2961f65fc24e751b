/** What happens elsewhere arrives once, in any order, from any number of senders at a time. */

import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { customer } from "#db/schema/customers";
import { counter, ticket, ticketEvent } from "#db/schema/tickets";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { usualTerms } from "#lib/sla/rules";
import { activeEvents, openAsks } from "./active-events";
import { recordEvent, recordEvents } from "./commands";
import { InboundContent } from "./event";
import { foldTimeline } from "./fold";
import type { InboundEventInput } from "./inbound-event";
import { ticketById, timeline } from "./queries";
import { reply } from "./replies/commands";
import { typed } from "./stored-event";

const start = Date.parse("2026-03-02T09:00:00Z");

function message(source: string, id: string, minutes = 0, more: Partial<InboundEventInput> = {}) {
  return {
    source,
    externalId: id,
    ticketExternalId: "ticket",
    kind: "customer_message",
    at: new Date(start + minutes * 60_000),
    actorKind: "customer",
    actorName: "Ann",
    body: `Message ${id}`,
    customer: { externalId: "ann", name: "Ann" },
    ...more,
  } satisfies InboundEventInput;
}

/** What must not depend on the order of arrival: the row without its ids, and the events as a set. */
async function outcome(ctx: Ctx, source: string) {
  const [row] = await ctx.db.select().from(ticket).where(eq(ticket.source, source));
  if (!row) throw new Error("no ticket");
  const { id, createdAt, customerId, contactId: _c, source: _, agentState, ...state } = row;
  const events = await ctx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, id));
  return {
    ...state,
    hasCustomer: customerId !== null,
    events: events.map((event) => event.externalId).sort(),
  };
}

test("a repeated event is acknowledged and changes nothing", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const first = await recordEvent(ctx, message(source, "1"));
  const second = await recordEvent(ctx, message(source, "1", 5));
  expect(first.isDuplicate).toBe(false);
  expect(second).toEqual({ ...first, isDuplicate: true });
  const [, repeated] = await recordEvents(ctx, { events: [message(source, "2"), message(source, "2")] });
  expect(repeated?.isDuplicate).toBe(true);
  expect((await outcome(ctx, source)).events).toEqual(["1", "2"]);
});

test("whatever arrives when, one by one or at once: the row is what its timeline adds up to", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const arbitraryEvent = fc.record({
    minutes: fc.integer({ min: 0, max: 6 }),
    kind: fc.constantFrom(
      "customer_message",
      "analyst_reply",
      "note",
      "alert_firing",
      "alert_resolved",
      "status_change",
    ),
    to: fc.constantFrom("open", "waiting", "on_hold", "solved", "closed"),
    subject: fc.option(fc.constantFrom("Disk full", "Cannot sign in"), { nil: undefined }),
    again: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryEvent, { minLength: 1, maxLength: 7 }), async (events) => {
      const inputs = (source: string) =>
        events.map(({ minutes, kind, to, subject }, index) =>
          message(source, String(index), minutes, {
            ...InboundContent.parse({ kind, data: kind === "status_change" ? { to } : { fingerprint: "f" } }),
            ticket: { subject },
          }),
        );
      const [single, atOnce] = [unique("a"), unique("b")];
      for (const [index, input] of inputs(single).entries()) {
        await recordEvent(ctx, input);
        if (events[index]?.again && input.kind !== "alert_firing") await recordEvent(ctx, input);
      }
      await recordEvents(ctx, { events: inputs(atOnce) });
      for (const source of [single, atOnce]) {
        const [row] = await db.select().from(ticket).where(eq(ticket.source, source));
        const rows = await db
          .select()
          .from(ticketEvent)
          .where(eq(ticketEvent.ticketId, row?.id ?? 0));
        const told = rows.map(typed);
        expect(row).toMatchObject(foldTimeline(usualTerms, told)?.state ?? {});
        const isOpen = openAsks(activeEvents(told)).length > 0;
        if (isOpen) expect(row?.agentState, JSON.stringify(events)).toBe("running");
      }
    }),
    { numRuns: 25 },
  );
});

test("a batch in which one instant holds a question, its answer and the next question is taken in whole", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const reply = InboundContent.parse({ kind: "analyst_reply" });
  const recorded = await recordEvents(ctx, {
    events: [
      message(source, "1", 0),
      message(source, "2", 1, reply),
      message(source, "3", 6),
      message(source, "4", 6, reply),
      message(source, "5", 6),
    ],
  });
  expect(recorded.map(({ isDuplicate }) => isDuplicate)).toEqual(Array(5).fill(false));
});

test("other words under the same id are an edit: they stand in the old ones' place, the agent looks again", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const first = await recordEvent(ctx, message(source, "1", 0, { body: "vol-17 is stuck" }));
  const edit = await recordEvent(ctx, message(source, "1", 9, { body: "vol-42 is stuck" }));
  expect(edit).toMatchObject({ ticketId: first.ticketId, isDuplicate: false });
  const events = await timeline(ctx, first.ticketId);
  expect(activeEvents(events).map(({ body, at }) => [body, at.getTime()])).toEqual([
    ["vol-42 is stuck", start],
  ]);
  expect(await jobsOf(db, first.ticketId)).toContain(`consider:${edit.eventId}`);
  // The first version once more, and the second, are known.
  for (const body of ["vol-17 is stuck", "vol-42 is stuck"])
    expect((await recordEvent(ctx, message(source, "1", 0, { body }))).isDuplicate, body).toBe(true);
  const back = message(source, "1", 0, { body: "vol-17 is stuck", editedAt: new Date(start + 60_000) });
  expect((await recordEvent(ctx, back)).isDuplicate).toBe(false);
  expect(activeEvents(await timeline(ctx, first.ticketId)).map(({ body }) => body)).toEqual([
    "vol-17 is stuck",
  ]);
  // In one delivery, and of another look only: the text changes, nobody is called.
  const [, touched] = await recordEvents(ctx, {
    events: [
      message(source, "2", 10, { body: "and vol-18" }),
      message(source, "2", 10, { body: "And vol-18!" }),
    ],
  });
  expect(await jobsOf(db, first.ticketId)).not.toContain(`consider:${touched?.eventId}`);
  expect((await ticketById(ctx, first.ticketId)).snippet).toBe("And vol-18!");
});

test("a deleted message is gone, and what was proposed on it", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const { ticketId } = await recordEvent(ctx, message(source, "1"));
  const gone = { kind: "message_deleted", deletes: "1", customer: null } as const;
  const deletion = await recordEvent(ctx, message(source, "1/deleted", 5, gone));
  expect(activeEvents(await timeline(ctx, ticketId)).map(({ kind }) => kind)).toEqual(["message_deleted"]);
  expect((await recordEvent(ctx, message(source, "1/deleted", 5, gone))).isDuplicate).toBe(true);
  expect(await jobsOf(db, ticketId)).toContain(`consider:${deletion.eventId}`);
  const unknown = message(source, "9/deleted", 5, { ...gone, deletes: "9", ticketExternalId: "none" });
  await expect(recordEvent(ctx, unknown)).rejects.toMatchObject({ code: "unprocessable" });
});

test("an alert told again on a closed ticket still fires; told again while it is worked on, it is known", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const firing = message(source, "f/1/firing", 0, { kind: "alert_firing", data: { fingerprint: "f" } });
  const first = await recordEvent(ctx, firing);
  expect((await recordEvent(ctx, firing)).isDuplicate).toBe(true);
  const closed = { kind: "status_change", data: { to: "closed" } } as const;
  await recordEvent(ctx, message(source, "closed", 5, closed));
  const again = await recordEvent(ctx, firing);
  expect(again).toMatchObject({ ticketId: first.ticketId, isDuplicate: false });
  expect(await ticketById(ctx, first.ticketId)).toMatchObject({ status: "open", agentState: "running" });
  expect((await recordEvent(ctx, firing)).isDuplicate).toBe(true);
});

test("our own reply that comes back is known, under its own id or by its words, and another one is not", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const analyst = ctxAs(db, "analyst", new Date(start + 10 * 60_000));
  const source = unique("source");
  const { ticketId } = await recordEvent(ctx, message(source, "1"));
  const text = "Please detach the volume vol-17 first.";
  const ours = await reply(analyst, { ticketId, text });
  const from = (id: string, body: string, minutes = 11) =>
    recordEvent(
      ctx,
      message(source, id, minutes, { kind: "analyst_reply", actorKind: "analyst", customer: null, body }),
    );
  const echo = { ticketId, eventId: ours.eventId, isDuplicate: true };
  expect(await from(`reply_${ours.eventId}_mf3k2x1c`, "rewritten by the other desk")).toEqual(echo);
  expect(await from("77", `please detach the volume vol-17 first\n\n--\nKim`)).toEqual(echo);
  expect((await from("78", "Please detach the volume vol-18 first.")).isDuplicate).toBe(false);
  expect((await from("79", text, 60)).isDuplicate).toBe(false);
});

function jobsOf(db: Ctx["db"], ticketId: number): Promise<string[]> {
  return db
    .execute<{ id: string }>(
      sql`select 'consider:' || id as id from ticket_event where ticket_id = ${ticketId}
        and exists (select from dbos.workflow_status where workflow_uuid = 'consider:' || ticket_event.id)`,
    )
    .then((rows) => rows.map(({ id }) => id));
}

test("many senders of the same new ticket and customer make one of each", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const inputs = ["1", "2", "3", "1", "2", "3"].map((id) => message(source, id));
  const recorded = await Promise.all(inputs.map((input) => recordEvent(ctx, input)));
  expect(new Set(recorded.map(({ ticketId }) => ticketId)).size).toBe(1);
  expect(recorded.filter(({ isDuplicate }) => isDuplicate)).toHaveLength(3);
  expect(await db.select().from(customer).where(eq(customer.source, source))).toHaveLength(1);
});

test("a customer who was renamed, or gave an address, is known by it; what is left out stays", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const ann = { externalId: "ann", name: "Ann", company: "Fjordline" };
  const { ticketId } = await recordEvent(ctx, message(source, "1", 0, { customer: ann }));
  const renamed = { externalId: "ann", name: "Ann Lee", email: "ann@example.com" };
  await recordEvent(ctx, message(source, "2", 1, { customer: renamed }));
  const old = { externalId: "ann", name: "Miss Ann" };
  await recordEvent(ctx, {
    ...message(source, "3", 2, { customer: old, ticketExternalId: "old" }),
    runsAgent: false,
  });
  const { customerId } = await ticketById(ctx, ticketId);
  const [card] = await db
    .select()
    .from(customer)
    .where(eq(customer.id, customerId ?? 0));
  expect(card).toMatchObject({ name: "Ann Lee", email: "ann@example.com", company: "Fjordline" });
});

test("an event id used on another ticket leaves no empty ticket behind", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const first = await recordEvent(ctx, message(source, "1"));
  const again = await recordEvent(ctx, message(source, "1", 0, { ticketExternalId: "other" }));
  expect(again).toEqual({ ...first, isDuplicate: true });
  expect(await db.select().from(ticket).where(eq(ticket.source, source))).toHaveLength(1);
});

test("an unknown queue is named on the event, and the ticket waits for its own", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const input = message(source, "1", 0, { ticket: { queueKey: "no-such-queue" } });
  const { ticketId } = await recordEvent(ctx, input);
  expect((await ticketById(ctx, ticketId)).queueId).toBeNull();
  expect((await timeline(ctx, ticketId))[0]).toMatchObject({
    data: { flaws: [expect.stringContaining("no-such-queue")] },
  });
});

test("somebody unknown is named on the event, and is given nothing", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  for (const to of ["", "nobody-here"]) {
    const given = InboundContent.parse({ kind: "assignment", data: { to } });
    const { ticketId } = await recordEvent(ctx, message(source, `given to ${to}`, 0, given));
    expect((await ticketById(ctx, ticketId)).assigneeId).toBeNull();
    const newest = (await timeline(ctx, ticketId)).at(-1);
    expect(newest).toMatchObject({ data: { to: null, flaws: [`There is nobody with the id “${to}”.`] } });
  }
});

test("a new message asks the agent and starts the clock; history does neither", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const live = await recordEvent(ctx, message(source, "1"));
  const jobs = async (ticketId: number) => {
    const rows = await db.execute<{ name: string; status: string }>(sql`
      select name, status from dbos.workflow_status where queue_partition_key = ${String(ticketId % 256)}
        and workflow_uuid in (
          select 'consider:' || id from ticket_event where ticket_id = ${ticketId}
        ) order by name`);
    return rows.map(({ name, status }) => `${name} ${status}`);
  };
  expect(await jobs(live.ticketId)).toEqual(["agent.consider ENQUEUED"]);
  expect((await ticketById(ctx, live.ticketId)).agentState).toBe("running");
  const old = await recordEvent(ctx, {
    ...message(source, "3", 0, { ticketExternalId: "older" }),
    runsAgent: false,
  });
  expect(await jobs(old.ticketId)).toEqual([]);
  expect(await ticketById(ctx, old.ticketId)).toMatchObject({ agentState: "none", dueAt: null });
});

test("badges equal what counting would give", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const kinds = ["customer_message", "analyst_reply", "status_change"] as const;
  for (let index = 0; index < 30; index++) {
    const kind = kinds[index % 3] ?? "note";
    const told = InboundContent.parse({ kind, data: { to: index % 2 ? "closed" : "open" } });
    await recordEvent(
      ctx,
      message(source, String(index), index, { ...told, ticketExternalId: `t${index % 5}` }),
    );
  }
  const counted = await db.execute<{ active: number; waiting: number }>(sql`
    select count(*) filter (where status in ('new','open'))::int as active,
      count(*) filter (where status in ('waiting','on_hold'))::int as waiting from ticket`);
  const kept = await db
    .select({ scope: counter.scope, value: sql<number>`sum(${counter.value})::int` })
    .from(counter)
    .groupBy(counter.scope);
  const badge = (scope: string) => kept.find((row) => row.scope === scope)?.value ?? 0;
  expect({ active: badge("active"), waiting: badge("waiting") }).toEqual(counted[0]);
});
