/** Whoever writes the training log, examples become visible in the order of their positions: nobody reading on can miss one. */
import { setTimeout as sleep } from "node:timers/promises";
import { eq, inArray } from "drizzle-orm";
import { expect } from "vitest";
import { trainingExample } from "#db/schema/agent";
import { type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvents } from "#lib/tickets/commands";
import { recordExamples } from "./commands";

async function closedTicket(ctx: Ctx): Promise<number> {
  const ticketExternalId = unique("ticket");
  const common = { source: "test", ticketExternalId, actorName: "Ann", at: new Date("2026-03-02T09:00:00Z") };
  const [message] = await recordEvents(ctx, {
    runsAgent: false,
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

test("an example recorded while another is being written waits for it, and is recorded once", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const [first, second] = [await closedTicket(ctx), await closedTicket(ctx)];
  let isSecondRecorded = false;
  let later: Promise<unknown> = Promise.resolve();
  await withTransaction(ctx, async (tx) => {
    expect(await recordExamples(tx, { examples: [{ ticketId: first }] })).toBe(1);
    later = recordExamples(ctx, { examples: [{ ticketId: second }] }).then(() => {
      isSecondRecorded = true;
    });
    await sleep(300);
    expect(isSecondRecorded).toBe(false);
  });
  await later;
  expect(await recordExamples(ctx, { examples: [{ ticketId: first }] })).toBe(0);
  const positionOf = async (ticketId: number) =>
    (await db.select().from(trainingExample).where(eq(trainingExample.ticketId, ticketId))).map(
      ({ id }) => id,
    );
  const [a, b] = [await positionOf(first), await positionOf(second)];
  expect([a.length, b.length]).toEqual([1, 1]);
  expect(b[0]).toBeGreaterThan(a[0] ?? 0);
});

test("examples recorded together keep the order given; what was recorded before is left out", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const ids = [await closedTicket(ctx), await closedTicket(ctx), await closedTicket(ctx)];
  await recordExamples(ctx, { examples: [{ ticketId: ids[1] ?? 0 }] });
  expect(await recordExamples(ctx, { examples: [...ids].reverse().map((ticketId) => ({ ticketId })) })).toBe(
    2,
  );
  const rows = await db
    .select()
    .from(trainingExample)
    .where(inArray(trainingExample.ticketId, ids))
    .orderBy(trainingExample.id);
  expect(rows.map(({ ticketId }) => ticketId)).toEqual([ids[1], ids[2], ids[0]]);
});
