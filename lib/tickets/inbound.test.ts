/** What happens elsewhere arrives once, in any order, from any number of senders at a time. */
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { counter, customer, ticket, ticketEvent } from "#db/schema/index";
import type { InboundEventInput } from "#lib/connectors/model";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent, recordEvents } from "./commands";
import { ticketById } from "./queries";

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
  const { id, createdAt, customerId, source: _, agentState, ...state } = row;
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
  const second = await recordEvent(ctx, message(source, "1", 5, { body: "Changed" }));
  expect(first.isDuplicate).toBe(false);
  expect(second).toEqual({ ...first, isDuplicate: true });
  const [, repeated] = await recordEvents(ctx, { events: [message(source, "2"), message(source, "2")] });
  expect(repeated?.isDuplicate).toBe(true);
  expect((await outcome(ctx, source)).events).toEqual(["1", "2"]);
});

test("any permutation with duplicates of the same events gives the same ticket", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const arbitraryEvent = fc.record({
    minutes: fc.integer({ min: 0, max: 6 }),
    kind: fc.constantFrom("customer_message", "analyst_reply", "note", "alert_firing", "status_change"),
    to: fc.constantFrom("open", "waiting", "on_hold", "solved", "closed"),
    subject: fc.option(fc.constantFrom("Disk full", "Cannot sign in"), { nil: undefined }),
  });
  const scenario = fc.array(arbitraryEvent, { minLength: 1, maxLength: 7 }).chain((events) => {
    const numbers = events.map((_, index) => index);
    const order = fc.shuffledSubarray([...numbers, ...numbers], { minLength: numbers.length });
    return fc.tuple(fc.constant(events), order);
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ([events, order]) => {
      const inputs = (source: string) =>
        events.map(({ minutes, kind, to, subject }, index) =>
          message(source, String(index), minutes, {
            kind: kind as "note",
            data: kind === "status_change" ? { to } : {},
            ticket: { subject },
          }),
        );
      const [straight, shuffled, atOnce] = [unique("a"), unique("b"), unique("c")];
      for (const input of inputs(straight)) await recordEvent(ctx, input);
      const arrivals = [...order, ...events.keys()].map((index) => inputs(shuffled)[index]);
      for (const input of arrivals) if (input) await recordEvent(ctx, input);
      await recordEvents(ctx, { events: inputs(atOnce).toReversed() });
      const state = await outcome(ctx, straight);
      expect(await outcome(ctx, shuffled)).toMatchObject(state);
      expect(await outcome(ctx, atOnce)).toMatchObject(state);
    }),
    { numRuns: 25 },
  );
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

test("an unknown queue is named and nothing is kept", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const input = message(source, "1", 0, { ticket: { queueKey: "no-such-queue" } });
  await expect(recordEvent(ctx, input)).rejects.toMatchObject({ code: "unprocessable" });
  expect(await db.select().from(customer).where(eq(customer.source, source))).toHaveLength(0);
});

test("a new message asks the agent and starts the clock; history does neither", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const live = await recordEvent(ctx, message(source, "1"));
  const jobs = async (ticketId: number) => {
    const rows = await db.execute<{ name: string; status: string }>(sql`
      select name, status from dbos.workflow_status where queue_partition_key = ${String(ticketId)} order by name`);
    return rows.map(({ name, status }) => `${name} ${status}`);
  };
  expect(await jobs(live.ticketId)).toEqual(["agent.consider ENQUEUED", "tickets.followUp DELAYED"]);
  expect((await ticketById(ctx, live.ticketId)).agentState).toBe("considering");
  const old = await recordEvent(ctx, {
    ...message(source, "3", 0, { ticketExternalId: "older" }),
    considers: false,
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
    const data = kind === "status_change" ? { to: index % 2 ? "closed" : "open" } : {};
    await recordEvent(
      ctx,
      message(source, String(index), index, { kind, data, ticketExternalId: `t${index % 5}` }),
    );
  }
  const counted = await db.execute<{ active: number; waiting: number }>(sql`
    select count(*) filter (where status in ('new','open','waiting','on_hold'))::int as active,
      count(*) filter (where status = 'waiting')::int as waiting from ticket`);
  const kept = await db
    .select({ scope: counter.scope, value: sql<number>`sum(${counter.value})::int` })
    .from(counter)
    .groupBy(counter.scope);
  const badge = (scope: string) => kept.find((row) => row.scope === scope)?.value ?? 0;
  expect({ active: badge("active"), waiting: badge("waiting") }).toEqual(counted[0]);
});
