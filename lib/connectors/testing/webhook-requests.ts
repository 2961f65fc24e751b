/** Webhook requests for tests: signed by the reference library of Standard Webhooks, and what is kept of them. */
import { createHmac } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import type { Database } from "#db/client";
import { alert as alertTable } from "#db/schema/signals";
import { ctxAs } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createConnector, type WithSecret } from "../commands";
import type { ConnectorKind } from "../model";

/** A connector of the test's own. */
export function freshConnector(db: Database, kind: ConnectorKind, queueId?: number): Promise<WithSecret> {
  const id = unique("hook").replace("_", "-");
  return createConnector(ctxAs(db, "admin"), { id, kind, name: `Test ${kind}`, queueId });
}

/** A valid message; its ids are new each time. */
export function message(more: Record<string, unknown> = {}) {
  return {
    type: "message",
    id: unique("message"),
    at: new Date(Date.now() - 60_000).toISOString(),
    text: "The volume vol-17 cannot be attached.",
    ticket: { id: unique("ticket"), subject: "Volume stuck" },
    customer: { id: unique("customer"), name: "Ann Lee", email: "ann@example.com" },
    ...more,
  };
}

/** A request signed for `connector`; `headers` replace what a well-behaved sender would send. */
export function signedRequest(
  connector: WithSecret,
  body: string | Buffer,
  { id = unique("msg"), at = new Date(), headers = {} }: SigningOptions = {},
): Request {
  return post(connector, body, {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signature(connector, id, at, body),
    ...headers,
  });
}
export type SigningOptions = { id?: string; at?: Date; headers?: Record<string, string> };

/** A request as Alertmanager sends it. */
export function alertRequest(connector: WithSecret, body: unknown, authorization?: string): Request {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return post(connector, text, { authorization: authorization ?? `Bearer ${connector.secret}` });
}

/** One alert of a notification, of a service of its own. */
export function alert(fingerprint: string, more: Record<string, unknown> = {}) {
  return {
    status: "firing",
    labels: { alertname: "DiskFull", severity: "critical", service: `storage-${fingerprint}` },
    annotations: { summary: "Disk of db-1 is full", description: "Less than 1 % is left." },
    startsAt: "2026-03-02T09:00:00.123456789Z",
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: "http://prometheus.example/graph",
    fingerprint,
    ...more,
  };
}

/** Alertmanager's notification, version 4. */
export function notification(...alerts: unknown[]) {
  return {
    version: "4",
    groupKey: '{}:{alertname="DiskFull"}',
    truncatedAlerts: 0,
    status: "firing",
    receiver: "vigil",
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: "http://alertmanager.example",
    alerts,
  };
}

/** How many rows stand there for a connector: all 0 when nothing is half-written. */
export async function kept(db: Database, source: string) {
  const [row] = await db.execute<{ tickets: number; events: number; customers: number }>(sql`
    select (select count(*)::int from ticket where source = ${source}) as tickets,
      (select count(*)::int from ticket_event where source = ${source}) as events,
      (select count(*)::int from customer where source = ${source}) as customers`);
  return { tickets: row?.tickets ?? 0, events: row?.events ?? 0, customers: row?.customers ?? 0 };
}

/** How many alerts are kept of a connector. */
export function keptAlerts(db: Database, source: string): Promise<number> {
  return db.$count(alertTable, eq(alertTable.source, source));
}

/** By the reference library, which signs text; bytes that are no text are signed here. */
function signature({ secret }: WithSecret, id: string, at: Date, body: string | Buffer): string {
  if (typeof body === "string") return new Webhook(secret).sign(id, at, body);
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const head = `${id}.${Math.floor(at.getTime() / 1000)}.`;
  return `v1,${createHmac("sha256", key).update(head).update(body).digest("base64")}`;
}

function post({ id }: WithSecret, body: string | Buffer, headers: Record<string, string>): Request {
  return new Request(`http://vigil.test/api/hooks/${id}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
}

/** Which jobs an event or the closing of its ticket led to: "consider", "learn". */
export async function jobsOf(
  db: Database,
  { eventId, ticketId }: { eventId: number; ticketId: number },
): Promise<string[]> {
  const jobs = await db.execute<{ id: string }>(sql`
    select workflow_uuid as id from dbos.workflow_status
    where workflow_uuid = ${`consider:${eventId}`} or workflow_uuid like ${`learn:${ticketId}:%`}`);
  return jobs.map(({ id }) => id.split(":")[0] ?? "");
}
