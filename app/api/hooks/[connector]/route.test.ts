/** Deliveries from outside, through the handler itself: what is acknowledged is committed, what is refused leaves nothing. */
import fc from "fast-check";
import { describe, expect, vi } from "vitest";
import { rotateSecret, switchConnector, type WithSecret } from "#lib/connectors/commands";
import { freshConnector, kept, message, signedRequest } from "#lib/connectors/testing/deliveries";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createQueue } from "#lib/team/commands";
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
    agentState: "considering",
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

test("a delivery sent again under its webhook-id counts once, whatever the payload leaves out", async ({
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
    ["a NUL character", 400, "text", (c) => signedRequest(c, json(message({ text: "a\0b" })))],
    ["a NUL in a key", 400, "ticket", (c) => signedRequest(c, json(message({ ticket: { "a\0": 1 } })))],
    [
      "a lone surrogate",
      400,
      "customer.name",
      (c) => signedRequest(c, json(message({ customer: { id: "1", name: "\ud83d" } }))),
    ],
    [
      "endless nesting",
      400,
      `deep${".0".repeat(31)}`,
      (c) => signedRequest(c, `{"deep": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`),
    ],
    ["an unknown type", 400, "type", (c) => signedRequest(c, json(message({ type: "gossip" })))],
    ["no text", 400, "text", (c) => signedRequest(c, json(message({ text: undefined })))],
    ["a blank text", 400, "text", (c) => signedRequest(c, json(message({ text: " \n" })))],
    ["a text without end", 400, "text", (c) => signedRequest(c, json(message({ text: "x".repeat(64_001) })))],
    ["no ticket id", 400, "ticket.id", (c) => signedRequest(c, json(message({ ticket: { subject: "?" } })))],
    ["a far-future time", 400, "at", (c) => signedRequest(c, json(message({ at: later(10).toISOString() })))],
    ["the year 9999", 400, "at", (c) => signedRequest(c, json(message({ at: "9999-12-31T23:59:59Z" })))],
    ["the year 0", 400, "at", (c) => signedRequest(c, json(message({ at: "0000-01-01T00:00:00Z" })))],
    ["no time at all", 400, "at", (c) => signedRequest(c, json(message({ at: "soon" })))],
    [
      "an unknown queue",
      422,
      "ticket.queue",
      (c) => signedRequest(c, json(message({ ticket: { id: "1", queue: "nowhere" } }))),
    ],
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
      "an old delivery",
      401,
      "webhook-timestamp",
      (c) => signedRequest(c, json(message()), { at: later(-6) }),
    ],
    [
      "a delivery of tomorrow",
      401,
      "webhook-timestamp",
      (c) => signedRequest(c, json(message()), { at: later(6) }),
    ],
    ["2 MB", 413, "body", (c) => signedRequest(c, json(message({ text: "x".repeat(2_000_000) })))],
    ["an unknown connector", 404, "connector", (c) => signedRequest({ ...c, id: "nobody" }, json(message()))],
    ["an address with a NUL", 404, "connector", (c) => signedRequest({ ...c, id: "a%00" }, json(message()))],
  ];
  test.for(cases)("%s", async ([, status, field, make], { db }) => {
    const connector = await freshConnector(db, "webhook");
    const refused = await deliver(make(connector));
    expect([refused.status, ...refused.fields]).toEqual([status, field]);
    expect(await kept(db, connector.id)).toEqual({ tickets: 0, events: 0, customers: 0 });
  });

  test("2 MB without a declared length", async ({ db }) => {
    const connector = await freshConnector(db, "webhook");
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(100_000));
      },
    });
    const request = new Request(`http://vigil.test/api/hooks/${connector.id}`, {
      method: "POST",
      body,
      duplex: "half",
    } as RequestInit);
    expect((await deliver(request)).status).toBe(413);
    expect(pulled).toBeLessThan(15);
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
  const paths = ["type", "id", "at", "text", "author", "authorName", "ticket", "customer"].map((key) => [
    key,
  ]);
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
    { numRuns: 200 },
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
    if (index % 10 === 3) return message({ ticket: { ...ticket, queue: "nowhere" } });
    return message(index % 2 ? { ticket } : {});
  });
  const answers = await Promise.all(payloads.map((payload) => send(connector, payload)));
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(6);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(54);
  expect((await kept(db, connector.id)).events).toBe(54);
});

function replaced(payload: Record<string, unknown>, [key = "", inner]: string[], put: unknown) {
  if (inner === undefined) return { ...payload, [key]: put };
  const within = payload[key];
  if (typeof within !== "object" || within === null || Array.isArray(within)) return payload;
  return { ...payload, [key]: { ...within, [inner]: put } };
}
