/** Whoever teaches, lessons become visible in the order of their positions: nobody reading on can miss one. */
import { setTimeout as sleep } from "node:timers/promises";
import { eq, inArray } from "drizzle-orm";
import { expect } from "vitest";
import { teaching } from "#db/schema/index";
import { type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvents } from "#lib/tickets/commands";
import { teach } from "./commands";

async function closedTicket(ctx: Ctx): Promise<number> {
  const ticketExternalId = unique("ticket");
  const common = { source: "test", ticketExternalId, actorName: "Ann", at: new Date("2026-03-02T09:00:00Z") };
  const [message] = await recordEvents(ctx, {
    considers: false,
    events: [
      { ...common, externalId: unique("0"), kind: "customer_message", actorKind: "customer", body: "Help" },
      {
        ...common,
        externalId: unique("1"),
        kind: "status_change",
        actorKind: "system",
        data: { to: "closed" },
      },
    ],
  });
  return message?.ticketId ?? 0;
}

test("a lesson taught while another is being written waits for it, and is taught once", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const [first, second] = [await closedTicket(ctx), await closedTicket(ctx)];
  let isSecondTaught = false;
  let later: Promise<unknown> = Promise.resolve();
  await withTransaction(ctx, async (tx) => {
    expect(await teach(tx, { lessons: [{ ticketId: first }] })).toBe(1);
    later = teach(ctx, { lessons: [{ ticketId: second }] }).then(() => {
      isSecondTaught = true;
    });
    await sleep(300);
    expect(isSecondTaught).toBe(false);
  });
  await later;
  expect(await teach(ctx, { lessons: [{ ticketId: first }] })).toBe(0);
  const positionOf = async (ticketId: number) =>
    (await db.select().from(teaching).where(eq(teaching.ticketId, ticketId))).map(({ id }) => id);
  const [a, b] = [await positionOf(first), await positionOf(second)];
  expect([a.length, b.length]).toEqual([1, 1]);
  expect(b[0]).toBeGreaterThan(a[0] ?? 0);
});

test("lessons taught together stand in the order given; what was taught before is left out", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const ids = [await closedTicket(ctx), await closedTicket(ctx), await closedTicket(ctx)];
  await teach(ctx, { lessons: [{ ticketId: ids[1] ?? 0 }] });
  expect(await teach(ctx, { lessons: [...ids].reverse().map((ticketId) => ({ ticketId })) })).toBe(2);
  const rows = await db.select().from(teaching).where(inArray(teaching.ticketId, ids)).orderBy(teaching.id);
  expect(rows.map(({ ticketId }) => ticketId)).toEqual([ids[1], ids[2], ids[0]]);
});
