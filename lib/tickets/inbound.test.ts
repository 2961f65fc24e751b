/** What happens elsewhere arrives once, in any order, from any number of senders at a time. */
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { customer } from "#db/schema/customers";
import { counter, ticket, ticketEvent } from "#db/schema/tickets";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { usualTerms } from "#lib/sla/rules";
import { activeEvents, openAsks } from "./active-events";
import { recordEvent, recordEvents } from "./commands";
import { InboundContent } from "./event";
import { foldTimeline } from "./fold";
import { ticketById } from "./queries";
import { typed } from "./stored-event";
import { message } from "./testing/inbound-message";

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

test("many senders of the same new ticket and customer make one of each", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const inputs = ["1", "2", "3", "1", "2", "3"].map((id) => message(source, id));
  const recorded = await Promise.all(inputs.map((input) => recordEvent(ctx, input)));
  expect(new Set(recorded.map(({ ticketId }) => ticketId)).size).toBe(1);
  expect(recorded.filter(({ isDuplicate }) => isDuplicate)).toHaveLength(3);
  expect(await db.select().from(customer).where(eq(customer.source, source))).toHaveLength(1);
});

test("an event id used on another ticket leaves no empty ticket behind", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const first = await recordEvent(ctx, message(source, "1"));
  const again = await recordEvent(ctx, message(source, "1", 0, { ticketExternalId: "other" }));
  expect(again).toEqual({ ...first, isDuplicate: true });
  expect(await db.select().from(ticket).where(eq(ticket.source, source))).toHaveLength(1);
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
