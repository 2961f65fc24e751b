/** A reply on its way to another company's desk: signed, in order, tried again, given up visibly, and never without a person. */
import { desc, eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { expect, vi } from "vitest";
import { audit } from "#db/schema/platform";
import { delivery } from "#db/schema/tickets";
import { rotateSecret, setOutgoing, switchConnector } from "#lib/connectors/commands";
import type { OutgoingBody } from "#lib/connectors/model";
import { receive } from "#lib/connectors/receive";
import { receiverForEach } from "#lib/connectors/testing/receiver-for-each";
import { badgeCounts, inboxPage } from "#lib/inbox/queries";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide, recordAgentRun, undoDecision } from "#lib/suggestions/commands";
import { runInput } from "#lib/suggestions/testing/fixtures";
import { ticketDetail } from "#lib/tickets/queries";
import { reply, retryReply, withdrawReply } from "#lib/tickets/replies/commands";
import { deliverReply } from "./deliver";
import { withTicket } from "./testing/with-ticket";

const receiver = receiverForEach({ VIGIL_URL: "https://vigil.example" });

test("a typed reply arrives signed, with the sender's own id of the ticket, and is shown as sent", async ({
  db,
}) => {
  const { analyst, connector, ticketId, externalId } = await withTicket(db, receiver.url);
  const { eventId } = await reply(analyst, { ticketId, text: "Which node?" });
  await deliver(db, eventId);
  const [{ headers, body } = { headers: {}, body: "" }] = receiver.arrived;
  const sent = new Webhook(connector.secret).verify(body, headers as Record<string, string>) as OutgoingBody;
  expect(sent).toEqual({
    type: "reply",
    id: headers["webhook-id"],
    at: expect.any(String),
    ticket: {
      id: externalId,
      number: ticketId,
      subject: "Volume stuck",
      url: `https://vigil.example/inbox?ticket=${ticketId}`,
    },
    text: "Which node?",
    author: { name: analyst.actor.name, email: expect.stringContaining("@") },
    approval: "typed",
  });
  expect(headers["idempotency-key"]).toBe(sent.id);
  expect(await wayOf(analyst, ticketId, eventId)).toMatchObject({
    status: "sent",
    connector: "Test webhook",
  });
  await deliver(db, eventId);
  expect(receiver.arrived).toHaveLength(1);
  const [entry] = await db
    .select()
    .from(audit)
    .where(eq(audit.entityId, String(ticketId)))
    .orderBy(desc(audit.id));
  expect(entry).toMatchObject({ action: "ticket.reply_sent", after: { eventId, connectorId: connector.id } });
});

test("what we send cannot be played back to us", async ({ db, ctx }) => {
  const { analyst, connector, ticketId } = await withTicket(db, receiver.url);
  const { eventId } = await reply(analyst, { ticketId, text: "Which node?" });
  await deliver(db, eventId);
  const [{ headers, body } = { headers: {}, body: "" }] = receiver.arrived;
  const reflected = { headers: new Headers(headers as Record<string, string>), body: Buffer.from(body) };
  await expect(receive(ctx, connector.id, reflected)).rejects.toMatchObject({ code: "invalid" });
});

test.for(["accept", "edit"] as const)(
  "a proposal leaves only by a decision that was not undone: %s",
  async (verdict, { db }) => {
    const { analyst, ticketId } = await withTicket(db, receiver.url);
    const suggestionId = await propose(db, ticketId);
    const taking = { suggestionId, verdict, finalText: verdict === "edit" ? "Another text." : undefined };
    const undone = await decide(analyst, { ...taking, mutationId: unique() });
    await undoDecision(analyst, { decisionId: undone.id });
    await deliver(db, undone.eventId ?? 0);
    expect(receiver.arrived).toEqual([]);
    const decided = await decide(analyst, { ...taking, mutationId: unique() });
    await deliver(db, decided.eventId ?? 0);
    expect(JSON.parse(receiver.arrived[0]?.body ?? "")).toMatchObject({
      approval: verdict === "edit" ? "edited" : "accepted",
      text: decided.finalText,
    });
  },
);

test("words no person approved stay in the house, whoever wrote them into the queue", async ({ db }) => {
  const { analyst, ticketId } = await withTicket(db, receiver.url);
  const suggestionId = await propose(db, ticketId);
  const machine = systemCtx("rogue", db);
  const key: Ctx = {
    ...analyst,
    actor: { kind: "api_key", id: "7", name: "Script", role: "admin", scopes: ["ticket.write"] },
  };
  for (const [by, input] of [
    [machine, { ticketId, text: "Sent by a job." }],
    [key, { ticketId, text: "Sent by a script." }],
    [{ ...ctxAs(db, "analyst") }, { ticketId, text: "By an account that is none." }],
    [analyst, { ticketId, text: "A proposal nobody decided on.", suggestionId }],
  ] as const) {
    const { eventId } = await reply(by, input);
    await deliver(db, eventId);
    expect(await wayOf(analyst, ticketId, eventId)).toMatchObject({
      status: "failed",
      lastError: expect.stringContaining("No person approved"),
    });
  }
  expect(receiver.arrived).toEqual([]);
});

test("a reply goes nowhere before its undo window is over, when withdrawn, or without an address", async ({
  db,
}) => {
  const { analyst, admin, connector, ticketId } = await withTicket(db, receiver.url);
  const { eventId } = await reply(analyst, { ticketId, text: "A mistake" });
  expect(await waiting(analyst, eventId)).toEqual([{ status: "DELAYED", inSeconds: 10 }]);
  await withdrawReply(analyst, { eventId });
  await deliver(db, eventId);
  await setOutgoing(admin, { id: connector.id, url: null });
  const kept = await reply(analyst, { ticketId, text: "For the record" });
  expect(await wayOf(analyst, ticketId, kept.eventId)).toMatchObject({ status: "waiting", connector: null });
  await deliver(db, kept.eventId);
  expect(await wayOf(analyst, ticketId, kept.eventId)).toMatchObject({ status: "recorded", connector: null });
  expect(receiver.arrived).toEqual([]);
});

test("a failing desk is tried again after a while, as late as it asks, under the same id", async ({ db }) => {
  const { analyst, ticketId } = await withTicket(db, receiver.url);
  const { eventId } = await reply(analyst, { ticketId, text: "Which node?" });
  receiver.answerNext(500, { status: 429, headers: { "retry-after": "90" } });
  const at = new Date();
  await deliver(db, eventId, at);
  const once = await wayOf(analyst, ticketId, eventId);
  expect(once).toMatchObject({ status: "sending", attempts: 1, lastError: "The other side answered 500." });
  expect((once?.dueAt.getTime() ?? 0) - at.getTime()).toBeGreaterThanOrEqual(5000);
  await deliver(db, eventId, at);
  const twice = await wayOf(analyst, ticketId, eventId);
  expect((twice?.dueAt.getTime() ?? 0) - at.getTime()).toBe(90_000);
  expect(await waiting(analyst, eventId)).toHaveLength(3);
  await deliver(db, eventId);
  expect(await wayOf(analyst, ticketId, eventId)).toMatchObject({
    status: "sent",
    attempts: 3,
    lastError: null,
  });
  expect(new Set(receiver.arrived.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
});

test("a reply that cannot be delivered is counted, listed, and sent by Retry", async ({ db }) => {
  const { analyst, ticketId } = await withTicket(db, receiver.url);
  const { eventId } = await reply(analyst, { ticketId, text: "Which node?" });
  const before = (await badgeCounts(analyst)).undelivered;
  receiver.answerNext(410);
  await deliver(db, eventId);
  expect(await wayOf(analyst, ticketId, eventId)).toMatchObject({ status: "failed", attempts: 1 });
  expect((await badgeCounts(analyst)).undelivered).toBe(before + 1);
  const { rows } = await inboxPage(analyst, { view: "undelivered" });
  expect(rows.map(({ id }) => id)).toContain(ticketId);
  await retryReply(analyst, { eventId });
  await expect(retryReply(analyst, { eventId })).rejects.toMatchObject({ code: "conflict" });
  expect((await badgeCounts(analyst)).undelivered).toBe(before);
  await deliver(db, eventId);
  expect(await wayOf(analyst, ticketId, eventId)).toMatchObject({ status: "sent", attempts: 1 });
});

test("after six failures it is given up", async ({ db }) => {
  const { analyst, ticketId } = await withTicket(db, receiver.url);
  const { eventId } = await reply(analyst, { ticketId, text: "Which node?" });
  receiver.answerNext(500, 500, 500, 500, 500, 500);
  for (let attempt = 1; attempt <= 6; attempt++) {
    expect(await wayOf(analyst, ticketId, eventId)).toMatchObject({ attempts: attempt - 1 });
    await deliver(db, eventId);
  }
  expect(await wayOf(analyst, ticketId, eventId)).toMatchObject({ status: "failed", attempts: 6 });
  await deliver(db, eventId);
  expect(receiver.arrived).toHaveLength(6);
});

test("replies of a ticket arrive in their order: a later one waits for an earlier one", async ({ db }) => {
  const { analyst, ticketId } = await withTicket(db, receiver.url);
  const first = await reply(analyst, { ticketId, text: "First" });
  const second = await reply(analyst, { ticketId, text: "Second" });
  receiver.answerNext(503);
  await deliver(db, first.eventId);
  await deliver(db, second.eventId);
  expect(await waiting(analyst, second.eventId)).toHaveLength(2);
  await deliver(db, first.eventId);
  await deliver(db, second.eventId);
  expect(receiver.arrived.map(({ body }) => JSON.parse(body).text)).toEqual(["First", "First", "Second"]);
});

test("after a rotation both secrets sign; a connector that is switched off sends nothing", async ({ db }) => {
  const { analyst, admin, connector, ticketId } = await withTicket(db, receiver.url);
  const { secret } = await rotateSecret(admin, { id: connector.id });
  const first = await reply(analyst, { ticketId, text: "Which node?" });
  await deliver(db, first.eventId);
  const [{ headers, body } = { headers: {}, body: "" }] = receiver.arrived;
  for (const each of [secret, connector.secret])
    expect(() => new Webhook(each).verify(body, headers as Record<string, string>)).not.toThrow();
  await switchConnector(admin, { id: connector.id, isEnabled: false });
  const second = await reply(analyst, { ticketId, text: "And which disk?" });
  await deliver(db, second.eventId);
  expect(await wayOf(analyst, ticketId, second.eventId)).toMatchObject({
    status: "failed",
    lastError: "Test webhook is switched off.",
  });
});

test("an inner address is refused unless whoever runs Vigil allows it", async ({ db }) => {
  const { analyst, ticketId } = await withTicket(db, receiver.url);
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "");
  const { eventId } = await reply(analyst, { ticketId, text: "Which node?" });
  await deliver(db, eventId);
  expect(await wayOf(analyst, ticketId, eventId)).toMatchObject({ status: "failed", attempts: 1 });
  expect(receiver.arrived).toEqual([]);
});

async function propose(db: Ctx["db"], ticketId: number): Promise<number> {
  const { events } = await ticketDetail(systemCtx("test", db), ticketId);
  const recorded = await recordAgentRun(systemCtx("test", db), runInput(ticketId, events.at(-1)?.id ?? 0));
  return recorded.suggestion?.id ?? 0;
}

function deliver(db: Ctx["db"], eventId: number, at = new Date()): Promise<void> {
  return deliverReply({ ...systemCtx("delivery", db), now: () => at }, { eventId });
}

async function wayOf(ctx: Ctx, ticketId: number, eventId: number) {
  const { deliveries } = await ticketDetail(ctx, ticketId);
  return deliveries.find((one) => one.eventId === eventId);
}

/** The jobs that take up a reply. */
async function waiting(ctx: Ctx, eventId: number) {
  const [row] = await ctx.db.select().from(delivery).where(eq(delivery.eventId, eventId));
  return ctx.db.execute<{ status: string; inSeconds: number }>(sql`
    select status, round((delay_until_epoch_ms - ${Date.now()}) / 1000.0)::int as "inSeconds"
    from dbos.workflow_status where workflow_uuid like ${`deliver:${row?.eventId}:%`}`);
}
