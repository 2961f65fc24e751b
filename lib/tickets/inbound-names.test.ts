/** Customers, queues and people that an event names: known by their address, and said where they are unknown. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { customer } from "#db/schema/customers";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "./commands";
import { InboundContent } from "./event";
import { ticketById, timeline } from "./queries";
import { message } from "./testing/inbound-message";

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
