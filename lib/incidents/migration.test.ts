/** Alert tickets of earlier versions become incidents, and go on where they were. */
import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { incident } from "#db/schema/incidents";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { inbound } from "#lib/signals/testing/alerts";
import { recordEvents } from "#lib/tickets/commands";
import { timeline } from "#lib/tickets/queries";
import { resolveQuietIncident } from "./commands";
import { recordAlerts } from "./record-alerts";

const minute = (n: number) => new Date(Date.UTC(2026, 2, 2, 9, n));

test("an alert ticket that fires becomes an incident that its alert ends; one that is over is resolved", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const told = (fingerprint: string, kind: "alert_firing" | "alert_resolved", n: number) => ({
    source,
    externalId: `${fingerprint}/${n}`,
    ticketExternalId: fingerprint,
    kind,
    at: minute(n),
    actorKind: "monitor" as const,
    actorName: "Prometheus",
    body: "Disk is full",
    data: { fingerprint, labels: { alertname: "DiskFull", severity: "critical" }, startsAt: "09:00" },
    ticket: { kind: "alert" as const, subject: fingerprint },
  });
  const [live, over] = [unique("a"), unique("b")];
  const events = [
    told(live, "alert_firing", 1),
    told(over, "alert_firing", 1),
    told(over, "alert_resolved", 4),
  ];
  const [{ ticketId } = { ticketId: 0 }] = await recordEvents(ctx, { events });
  const file = new URL("../../db/migrations/0030_incident_source.sql", import.meta.url);
  const [, ...statements] = (await readFile(file, "utf8")).split("--> statement-breakpoint");
  await db.transaction(async (tx) => {
    for (const statement of statements) await tx.execute(statement);
  });
  const incidents = () =>
    db.select().from(incident).where(eq(incident.source, source)).orderBy(incident.title);
  expect(await incidents()).toMatchObject([
    { status: "open", ticketId, severity: "critical", members: 1, firing: 1, title: live },
    { status: "resolved", resolvedAt: minute(4), firing: 0 },
  ]);
  const end = inbound({ fingerprint: live, state: "resolved", startsAt: minute(1), endsAt: minute(9) });
  await recordAlerts(ctx, { source, alerts: [end] });
  const [{ id: incidentId } = { id: 0 }] = await incidents();
  await resolveQuietIncident(ctx, { incidentId, since: minute(9).toISOString() });
  expect((await timeline(ctx, ticketId)).map(({ kind }) => kind)).toEqual(["alert_firing", "alert_resolved"]);
});
