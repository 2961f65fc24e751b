/** Timers, one by one: warnings that came due together, a bell that fails, a policy that changes, a reminder of a commitment. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { slaClock } from "#db/schema/sla";
import { ticket } from "#db/schema/tickets";
import { inboxPage } from "#lib/inbox/queries";
import { systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { writePolicy } from "#lib/settings/commands";
import { usualPolicies } from "#lib/sla/model";
import { openTicket, recordEvent } from "./commands";
import { ticketById } from "./queries";
import { recomputeClocks } from "./recompute";
import { reply } from "./replies/commands";
import { ringDue, ringTicket } from "./ringing";

const minute = 60_000;

const monday = new Date("2026-03-02T10:00:00Z");

const asked = { subject: "Disk full", text: "The disk is full.", customer: { name: "Lena" } };

test("of warnings that came due while nobody was there only the last is given", async ({ db }) => {
  const analyst = ctxAs(db, "analyst", monday);
  const { ticket: opened } = await openTicket(analyst, asked);
  const much = { ...systemCtx("timers", db), now: () => new Date("2026-03-09T10:00:00Z") };
  expect(await ringTicket(much, opened.id)).toMatchObject({ what: "breach", at: opened.dueAt });
  expect(await ringTicket(much, opened.id)).toBeNull();
});

test("a bell that fails is put aside and told, and the others ring", async ({ db }) => {
  const analyst = ctxAs(db, "analyst", monday);
  const first = await openTicket(analyst, asked);
  const second = await openTicket(analyst, asked);
  const at = new Date("2026-03-02T14:00:00Z");
  const machine = { ...systemCtx("timers", db), now: () => at };
  // What its clock says no longer fits the table.
  await db.update(ticket).set({ ringsAt: monday }).where(eq(ticket.id, first.ticket.id));
  const failing = {
    ...machine,
    db: new Proxy(db, {
      get: (whole, key) => (key === "transaction" ? brokenFor(first.ticket.id) : Reflect.get(whole, key)),
    }),
  };
  let calls = 0;
  function brokenFor(_: number) {
    return async (...given: Parameters<typeof db.transaction>) => {
      if (calls++ === 0) throw new Error("The disk is full.");
      return db.transaction(...given);
    };
  }
  const told: number[] = [];
  const rung = await ringDue(failing, (ticketId) => told.push(ticketId));
  expect(told).toEqual([first.ticket.id]);
  expect(rung.map(({ ticketId }) => ticketId)).toContain(second.ticket.id);
  const [aside] = await db.select().from(ticket).where(eq(ticket.id, first.ticket.id));
  expect(aside?.ringsAt).toEqual(new Date(at.getTime() + 10 * minute));
});

test("a policy that changes counts open clocks anew, and leaves history alone", async ({ db }) => {
  const analyst = ctxAs(db, "analyst", monday);
  const lead = ctxAs(db, "lead", monday);
  const { ticket: opened } = await openTicket(analyst, asked);
  const history = await recordEvent(
    { ...systemCtx("import", db), now: () => monday },
    {
      source: unique("source"),
      externalId: "1",
      ticketExternalId: "1",
      kind: "customer_message",
      at: monday,
      actorKind: "customer",
      actorName: "Lena",
      body: "It does not start.",
      runsAgent: false,
    },
  );
  const [usual] = usualPolicies.policies;
  if (!usual) throw new Error("no policy");
  const normal = { first: 60, next: 60, resolution: 600, roundTheClock: true };
  const value = { policies: [{ ...usual, targets: { ...usual.targets, normal } }] };
  await writePolicy(lead, { key: "sla.policies", value });
  await recomputeClocks({ ...systemCtx("sla", db), now: () => monday });
  expect(await ticketById(analyst, opened.id)).toMatchObject({
    dueAt: new Date("2026-03-02T11:00Z"),
    dueReason: "answer",
  });
  expect(await ticketById(analyst, history.ticketId)).toMatchObject({ dueAt: null });
  const kinds = await db
    .select({ kind: slaClock.kind })
    .from(slaClock)
    .where(eq(slaClock.ticketId, opened.id));
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(["first", "resolution"]);
  await writePolicy(lead, { key: "sla.policies", value: usualPolicies });
  await recomputeClocks({ ...systemCtx("sla", db), now: () => monday });
  expect(await ticketById(analyst, opened.id)).toMatchObject({ dueAt: opened.dueAt });
});

test("a promise that is due soon is marked in the list from its reminder on until it is kept", async ({
  db,
}) => {
  const analyst = ctxAs(db, "analyst", monday);
  const { ticket: opened } = await openTicket(analyst, asked);
  await reply(analyst, { ticketId: opened.id, text: "We will send you the log within 2 hours." });
  const marked = async () =>
    (await inboxPage(analyst, { view: "all", ids: [opened.id] })).rows.map(({ isReminded }) => isReminded);
  expect(await marked()).toEqual([false]);
  const later = (minutes: number) => () => new Date(monday.getTime() + minutes * minute);
  const machine = { ...systemCtx("timers", db), now: later(100) };
  expect(await ringTicket(machine, opened.id)).toMatchObject({ what: "commitment" });
  expect(await marked()).toEqual([true]);
  await reply({ ...analyst, now: later(110) }, { ticketId: opened.id, text: "Here is the log." });
  expect(await marked()).toEqual([false]);
});
