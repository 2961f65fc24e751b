/** Webhook requests from outside, through the handler itself: what is acknowledged is committed, and counts once. */
import { expect, vi } from "vitest";
import { rotateSecret, switchConnector } from "#lib/connectors/commands";
import { freshConnector, jobsOf, kept, message } from "#lib/connectors/testing/webhook-requests";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createQueue } from "#lib/team/queues/commands";
import { ticketById, timeline } from "#lib/tickets/queries";
import { send } from "./testing/sender";

test("a signed message opens a ticket, is committed when acknowledged, and counts once", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const sent = message({ text: "Grüße 👋\nline 2" });
  const first = await send(connector, sent);
  expect(first).toMatchObject({ status: 200, body: { duplicate: false, events: [{ duplicate: false }] } });
  const { ticketId } = first.body.events[0];
  const ctx = systemCtx("test", db);
  expect(await ticketById(ctx, ticketId)).toMatchObject({
    source: connector.id,
    externalId: sent.ticket.id,
    subject: "Volume stuck",
    agentState: "running",
  });
  expect(await timeline(ctx, ticketId)).toMatchObject([
    { kind: "customer_message", body: sent.text, actorName: "Ann Lee", at: new Date(sent.at) },
  ]);
  const again = await send(connector, sent);
  expect(again).toMatchObject({
    status: 200,
    body: { duplicate: true, events: [{ ticketId, duplicate: true }] },
  });
  expect(await kept(db, connector.id)).toEqual({ tickets: 1, events: 1, customers: 1 });
});

test("a webhook request sent again under its webhook-id counts once, whatever the payload leaves out", async ({
  db,
}) => {
  const connector = await freshConnector(db, "webhook");
  const { id: _, at: __, ...sent } = message();
  const id = unique("msg");
  expect((await send(connector, sent, { id })).body.duplicate).toBe(false);
  expect((await send(connector, sent, { id })).body.duplicate).toBe(true);
  expect((await kept(db, connector.id)).events).toBe(1);
});

test("replies, remarks and moves of the other system land on the same ticket", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const ticket = { id: unique("ticket") };
  await send(connector, message({ ticket }));
  await send(
    connector,
    message({ ticket, author: "analyst", authorName: "Kim", customer: null, text: "On it." }),
  );
  await send(connector, message({ ticket, author: "system", customer: null, text: "Escalated." }));
  const moved = await send(connector, { type: "status", ticket, status: "solved" });
  const events = await timeline(systemCtx("test", db), moved.body.events[0].ticketId);
  expect(events.map(({ kind, actorKind, actorName }) => [kind, actorKind, actorName])).toEqual([
    ["customer_message", "customer", "Ann Lee"],
    ["analyst_reply", "analyst", "Kim"],
    ["note", "system", "Test webhook"],
    ["status_change", "system", "Test webhook"],
  ]);
  expect(await ticketById(systemCtx("test", db), moved.body.events[0].ticketId)).toMatchObject({
    status: "solved",
  });
});

test("tickets start in the connector's queue unless the sender names one", async ({ db, ctx }) => {
  const [own, named] = await Promise.all(
    ["own", "named"].map((word) => createQueue(ctx, { key: unique(word).replace("_", "-"), name: word })),
  );
  const connector = await freshConnector(db, "webhook", own?.id);
  const queueOf = async (payload: unknown) => {
    const { body } = await send(connector, payload);
    return (await ticketById(ctx, body.events[0].ticketId)).queueId;
  };
  expect(await queueOf(message())).toBe(own?.id);
  expect(await queueOf(message({ ticket: { id: unique("t"), queue: named?.key } }))).toBe(named?.id);
});

test("after a rotation both secrets work for an hour, the newest only after two", async ({ db, ctx }) => {
  vi.useFakeTimers({ toFake: ["performance", "Date"] });
  try {
    const connector = await freshConnector(db, "webhook");
    const status = async (secret: string) => (await send({ ...connector, secret }, message())).status;
    const rotated = await rotateSecret(ctx, { id: connector.id });
    expect([await status(connector.secret), await status(rotated.secret)]).toEqual([200, 200]);
    const latest = await rotateSecret(ctx, { id: connector.id });
    vi.advanceTimersByTime(1001);
    expect([
      await status(connector.secret),
      await status(rotated.secret),
      await status(latest.secret),
    ]).toEqual([401, 200, 200]);
    vi.advanceTimersByTime(61 * 60_000);
    expect([await status(rotated.secret), await status(latest.secret)]).toEqual([401, 200]);
    await switchConnector(ctx, { id: connector.id, isEnabled: false });
    vi.advanceTimersByTime(1001);
    expect(await status(latest.secret)).toBe(403);
    await switchConnector(ctx, { id: connector.id, isEnabled: true });
    vi.advanceTimersByTime(1001);
    expect(await status(latest.secret)).toBe(200);
  } finally {
    vi.useRealTimers();
  }
});

test("of many deliveries at once every acknowledged one is there, and a bad one fails alone", async ({
  db,
}) => {
  const connector = await freshConnector(db, "webhook");
  const ticket = { id: unique("ticket") };
  const payloads = Array.from({ length: 60 }, (_, index) => {
    if (index % 10 === 3) return message({ text: " " });
    return message(index % 2 ? { ticket } : {});
  });
  const answers = await Promise.all(payloads.map((payload) => send(connector, payload)));
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(6);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(54);
  expect((await kept(db, connector.id)).events).toBe(54);
});

test("history is taken in silently, with its own times, and learnt from once it is finished", async ({
  db,
}) => {
  const connector = await freshConnector(db, "webhook");
  const ticket = { id: unique("old") };
  const at = "2024-05-06T07:08:09Z";
  const { body } = await send(connector, message({ ticket, at, history: true }));
  const { ticketId, eventId } = body.events[0];
  const ctx = systemCtx("test", db);
  expect(await ticketById(ctx, ticketId)).toMatchObject({
    agentState: "none",
    dueAt: null,
    openedAt: new Date(at),
  });
  await send(connector, {
    type: "status",
    ticket,
    status: "closed",
    at: "2024-05-07T07:08:09Z",
    history: true,
  });
  expect(await jobsOf(db, { eventId, ticketId })).toEqual(["learn"]);
});

test("a message is edited and deleted where it was written", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const sent = message();
  await send(connector, sent);
  const edited = await send(connector, {
    ...sent,
    text: "It is vol-18.",
    editedAt: new Date().toISOString(),
  });
  expect(edited.body).toMatchObject({ duplicate: false });
  const gone = { type: "message", id: sent.id, ticket: { id: sent.ticket.id }, deleted: true };
  expect((await send(connector, gone)).body).toMatchObject({ duplicate: false });
  expect((await send(connector, gone)).body).toMatchObject({ duplicate: true });
  const events = await timeline(systemCtx("test", db), edited.body.events[0].ticketId);
  expect(events.map(({ kind, body }) => [kind, body])).toEqual([
    ["customer_message", sent.text],
    ["customer_message", "It is vol-18."],
    ["message_deleted", ""],
  ]);
});
