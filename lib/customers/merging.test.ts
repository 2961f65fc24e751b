/** Two customers who are one: everything follows the merge, its undo restores exactly, and who signs in is followed. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { customer } from "#db/schema/customers";
import { audit } from "#db/schema/platform";
import { ticket } from "#db/schema/tickets";
import { eraseCustomers } from "#lib/customers/erasing";
import { inboxPage } from "#lib/inbox/queries";
import { type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordEvent } from "#lib/tickets/commands";
import { eraseTickets } from "#lib/tickets/erasing";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import { customerById, ticketById } from "#lib/tickets/queries";
import { mergeCustomers, undoMerge } from "./commands";
import { customerLinks, findCustomers } from "./queries";

type Card = NonNullable<InboundEventInput["customer"]>;

/** `customer` writes on a ticket of a system of its own. */
async function writes(ctx: Ctx, card: Card, { source = unique("source"), on = unique("ticket") } = {}) {
  const { ticketId } = await recordEvent(systemCtx("test", ctx.db), {
    source,
    externalId: unique("event"),
    ticketExternalId: on,
    kind: "customer_message",
    at: ctx.now(),
    actorKind: "customer",
    actorName: card.name,
    body: "The volume cannot be attached.",
    ticket: { subject: "Volume" },
    customer: card,
  });
  const { customerId } = await ticketById(ctx, ticketId);
  return { ticketId, source, on, id: customerId ?? 0 };
}

const owner = async (ctx: Ctx, ticketId: number) => (await ticketById(ctx, ticketId)).customerId;
const found = async (ctx: Ctx, search: string) =>
  (await inboxPage(ctx, { view: "all", search })).rows.map(({ id }) => id).sort((a, b) => a - b);

/** Everything a merge may touch, of some customers. */
async function everything(ctx: Ctx, ids: number[]) {
  const list = sql.param(ids);
  return {
    cards: await ctx.db
      .select()
      .from(customer)
      .where(sql`${customer.id} = any(${list})`)
      .orderBy(customer.id),
    tickets: await ctx.db
      .select()
      .from(ticket)
      .where(sql`${ticket.contactId} = any(${list})`)
      .orderBy(ticket.id),
    words: await ctx.db.execute(sql`
      select ticket_id, words::text from ticket_search
      where ticket_id in (select id from ticket where contact_id = any(${list})) order by ticket_id`),
  };
}

test("tickets of both stand under one card, also those still to come; undo restores exactly", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst");
  const [name, other] = [unique("ann"), unique("bob")];
  const ann = await writes(ctx, { externalId: "ann", name });
  const bob = await writes(ctx, {
    externalId: "b",
    name: other,
    email: `${other}@x.example`,
    company: "Fjordline",
  });
  await db.update(customer).set({ notes: "Escalate at once." }).where(eq(customer.id, bob.id));
  const before = await everything(ctx, [ann.id, bob.id]);

  const outcome = await mergeCustomers(ctx, { intoId: ann.id, fromId: bob.id });
  expect(outcome).toEqual({ into: { id: ann.id, name }, from: { id: bob.id, name: other }, tickets: 1 });
  expect(await owner(ctx, bob.ticketId)).toBe(ann.id);
  expect(await customerById(ctx, ann.id)).toMatchObject({
    name,
    email: `${other}@x.example`,
    company: "Fjordline",
    notes: "Escalate at once.",
  });
  const both = [ann.ticketId, bob.ticketId].sort((a, b) => a - b);
  expect(await found(ctx, name)).toEqual(both);
  expect(await found(ctx, `${other}@x.example`)).toEqual(both);
  expect((await customerLinks(ctx, ann.id)).mergedFrom).toMatchObject([{ id: bob.id, name: other }]);

  await undoMerge(ctx, { customerId: bob.id });
  expect(await everything(ctx, [ann.id, bob.id])).toEqual(before);
  expect((await customerLinks(ctx, ann.id)).mergedFrom).toEqual([]);

  await mergeCustomers(ctx, { intoId: ann.id, fromId: bob.id });
  const later = await writes(ctx, { externalId: "b", name: other }, { source: bob.source });
  expect(later.id).toBe(ann.id);
  await undoMerge(ctx, { customerId: bob.id });
  expect(await owner(ctx, later.ticketId)).toBe(bob.id);
  const rows = await db
    .select()
    .from(audit)
    .where(eq(audit.entityId, String(bob.id)));
  const actions = rows.filter(({ entity }) => entity === "customer").map(({ action }) => action);
  expect(actions).toEqual(["customer.merge", "customer.undo_merge", "customer.merge", "customer.undo_merge"]);
});

test("what was changed on the card since a merge stays when the merge is undone", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const ann = await writes(ctx, { externalId: "ann", name: "Ann" });
  const bob = await writes(ctx, {
    externalId: "b",
    name: "Bob",
    email: "bob@x.example",
    company: "Fjordline",
  });
  await mergeCustomers(ctx, { intoId: ann.id, fromId: bob.id });
  await recordEvent(systemCtx("test", db), {
    ...{ source: ann.source, externalId: unique("event"), ticketExternalId: ann.on, at: ctx.now() },
    ...{ kind: "customer_message", actorKind: "customer", actorName: "Ann", body: "Hello?" },
    customer: { externalId: "ann", name: "Ann", email: "ann@y.example" },
  });
  await undoMerge(ctx, { customerId: bob.id });
  expect(await customerById(ctx, ann.id)).toMatchObject({ email: "ann@y.example", company: null });
});

test("merges on merges come apart in the reverse order only; nobody is merged twice or with himself", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst");
  const [a, b, c] = [
    await writes(ctx, { externalId: "a", name: "A" }),
    await writes(ctx, { externalId: "b", name: "B" }),
    await writes(ctx, { externalId: "c", name: "C" }),
  ];
  await mergeCustomers(ctx, { intoId: b.id, fromId: c.id });
  await mergeCustomers(ctx, { intoId: a.id, fromId: b.id });
  expect(await owner(ctx, c.ticketId)).toBe(a.id);
  expect((await writes(ctx, { externalId: "c", name: "C" }, { source: c.source })).id).toBe(a.id);
  await expect(mergeCustomers(ctx, { intoId: a.id, fromId: b.id })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(mergeCustomers(ctx, { intoId: c.id, fromId: a.id })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(mergeCustomers(ctx, { intoId: a.id, fromId: a.id })).rejects.toMatchObject({
    code: "unprocessable",
  });
  await expect(undoMerge(ctx, { customerId: c.id })).rejects.toMatchObject({ code: "conflict" });
  await undoMerge(ctx, { customerId: b.id });
  expect(await owner(ctx, c.ticketId)).toBe(b.id);
  await undoMerge(ctx, { customerId: c.id });
  expect(await owner(ctx, c.ticketId)).toBe(c.id);
  await expect(undoMerge(ctx, { customerId: c.id })).rejects.toMatchObject({ code: "conflict" });
});

test("two channels with the same verified address are offered, and nobody else is", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const email = `${unique("ann")}@x.example`;
  const ann = await writes(ctx, { externalId: "ann", name: "Ann", email, verified: true });
  const chat = await writes(ctx, {
    externalId: "4711",
    name: "ann_l",
    email: email.toUpperCase(),
    verified: true,
  });
  await writes(ctx, { externalId: "x", name: "Says so only", email });
  expect((await customerLinks(ctx, ann.id)).sameAddress).toMatchObject([{ id: chat.id, tickets: 1 }]);
  expect((await customerLinks(ctx, chat.id)).sameAddress).toMatchObject([{ id: ann.id }]);
  await mergeCustomers(ctx, { intoId: ann.id, fromId: chat.id });
  expect((await customerLinks(ctx, ann.id)).sameAddress).toEqual([]);
  // Another address is not verified by what was said of the one before.
  await writes(ctx, { externalId: "ann", name: "Ann", email: `new.${email}` }, { source: ann.source });
  const [row] = await db.select().from(customer).where(eq(customer.id, ann.id));
  expect(row).toMatchObject({ email: `new.${email}`, emailVerified: false });
});

test("customers are found by name, address and company; those merged and the one asked for are not", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst");
  const name = unique("zoe");
  const zoe = await writes(ctx, { externalId: "1", name, email: `${name}@x.example`, company: "Fjordline" });
  const other = await writes(ctx, { externalId: "2", name: `${name} Lee` });
  const search = async (words: string) =>
    (await findCustomers(ctx, { search: words, besides: other.id })).map(({ id }) => id);
  expect(await search(name.toUpperCase())).toEqual([zoe.id]);
  expect(await search(`fjord ${name}@`)).toEqual([zoe.id]);
  expect(await search(`${name.slice(0, -1)}%`)).toEqual([]);
  expect(await search(" ")).toEqual([]);
  await mergeCustomers(ctx, { intoId: other.id, fromId: zoe.id });
  expect(await search(name)).toEqual([]);
});

test("who signs in is followed; a colleague who joins in is not", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const name = unique("ann");
  const guest = await writes(ctx, { externalId: "guest-1", name: "Visitor" });
  const place = { source: guest.source, on: guest.on };
  const ann = await writes(ctx, { externalId: "ann", name, email: `${name}@x.example` }, place);
  expect(ann.id).not.toBe(guest.id);
  expect(await found(ctx, name)).toEqual([guest.ticketId]);
  expect((await writes(ctx, { externalId: "cc", name: "Cy", email: "cy@x.example" }, place)).id).toBe(ann.id);
  expect((await writes(ctx, { externalId: "guest-1", name: "Visitor" }, place)).id).toBe(ann.id);
});

test("a renamed customer's older tickets are found by the new name", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const first = await writes(ctx, { externalId: "ann", name: "Ann" });
  const name = unique("married");
  const second = await writes(ctx, { externalId: "ann", name }, { source: first.source });
  expect(await found(ctx, name)).toEqual([first.ticketId, second.ticketId]);
});

test("an erasure takes who has no ticket left, with what the merge brought of him", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const ann = await writes(ctx, { externalId: "ann", name: "Ann" });
  const bob = await writes(ctx, { externalId: "b", name: "Bob", email: "bob@x.example" });
  await mergeCustomers(ctx, { intoId: ann.id, fromId: bob.id });
  await withTransaction(systemCtx("test", db), async (tx) =>
    eraseCustomers(tx, await eraseTickets(tx, [bob.ticketId])),
  );
  expect(await customerById(ctx, bob.id)).toBeNull();
  expect(await customerById(ctx, ann.id)).toMatchObject({ email: null });
  await withTransaction(systemCtx("test", db), async (tx) =>
    eraseCustomers(tx, await eraseTickets(tx, [ann.ticketId])),
  );
  expect(await customerById(ctx, ann.id)).toBeNull();
});

test("a merge and a message that arrive at once leave no ticket under the card that is gone", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst");
  for (let round = 0; round < 5; round++) {
    const ann = await writes(ctx, { externalId: "ann", name: "Ann" });
    const bob = await writes(ctx, { externalId: "b", name: "Bob" });
    const [, ...written] = await Promise.all([
      mergeCustomers(ctx, { intoId: ann.id, fromId: bob.id }),
      ...[1, 2, 3].map(() => writes(ctx, { externalId: "b", name: "Bob" }, { source: bob.source })),
    ]);
    for (const { ticketId } of written) expect(await owner(ctx, ticketId)).toBe(ann.id);
  }
});
