/** What is answered before Next, over real HTTP: the same as its route would answer, and only what has ordinary form. */
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect } from "vitest";
import { freshConnector, kept, message, signedRequest } from "#lib/connectors/testing/webhook-requests";
import { test } from "#lib/platform/testing/database";
import { answerWebhook } from "./webhook-requests";

let server: Server;
let origin = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    if (answerWebhook(request, response)) return;
    response.statusCode = 299;
    request.resume();
    response.end("left to Next");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a webhook request is acknowledged once committed, and refused with its problem", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const sent = JSON.stringify(message({ text: "Grüße 👋" }));
  const first = await deliver(signedRequest(connector, sent));
  expect(first.status).toBe(200);
  expect(await first.json()).toMatchObject({ duplicate: false, events: [{ duplicate: false }] });
  expect(await kept(db, connector.id)).toEqual({ tickets: 1, events: 1, customers: 1 });
  const unsigned = await deliver(
    signedRequest(connector, sent, { headers: { "webhook-signature": "v1,x" } }),
  );
  expect(unsigned.status).toBe(401);
  expect(unsigned.headers.get("content-type")).toBe("application/problem+json");
});

test("whatever is not a webhook request of ordinary form is left to Next", async ({ db }) => {
  const connector = await freshConnector(db, "webhook");
  const left = [
    fetch(`${origin}/api/hooks/${connector.id}`),
    fetch(`${origin}/api/hooks/${connector.id}/more`, { method: "POST", body: "{}" }),
    fetch(`${origin}/api/hooks/A%00`, { method: "POST", body: "{}" }),
    fetch(`${origin}/api/hooks/${connector.id}`, { method: "POST" }),
    deliver(signedRequest(connector, JSON.stringify(message({ text: "x".repeat(200_000) })))),
  ];
  expect((await Promise.all(left)).map(({ status }) => status)).toEqual(left.map(() => 299));
  expect((await kept(db, connector.id)).events).toBe(0);
});

async function deliver(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  return fetch(origin + pathname, {
    method: "POST",
    headers: request.headers,
    body: await request.arrayBuffer(),
  });
}
