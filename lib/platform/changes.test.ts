/** Changes against a real database: who writes and has not yet committed is waited for, and nothing is skipped or seen twice. */
import { sql } from "drizzle-orm";
import { expect, inject, vi } from "vitest";
import { openPool } from "#db/client";
import { changesSince, headCursor, isHeldBack, publishChange } from "./changes";
import { type Ctx, withTransaction } from "./context";
import { test, testDatabase } from "./testing/database";
import { nextTicket, waiting } from "./testing/next-ticket";

test("who has written changes and not yet committed is waited for, not skipped", async ({ ctx }) => {
  const { url } = await testDatabase();
  const slow = openPool(url, 1);
  const start = await headCursor(ctx);
  const marker = nextTicket();
  await slow.sql.begin(async (open) => {
    await open`insert into change (topic, ticket_id, data) values ('ticket', ${marker}, '{"order": "first written"}')`;
    await publishChange(ctx, "ticket", marker, { order: "first committed" });
    expect(await orders(ctx, start, marker)).toEqual([]);
    expect(await isHeldBack(ctx, start)).toBe(true);
  });
  await vi.waitFor(
    async () => expect(await orders(ctx, start, marker)).toEqual(["first written", "first committed"]),
    waiting,
  );
  await slow.sql.end();
});

test("a transaction that works for long holds back nothing before it ends", async ({ ctx }) => {
  const { url } = await testDatabase();
  const slow = openPool(url, 1);
  const start = await headCursor(ctx);
  const marker = nextTicket();
  await withTransaction({ ...ctx, db: slow.db }, async (tx) => {
    await publishChange(tx, "ticket", marker, { order: "second" });
    await tx.db.execute(sql`select pg_current_xact_id()`);
    await publishChange(ctx, "ticket", marker, { order: "first" });
    await vi.waitFor(async () => expect(await orders(ctx, start, marker)).toEqual(["first"]), waiting);
  });
  await vi.waitFor(
    async () => expect(await orders(ctx, start, marker)).toEqual(["first", "second"]),
    waiting,
  );
  await slow.sql.end();
});

test("changes of one transaction whose numbers lie among another's come together", async ({ ctx }) => {
  const { url } = await testDatabase();
  const [one, other] = [openPool(url, 1), openPool(url, 1)];
  const start = await headCursor(ctx);
  const marker = nextTicket();
  const write = (sql: typeof one.sql, order: string) =>
    sql`insert into change (topic, ticket_id, data) values ('ticket', ${marker}, ${JSON.stringify({ order })}::text::jsonb)`;
  await one.sql`begin`;
  await write(one.sql, "one, first");
  await other.sql`begin`;
  await write(other.sql, "other");
  await write(one.sql, "one, second");
  await one.sql`commit`;
  expect(await orders(ctx, start, marker)).toEqual([]);
  await other.sql`commit`;
  await vi.waitFor(
    async () => expect(await orders(ctx, start, marker)).toEqual(["one, first", "other", "one, second"]),
    waiting,
  );
  await Promise.all([one.sql.end(), other.sql.end()]);
});

test("every change is seen once however writers and readers meet", async ({ ctx }) => {
  const { url } = await testDatabase();
  const writers = openPool(url, 8);
  const start = await headCursor(ctx);
  const marker = nextTicket();
  let isWriting = true;
  const writing = Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let index = 0; index < 30; index++)
        await withTransaction({ ...ctx, db: writers.db }, async (tx) => {
          await publishChange(tx, "ticket", marker, { order: `${writer}.${index} a` });
          await publishChange(tx, "event", marker, { order: `${writer}.${index} b` });
        });
    }),
  ).finally(() => {
    isWriting = false;
  });
  let cursor = start;
  const got: string[] = [];
  const read = async () => {
    const changes = await changesSince(ctx, cursor, 7);
    cursor = changes.at(-1)?.cursor ?? cursor;
    got.push(...changes.filter(({ ticketId }) => ticketId === marker).map(({ data }) => String(data.order)));
    return changes.length;
  };
  while (isWriting) await read();
  await writing;
  await vi.waitFor(async () => {
    while ((await read()) > 0);
    expect(got.length).toBe(480);
  }, waiting);
  expect(new Set(got).size).toBe(480);
  await writers.sql.end();
});

test("a transaction in another database of the server holds nothing back", async ({ ctx }) => {
  const elsewhere = openPool(inject("serverUrl"), 1);
  const start = await headCursor(ctx);
  const marker = nextTicket();
  await elsewhere.sql.begin(async (open) => {
    await open`select pg_current_xact_id()`;
    await publishChange(ctx, "ticket", marker, { order: "at once" });
    await vi.waitFor(async () => expect(await orders(ctx, start, marker)).toEqual(["at once"]), waiting);
  });
  await elsewhere.sql.end();
});

async function orders(ctx: Ctx, start: string, marker: number) {
  const changes = await changesSince(ctx, start);
  return changes.filter((entry) => entry.ticketId === marker).map((entry) => entry.data.order);
}
