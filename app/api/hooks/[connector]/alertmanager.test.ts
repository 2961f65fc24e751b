/** Alertmanager's notifications through the handler: an alert opens an incident or joins one, however often it is told. */

import fc from "fast-check";
import { expect } from "vitest";
import {
  alert,
  alertRequest,
  freshConnector,
  kept,
  keptAlerts,
  notification,
} from "#lib/connectors/testing/webhook-requests";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { alertData, toldOf } from "#lib/tickets/event";
import { ticketById, timeline } from "#lib/tickets/queries";
import { POST } from "./route";

async function deliver(request: Request) {
  const connector = new URL(request.url).pathname.split("/").at(-1) ?? "";
  const response = await POST(request, { params: Promise.resolve({ connector }) });
  return { status: response.status, body: await response.json() };
}

test("an alert fires, is repeated, is resolved, and fires again, all on one ticket", async ({ db }) => {
  const connector = await freshConnector(db, "alertmanager");
  const send = (...alerts: unknown[]) => deliver(alertRequest(connector, notification(...alerts)));
  const one = unique("f");
  const first = await send(
    alert(one),
    alert(unique("f"), { labels: { alertname: "Other", severity: "info" } }),
  );
  expect(first).toMatchObject({ status: 200, body: { duplicate: false, events: [{}, {}] } });
  const { ticketId } = first.body.events[0];
  expect(await send(alert(one))).toMatchObject({ status: 200, body: { duplicate: true } });
  await send(alert(one, { status: "resolved", endsAt: "2026-03-02T09:30:00Z" }));
  const again = await send(alert(one, { startsAt: "2026-03-02T11:00:00+01:00" }));
  expect(again.body.events[0].ticketId).toBe(ticketId);
  const ctx = systemCtx("test", db);
  expect(await ticketById(ctx, ticketId)).toMatchObject({
    kind: "alert",
    subject: "Disk of db-1 is full",
    priority: "urgent",
    service: `storage-${one}`,
  });
  const events = await timeline(ctx, ticketId);
  expect(events.map(({ kind, at }) => [kind, at.toISOString()])).toEqual([
    ["alert_firing", "2026-03-02T09:00:00.123Z"],
    ["alert_resolved", "2026-03-02T09:30:00.000Z"],
    ["alert_firing", "2026-03-02T10:00:00.000Z"],
  ]);
  expect(events[0]).toMatchObject({
    body: "Disk of db-1 is full\nLess than 1 % is left.",
    data: { fingerprint: one, labels: { alertname: "DiskFull" } },
  });
  expect(await ticketById(ctx, first.body.events[1].ticketId)).toMatchObject({ priority: "low" });
  expect(await kept(db, connector.id)).toEqual({ tickets: 2, events: 4, customers: 0 });
});

test("the end of an alert nobody heard of is kept, and is nobody's matter", async ({ db }) => {
  const connector = await freshConnector(db, "alertmanager");
  const over = notification(alert(unique("f"), { status: "resolved", endsAt: undefined }));
  const { status, body } = await deliver(alertRequest(connector, over));
  expect(status).toBe(200);
  expect(body.events).toMatchObject([{ ticketId: null, incidentId: null }]);
  expect((await kept(db, connector.id)).tickets).toBe(0);
  expect(await keptAlerts(db, connector.id)).toBe(1);
});

test("the query that raised an alert is kept, if Prometheus says it", async ({ db }) => {
  const connector = await freshConnector(db, "alertmanager");
  const expressionOf = async (generatorURL: string) => {
    const one = notification(alert(unique("f"), { generatorURL }));
    const { body } = await deliver(alertRequest(connector, one));
    const [event] = await timeline(systemCtx("test", db), body.events[0].ticketId);
    return event && alertData(event)?.expression;
  };
  const expression = 'node_filesystem_avail_bytes{mountpoint="/"} < 1';
  const link = `http://prometheus.example/graph?g0.expr=${encodeURIComponent(expression)}&g0.tab=1`;
  expect(await expressionOf(link)).toBe(expression);
  for (const other of ["", "no address", "http://grafana.example/alerting/17/edit"])
    expect(await expressionOf(other), other).toBeUndefined();
});

test("the secret comes as bearer token or as any user's password, and nothing else will do", async ({
  db,
}) => {
  const connector = await freshConnector(db, "alertmanager");
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;
  const status = async (authorization: string) =>
    (await deliver(alertRequest(connector, notification(alert(unique("f"))), authorization))).status;
  const { secret } = connector;
  const statuses = await Promise.all(
    [`Bearer ${secret}`, basic(`prometheus:${secret}`), basic(`:${secret}`)].map(status),
  );
  expect(statuses).toEqual([200, 200, 200]);
  const wrong = [
    "",
    "Bearer",
    "Bearer x",
    secret,
    basic(secret),
    basic(`${secret}:`),
    `Bearer ${secret}x`,
    "Basic ÿ",
  ];
  expect(new Set(await Promise.all(wrong.map(status)))).toEqual(new Set([401]));
});

test("one odd alert never costs the others: what can be read is kept, and what cannot is named", async ({
  db,
}) => {
  const connector = await freshConnector(db, "alertmanager");
  const ctx = systemCtx("test", db);
  const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const odd: [Record<string, unknown>, object][] = [
    [{ fingerprint: undefined }, { kind: "alert_firing", data: { fingerprint: expect.any(String) } }],
    [{ startsAt: tomorrow }, { data: { flaws: [expect.stringContaining("future")] } }],
    [{ startsAt: "0001-01-01T00:00:00Z" }, { data: { flaws: [expect.stringContaining("startsAt")] } }],
    [{ startsAt: undefined }, { kind: "alert_firing" }],
    [{ annotations: null }, { body: "DiskFull" }],
    [
      { annotations: { summary: 5, runbook: { a: 1 } } },
      { body: "5", data: { annotations: { runbook: '{"a":1}' } } },
    ],
    [{ labels: { alertname: "X", severity: "sev1", n: 3 } }, { data: { labels: { n: "3" } } }],
    [{ annotations: { summary: "a\0b\ud83d" } }, { body: "a\ufffdb\ufffd" }],
    [{ status: "smouldering" }, { kind: "alert_firing", data: { flaws: [expect.any(String)] } }],
    [{ startsAt: 1_772_442_000 }, { at: new Date("2026-03-02T09:00:00Z") }],
  ];
  const alerts = odd.map(([more]) => alert(unique("f"), more));
  const nothing = [null, 7, { status: "firing" }];
  const sent = { ...notification(...alerts, ...nothing, alert(unique("f"))), truncatedAlerts: 3 };
  const { status, body } = await deliver(alertRequest(connector, sent));
  expect(status).toBe(200);
  expect(body.refused.map(({ field }: { field: string }) => field)).toEqual([
    "alerts.10",
    "alerts.11",
    "alerts.12",
  ]);
  expect(body.events).toHaveLength(odd.length + 1);
  for (const [index, [more, event]] of odd.entries()) {
    const [kept] = await timeline(ctx, body.events[index].ticketId);
    expect(kept, JSON.stringify(more)).toMatchObject(event);
  }
  const [first] = await timeline(ctx, body.events[0].ticketId);
  expect(first && toldOf(first).flaws).toContainEqual(expect.stringContaining("3 more alerts"));
  expect(await ticketById(ctx, body.events[6].ticketId)).toMatchObject({ priority: "urgent" });
  const none = await deliver(alertRequest(connector, notification()));
  expect(none).toMatchObject({ status: 400, body: { errors: [{ field: "alerts" }] } });
});

test("a thousand alerts with long annotations fit one webhook request; changed annotations change the alert", async ({
  db,
}) => {
  const connector = await freshConnector(db, "alertmanager");
  const names = Array.from({ length: 1000 }, () => unique("f"));
  const told = (description: string) =>
    notification(...names.map((name) => alert(name, { annotations: { summary: "Full", description } })));
  const many = await deliver(alertRequest(connector, told("x".repeat(2_000))));
  expect([many.status, many.body.events.length]).toEqual([200, 1000]);
  const [one = ""] = names;
  const changed = alert(one, { annotations: { summary: "Full", description: "Node 7 too." } });
  const edit = await deliver(alertRequest(connector, notification(changed)));
  expect(edit.body).toMatchObject({ duplicate: false, events: [{ ticketId: many.body.events[0].ticketId }] });
});

test("an alert of any length is cut, not lost, and a character is never cut in half", async ({ db }) => {
  const connector = await freshConnector(db, "alertmanager");
  const annotations = { summary: `${"x".repeat(499)}😀`, description: "y".repeat(100_000) };
  const { body } = await deliver(alertRequest(connector, notification(alert(unique("f"), { annotations }))));
  const ticket = await ticketById(systemCtx("test", db), body.events[0].ticketId);
  expect(ticket.subject).toBe("x".repeat(499));
});

test("of any payload each alert is kept or named, and nothing fails on our side", async ({ db }) => {
  const connector = await freshConnector(db, "alertmanager");
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom("__proto__", "critical", "\0"),
  );
  const time = fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    text,
  );
  const record = fc.record(
    {
      status: fc.constantFrom("firing", "resolved", "other"),
      labels: fc.oneof(fc.dictionary(text, text), fc.jsonValue()),
      annotations: fc.dictionary(text, text),
      startsAt: time,
      endsAt: time,
      fingerprint: text,
    },
    { requiredKeys: ["status"] },
  );
  const acknowledged = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          record,
          fc.constant(null).map(() => alert(unique("f"))),
        ),
        { maxLength: 4 },
      ),
      async (alerts) => {
        const { status, body } = await deliver(alertRequest(connector, notification(...alerts)));
        expect(status).toBeLessThan(500);
        if (status !== 200) return;
        expect(body.events.length + (body.refused?.length ?? 0)).toBe(alerts.length);
        for (const { fingerprint } of body.events) acknowledged.add(fingerprint);
      },
    ),
    { numRuns: 150 },
  );
  expect(await keptAlerts(db, connector.id)).toBe(acknowledged.size);
  expect(acknowledged.size).toBeGreaterThan(10);
});
