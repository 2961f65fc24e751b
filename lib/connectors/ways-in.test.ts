/** Every way in for alerts, with what its system sends: an alert that fires, is told again and ends; a stranger; odd ones. */
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Database } from "#db/client";
import { alert } from "#db/schema/signals";
import { serviceOf } from "#lib/incidents/identity";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { rotateSecret, type WithSecret } from "./commands";
import { receive } from "./receive";
import { type Sample, samples } from "./testing/samples";
import { freshConnector } from "./testing/webhook-requests";

function deliver(db: Database, { id, secret }: WithSecret, sample: Sample, payload: unknown) {
  const body = JSON.stringify(payload);
  const headers = new Headers({ "content-type": "application/json", ...sample.headers?.(secret, body) });
  const isSigned = sample.headers !== undefined && sample.kind !== "cloudevents";
  if (!isSigned && !sample.inAddress) headers.set("authorization", `Bearer ${secret}`);
  const query = new URLSearchParams(sample.inAddress ? { token: secret } : {});
  return receive(systemCtx("test", db), id, { headers, body: new TextEncoder().encode(body), query });
}

describe.each(samples)("$kind", (sample) => {
  test("fires, is told again, and ends", async ({ db }) => {
    const connector = await freshConnector(db, sample.kind);
    const stored = () => db.select().from(alert).where(eq(alert.source, connector.id));
    const first = await deliver(db, connector, sample, sample.fired);
    expect(first).toMatchObject({
      refused: [],
      alerted: [{ ticketId: expect.any(Number), isDuplicate: false }],
    });
    const [row] = await stored();
    expect(row).toMatchObject({ name: sample.is.name, severity: sample.is.severity, state: "firing" });
    expect(row && serviceOf(row)).toBe(sample.is.service);
    const again = await deliver(db, connector, sample, sample.fired);
    expect(again.alerted).toMatchObject([{ isDuplicate: true }]);
    await deliver(db, connector, sample, sample.over);
    // A replay of the beginning does not open it again.
    await deliver(db, connector, sample, sample.fired);
    expect(await stored()).toMatchObject([{ state: "resolved", occurrences: 1 }]);
  });

  test("a stranger is turned away, and what is no alert harms nobody", async ({ db }) => {
    const connector = await freshConnector(db, sample.kind);
    const stranger = { ...connector, secret: "not the secret at all" };
    await expect(deliver(db, stranger, sample, sample.fired)).rejects.toMatchObject({
      code: "unauthenticated",
    });
    for (const odd of [{}, { alerts: 7 }, { event: null }, { data: { issue: [] } }, { incident: "x" }]) {
      const outcome = await deliver(db, connector, sample, odd).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: "invalid" });
    }
  });
});

test.for(samples)("what $kind says of direction ends with each of its texts", async (sample, { db }) => {
  const connector = await freshConnector(db, sample.kind);
  // Some say what happened in words of their own.
  const name = sample.is.name.replace(/ is down$/, "");
  const turned = JSON.parse(JSON.stringify(sample.fired).replaceAll(name, `\u202e${name}`));
  await deliver(db, connector, sample, turned);
  const [row] = await db.select().from(alert).where(eq(alert.source, connector.id));
  expect(JSON.stringify(row)).toContain("\u202e");
  for (const [, text = ""] of JSON.stringify(row).matchAll(/"([^"]*\u202e[^"]*)"/g))
    expect(text).toMatch(/\u202e[^\u202c]*\u202c/);
});

test("a batch of CloudEvents brings all that can be read, and names what cannot", async ({ db }) => {
  const connector = await freshConnector(db, "cloudevents");
  const event = (id: string, more: object) => ({
    specversion: "1.0",
    id,
    source: "/estate",
    type: "com.example.disk",
    subject: id,
    data: { alert: `Disk ${id}`, severity: "critical", labels: { service: "storage" } },
    ...more,
  });
  const batch = [
    event("db-1", {}),
    event("db-2", { specversion: "0.1", source: null }),
    7,
    event("db-3", {}),
  ];
  const headers = new Headers({
    "content-type": "application/cloudevents-batch+json; charset=utf-8",
    authorization: `Bearer ${connector.secret}`,
  });
  const send = (body: unknown) =>
    receive(systemCtx("test", db), connector.id, {
      headers,
      body: new TextEncoder().encode(JSON.stringify(body)),
    });
  const outcome = await send(batch);
  expect(outcome.refused.map(({ field }) => field)).toEqual([
    expect.stringMatching(/^events\.1\./),
    expect.stringMatching(/^events\.2\./),
  ]);
  const rows = await db.select().from(alert).where(eq(alert.source, connector.id));
  expect(rows.map(({ name }) => name).sort()).toEqual(["Disk db-1", "Disk db-3"]);
  expect(await send([])).toMatchObject({ alerted: [], refused: [] });
  await expect(send({ events: [] })).rejects.toMatchObject({ code: "invalid" });
});

test("a list of alerts is JSON like any other", async ({ db }) => {
  const connector = await freshConnector(db, "json");
  const items = ["a", "b"].map((key) => ({ key, status: "firing", title: `Queue ${key} is long` }));
  const headers = new Headers({ authorization: `Bearer ${connector.secret}` });
  const body = new TextEncoder().encode(JSON.stringify(items));
  const outcome = await receive(systemCtx("test", db), connector.id, { headers, body });
  expect(outcome).toMatchObject({ refused: [], alerted: [{ isDuplicate: false }, { isDuplicate: false }] });
});

test("a form is read like JSON, and JSON that is called a form as what it is", async ({ db }) => {
  const connector = await freshConnector(db, "json");
  const headers = new Headers({
    authorization: `Bearer ${connector.secret}`,
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
  });
  const send = (body: string) =>
    receive(systemCtx("test", db), connector.id, { headers, body: new TextEncoder().encode(body) });
  await send("Name=Shop+%C3%BC&Status=Down&URL=https%3A%2F%2Fshop.example.com&StatusCode=503");
  const stored = () => db.select().from(alert).where(eq(alert.source, connector.id));
  expect(await stored()).toMatchObject([
    { name: "Shop ü", state: "firing", labels: { resource: "shop.example.com" } },
  ]);
  await send(JSON.stringify({ Name: "Shop ü", Status: "Up", URL: "https://shop.example.com" }));
  expect(await stored()).toMatchObject([{ state: "resolved", occurrences: 1 }]);
  await expect(send("{")).rejects.toMatchObject({ code: "invalid" });
});

test("the secret that PagerDuty made is entered once the address is known there", async ({ ctx, db }) => {
  const sample = samples.find(({ kind }) => kind === "pagerduty");
  if (!sample) throw new Error("There is no sample of PagerDuty.");
  const connector = await freshConnector(db, "pagerduty");
  const theirs = "made-by-pagerduty-0123456789";
  const deliverAs = (secret: string) => deliver(db, { ...connector, secret }, sample, sample.fired);
  await expect(deliverAs(theirs)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(rotateSecret(ctx, { id: connector.id, secret: "short" })).rejects.toMatchObject({
    code: "invalid",
  });
  await rotateSecret(ctx, { id: connector.id, secret: ` ${theirs} ` });
  await expect.poll(() => deliverAs(theirs).then(({ refused }) => refused, String)).toEqual([]);
});
