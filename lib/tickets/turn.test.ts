/** Messages within seconds of each other are one turn: one run, once the customer has stopped. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "./commands";
import type { InboundEventInput } from "./inbound-event";

const start = Date.now();

function message(source: string, id: string, seconds: number, body: string): InboundEventInput {
  const at = new Date(start + seconds * 1000);
  return {
    source,
    externalId: id,
    ticketExternalId: "t",
    kind: "customer_message",
    at,
    actorKind: "customer",
    actorName: "Ann",
    body,
  };
}

async function runs(ctx: Ctx, ticketId: number): Promise<{ event: number; due: number | null }[]> {
  const rows = await ctx.db.execute<{ id: string; status: string; due: string | null }>(sql`
    select workflow_uuid as id, status, delay_until_epoch_ms::text as due from dbos.workflow_status
    where name = 'agent.consider' and queue_partition_key = ${String(ticketId % 256)}
      and status in ('ENQUEUED', 'DELAYED')`);
  return rows.map(({ id, due }) => ({
    event: Number(id.split(":")[1]),
    due: due === null ? null : Number(due),
  }));
}

test("each message puts off the run, and withdraws the one before", async ({ db }) => {
  const source = unique("source");
  const at = (seconds: number) => ({ ...systemCtx("test", db), now: () => new Date(start + seconds * 1000) });
  await recordEvent(at(0), message(source, "1", 0, "hi"));
  const second = await recordEvent(at(3), message(source, "2", 3, "lb-a94e answers 502"));
  const all = await runs(at(3), second.ticketId);
  expect(all).toContainEqual({ event: second.eventId, due: start + 11_000 });
  expect(all.filter(({ event }) => event === second.eventId - 1)).toEqual([]);
  const third = await recordEvent(at(30), message(source, "3", 30, "and lb-b02c"));
  const later = await runs(at(30), second.ticketId);
  expect(later.map(({ event }) => event)).toEqual(expect.arrayContaining([second.eventId, third.eventId]));
});

test("what was written long ago does not wait, nor does thanks that wait for nobody", async ({ db }) => {
  const ctx = { ...systemCtx("test", db), now: () => new Date(start) };
  const source = unique("source");
  const old = await recordEvent(ctx, message(source, "1", -600, "lb-a94e answers 502"));
  expect(await runs(ctx, old.ticketId)).toContainEqual({ event: old.eventId, due: null });
  const note = await recordEvent(
    ctx,
    message(source, "2", -1, "Automatic reply: I am on vacation until 9 March."),
  );
  expect((await runs(ctx, old.ticketId)).map(({ event }) => event)).not.toContain(note.eventId);
});
