/** Webhook requests from outside, through the handler itself: what is acknowledged is committed, what is refused leaves nothing. */
import fc from "fast-check";
import { describe, expect, vi } from "vitest";
import { rotateSecret, switchConnector, type WithSecret } from "#lib/connectors/commands";
import {
  freshConnector,
  jobsOf,
  kept,
  message,
  signedRequest,
} from "#lib/connectors/testing/webhook-requests";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createQueue } from "#lib/team/queues/commands";
import { ticketById, timeline } from "#lib/tickets/queries";
import { POST } from "./route";

/** What the handler answers; problem documents are checked for their form. */
async function deliver(request: Request) {
  const connector = decodeURIComponent(new URL(request.url).pathname.split("/").at(-1) ?? "");
  const response = await POST(request, { params: Promise.resolve({ connector }) });
  const body = await response.json();
  if (!response.ok) {
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(body).toMatchObject({ type: "about:blank", status: response.status, detail: expect.any(String) });
  }
  return {
    status: response.status,
    body,
    fields: (body.errors ?? []).map(({ field }: { field: string }) => field),
  };
}

function send(connector: WithSecret, payload: unknown, options?: Parameters<typeof signedRequest>[2]) {
  return deliver(signedRequest(connector, JSON.stringify(payload), options));
}

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

describe("what is refused names the field and leaves nothing", () => {
  const minute = 60_000;
  const later = (minutes: number) => new Date(Date.now() + minutes * minute);
  const json = JSON.stringify;
  const cases: [string, number, string, (connector: WithSecret) => Request][] = [
    ["malformed JSON", 400, "body", (c) => signedRequest(c, '{"type": "message",')],
    ["no JSON object", 400, "body", (c) => signedRequest(c, "[1]")],
    ["bytes that are no UTF-8", 400, "body", (c) => signedRequest(c, Buffer.from([0x7b, 0xff, 0x7d]))],
    [
      "endless nesting",
      400,
      "body",
      (c) => signedRequest(c, `{"deep": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`),
    ],
    ["an unknown type", 400, "type", (c) => signedRequest(c, json(message({ type: "gossip" })))],
    ["no text", 400, "text", (c) => signedRequest(c, json(message({ text: undefined })))],
    ["a blank text", 400, "text", (c) => signedRequest(c, json(message({ text: " \n" })))],
    [
      "a wrong signature",
      401,
      "webhook-signature",
      (c) =>
        signedRequest({ ...c, secret: `whsec_${Buffer.alloc(32, 1).toString("base64")}` }, json(message())),
    ],
    [
      "another version's signature",
      401,
      "webhook-signature",
      (c) => signedRequest(c, json(message()), { headers: { "webhook-signature": "v2,AAAA" } }),
    ],
    ["no id", 401, "webhook-id", (c) => signedRequest(c, json(message()), { headers: { "webhook-id": "" } })],
    [
      "no timestamp",
      401,
      "webhook-timestamp",
      (c) => signedRequest(c, json(message()), { headers: { "webhook-timestamp": "" } }),
    ],
    [
      "a timestamp in words",
      401,
      "webhook-timestamp",
      (c) => signedRequest(c, json(message()), { headers: { "webhook-timestamp": "now" } }),
    ],
    [
      "an old webhook request",
      401,
      "webhook-timestamp",
      (c) => signedRequest(c, json(message()), { at: later(-6) }),
    ],
    [
      "a webhook request of tomorrow",
      401,
      "webhook-timestamp",
      (c) => signedRequest(c, json(message()), { at: later(6) }),
    ],
    ["40 MB", 413, "body", (c) => signedRequest(c, json(message({ text: "x".repeat(40_000_000) })))],
    ["an unknown connector", 404, "connector", (c) => signedRequest({ ...c, id: "nobody" }, json(message()))],
    ["an address with a NUL", 404, "connector", (c) => signedRequest({ ...c, id: "a%00" }, json(message()))],
  ];
  test.for(cases)("%s", async ([, status, field, make], { db }) => {
    const connector = await freshConnector(db, "webhook");
    const refused = await deliver(make(connector));
    expect([refused.status, ...refused.fields]).toEqual([status, field]);
    expect(await kept(db, connector.id)).toEqual({ tickets: 0, events: 0, customers: 0 });
  });

  test("40 MB and more without a declared length", async ({ db }) => {
    const connector = await freshConnector(db, "webhook");
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(2_000_000));
      },
    });
    const request = new Request(`http://vigil.test/api/hooks/${connector.id}`, {
      method: "POST",
      body,
      duplex: "half",
    } as RequestInit);
    expect((await deliver(request)).status).toBe(413);
    expect(pulled).toBeLessThan(25);
  });
});

test("any body whatever, correctly signed, is refused with a 4xx and leaves nothing", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ unit: "binary" }),
    fc.json({ stringUnit: "binary" }),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const { status } = await deliver(signedRequest(connector, body));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
  expect(await kept(db, connector.id)).toEqual({ tickets: 0, events: 0, customers: 0 });
});

test("a valid message changed anywhere is either kept as a whole or not at all", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const value = fc.oneof(
    fc.jsonValue({ stringUnit: "binary", maxDepth: 2 }),
    fc.constantFrom("\0", "\ud800", "", "x".repeat(100_000), "9999-01-01T00:00:00Z", -1, null, 1e308),
  );
  const paths = [
    "type",
    "id",
    "at",
    "text",
    "author",
    "authorName",
    "ticket",
    "customer",
    "attachments",
    "html",
  ].map((key) => [key]);
  const inner = [
    ["ticket", "id"],
    ["ticket", "subject"],
    ["ticket", "priority"],
    ["ticket", "queue"],
    ["ticket", "service"],
  ];
  const cards = [
    ["customer", "id"],
    ["customer", "name"],
    ["customer", "email"],
    ["customer", "__proto__"],
  ];
  const change = fc.tuple(fc.constantFrom(...paths, ...inner, ...cards), value);
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const before = await kept(db, connector.id);
      const changed = changes.reduce<Record<string, unknown>>(
        (payload, [path, put]) => replaced(payload, path, put),
        message(),
      );
      const { status, body } = await send(connector, changed);
      expect(status).toBeLessThan(500);
      const after = await kept(db, connector.id);
      if (status !== 200) {
        expect(after).toEqual(before);
        return;
      }
      const isNew = !body.duplicate;
      accepted += isNew ? 1 : 0;
      expect(after.events).toBe(before.events + (isNew ? 1 : 0));
    }),
    {
      numRuns: 200,
      examples: [[[[["ticket", "priority"], { toString: null }]]], [[[["author"], "constructor"]]]],
    },
  );
  expect((await kept(db, connector.id)).events).toBe(accepted);
});

test("a flipped byte never passes for genuine", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const body = JSON.stringify(message());
  await fc.assert(
    fc.asyncProperty(
      fc.nat(Buffer.byteLength(body) - 1),
      fc.integer({ min: 1, max: 255 }),
      async (place, flip) => {
        const request = signedRequest(connector, body);
        const bytes = Buffer.from(body);
        bytes[place] = (bytes[place] ?? 0) ^ flip;
        const forged = new Request(request.url, { method: "POST", headers: request.headers, body: bytes });
        expect((await deliver(forged)).status).toBe(401);
      },
    ),
    { numRuns: 100 },
  );
  expect((await kept(db, connector.id)).events).toBe(0);
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

describe("what is odd is kept as far as it can be read, and says so", () => {
  const now = () => Date.now();
  const hour = 3_600_000;
  const cases: [string, Record<string, unknown>, object, object?][] = [
    ["a NUL character", { text: "a\0b" }, { body: "a\ufffdb" }],
    [
      "half an emoji",
      { text: "a\ud83d", customer: { id: "1", name: "\ud83d" } },
      { body: "a\ufffd", actorName: "\ufffd" },
    ],
    ["a NUL in a key", { ticket: { id: "k", subject: "S", "a\0": 1 } }, {}, { subject: "S" }],
    [
      "numbers as ids",
      { ticket: { id: 4711, subject: 5 }, customer: { id: 7, name: "Ann" } },
      { actorId: "7" },
      { externalId: "4711", subject: "5" },
    ],
    ["a text without end", { text: "x".repeat(70_000) }, { body: "x".repeat(64_000) }],
    ["seconds since 1970", { at: 1_772_442_000 }, { at: new Date("2026-03-02T09:00:00Z") }],
    ["milliseconds since 1970", { at: "1772442000123" }, { at: new Date("2026-03-02T09:00:00.123Z") }],
    ["an offset without colon", { at: "2026-03-02T10:00:00+0100" }, { at: new Date("2026-03-02T09:00:00Z") }],
    ["UTC in words", { at: "2026-03-02 09:00:00 UTC" }, { at: new Date("2026-03-02T09:00:00Z") }],
    [
      "the time of a mail",
      { at: "Mon, 02 Mar 2026 10:00:00 +0100" },
      { at: new Date("2026-03-02T09:00:00Z") },
    ],
    ["P1", { ticket: { id: "p1", priority: "P1" } }, {}, { priority: "urgent" }],
    ["sev3", { ticket: { id: "sev3", priority: "SEV-3" } }, {}, { priority: "normal" }],
    [
      "a priority of its own making",
      { ticket: { id: "x", priority: "banana" } },
      { data: { flaws: [expect.stringContaining("banana")] } },
      { priority: "normal" },
    ],
    [
      "an unknown queue",
      { ticket: { id: "q", queue: "nowhere" } },
      { data: { flaws: [expect.stringContaining("nowhere")] } },
      { queueId: null },
    ],
    [
      "no ticket id",
      { ticket: { subject: "Alone" } },
      { data: { flaws: [expect.any(String)] } },
      { subject: "Alone" },
    ],
    ["no customer's name", { customer: { email: "ann@example.com" } }, { actorName: "ann@example.com" }],
  ];
  test.for(cases)("%s", async ([, more, event, ticket = {}], { db }) => {
    const connector = await freshConnector(db, "webhook");
    const { status, body } = await send(connector, message(more));
    expect(status).toBe(200);
    const ctx = systemCtx("test", db);
    expect((await timeline(ctx, body.events[0].ticketId))[0]).toMatchObject(event);
    expect(await ticketById(ctx, body.events[0].ticketId)).toMatchObject(ticket);
  });

  test.for([
    "soon",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "in 2 days",
    new Date(now() + hour).toISOString(),
  ])("a time that cannot be: %s", async (at, { db }) => {
    const connector = await freshConnector(db, "webhook");
    const { body } = await send(connector, message({ at }));
    const [event] = await timeline(systemCtx("test", db), body.events[0].ticketId);
    expect(Math.abs((event?.at.getTime() ?? 0) - now())).toBeLessThan(hour / 2);
    expect(event).toMatchObject({ data: { flaws: [expect.any(String)] } });
  });
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

function replaced(payload: Record<string, unknown>, [key = "", inner]: string[], put: unknown) {
  if (inner === undefined) return { ...payload, [key]: put };
  const within = payload[key];
  if (typeof within !== "object" || within === null || Array.isArray(within)) return payload;
  return { ...payload, [key]: { ...within, [inner]: put } };
}
