/** One noisy source does not starve another: what a quiet one sends is looked at before the noisy one's backlog. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { systemCtx } from "#lib/platform/context";
import { placeAt } from "#lib/platform/jobs/place";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "#lib/tickets/commands";
import { placeOf } from "./fairness";

test("the place moves on with what a source sends, never back, and is forgotten once it is quiet", () => {
  const [noisy, quiet] = [unique("noisy"), unique("quiet")];
  const start = Date.UTC(2026, 10, 29, 12);
  const places = Array.from({ length: 200 }, (_, index) => placeOf(noisy, start + index * 5));
  expect(places[0]).toBe(placeAt(start));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect((places.at(-1) ?? 0) - placeAt(start)).toBeGreaterThan(150);
  expect(placeOf(quiet, start + 1_000)).toBe(placeAt(start + 1_000));
  expect(placeOf(noisy, start + 10 * 60_000)).toBe(placeAt(start + 10 * 60_000));
});

test("a source is never put further back than two minutes, and one that keeps to its share not at all", () => {
  const [flood, steady] = [unique("flood"), unique("steady")];
  const start = Date.UTC(2026, 10, 29, 12);
  for (let count = 0; count < 5_000; count++) placeOf(flood, start);
  expect(placeOf(flood, start)).toBe(placeAt(start + 120_000));
  for (let at = start; at < start + 60_000; at += 500) expect(placeOf(steady, at)).toBe(placeAt(at));
});

test("what takes long to be considered takes more of a source's share", () => {
  const [long, short] = [unique("long"), unique("short")];
  const start = Date.UTC(2026, 10, 29, 12);
  for (let count = 0; count < 10; count++) {
    placeOf(long, start, 16_000);
    placeOf(short, start, 200);
  }
  expect(placeOf(long, start) - placeAt(start)).toBe(4 * (placeOf(short, start) - placeAt(start)));
});

test("in the queue the quiet source's event stands before the noisy one's backlog, each source in its order", async ({
  db,
}) => {
  const now = new Date();
  const ctx = { ...systemCtx("test", db), now: () => now };
  const [noisy, quiet] = [unique("noisy"), unique("quiet")];
  const send = async (source: string) => {
    const { eventId } = await recordEvent(ctx, {
      source,
      externalId: unique("event"),
      ticketExternalId: unique("ticket"),
      kind: "customer_message",
      at: new Date(),
      actorKind: "customer",
      actorName: "Mira",
      body: "The gate does not open.",
      customer: { externalId: source, name: "Mira" },
      ticket: { subject: "Gate" },
    });
    return `consider:${eventId}`;
  };
  const backlog: string[] = [];
  for (let count = 0; count < 40; count++) backlog.push(await send(noisy));
  const late = await send(quiet);
  const rows = await db.execute<{ id: string }>(sql`
    select workflow_uuid as id from dbos.workflow_status
    where workflow_uuid = any(${sql.param([...backlog, late])}::text[])
    order by priority, created_at, workflow_uuid`);
  const order = rows.map(({ id }) => id);
  expect(order.indexOf(late)).toBeLessThan(3);
  expect(order.filter((id) => id !== late)).toEqual(backlog);
});
