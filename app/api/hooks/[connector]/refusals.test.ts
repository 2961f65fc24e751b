/** Webhook requests that are refused: the field is named, and nothing is left behind, whatever the body. */
import fc from "fast-check";
import { describe, expect } from "vitest";
import type { WithSecret } from "#lib/connectors/commands";
import { freshConnector, kept, message, signedRequest } from "#lib/connectors/testing/webhook-requests";
import { test } from "#lib/platform/testing/database";
import { deliver, send } from "./testing/sender";

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

function replaced(payload: Record<string, unknown>, [key = "", inner]: string[], put: unknown) {
  if (inner === undefined) return { ...payload, [key]: put };
  const within = payload[key];
  if (typeof within !== "object" || within === null || Array.isArray(within)) return payload;
  return { ...payload, [key]: { ...within, [inner]: put } };
}
