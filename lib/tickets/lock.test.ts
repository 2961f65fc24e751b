/** Whoever changes a ticket is alone in that, and waits for nobody who only writes about it. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { withTransaction } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "./commands";
import { lockTicket } from "./lock";

test("a ticket is locked beside a transaction that has written a row about it, and by one at a time", async ({
  ctx,
}) => {
  const id = unique();
  const { ticketId, eventId } = await recordEvent(
    { ...ctx, actor: { kind: "system", id: "t", name: "t" } },
    {
      source: "test",
      externalId: id,
      ticketExternalId: id,
      kind: "customer_message",
      at: ctx.now(),
      actorKind: "customer",
      actorName: "Nora",
      body: "Nothing answers.",
      ticket: { subject: "Outage" },
    },
  );
  const isLocked = () =>
    withTransaction(ctx, async (tx) => {
      await tx.db.execute(sql`set local lock_timeout = '200ms'`);
      await lockTicket(tx, ticketId);
    }).then(
      () => true,
      () => false,
    );
  await withTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`insert into customer_report (event_id, ticket_id, at, whose, terms)
      values (${eventId}, ${ticketId}, now(), 'ticket', '{}')`);
    expect(await isLocked()).toBe(true);
    await lockTicket(tx, ticketId);
    expect(await isLocked()).toBe(false);
  });
});
