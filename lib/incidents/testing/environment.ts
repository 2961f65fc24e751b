/** Alerts that fire and end at an environment of their own. */
import { eq } from "drizzle-orm";
import type { Database } from "#db/client";
import { incident } from "#db/schema/incidents";
import { ticket } from "#db/schema/tickets";
import { systemCtx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import type { InboundAlert } from "#lib/signals/model";
import { inbound } from "#lib/signals/testing/alerts";
import { resolveQuietIncident } from "../commands";
import { recordAlerts } from "../record-alerts";

export const start = Date.UTC(2026, 2, 2, 9);
export const at = (seconds: number) => new Date(start + seconds * 1000);

/** An alert with these labels, `seconds` after nine. */
export function fires(
  name: string,
  labels: Record<string, string>,
  seconds = 0,
  more: Partial<InboundAlert> = {},
) {
  return inbound({ name, labels: { alertname: name, ...labels }, startsAt: at(seconds), ...more });
}

/** The same alert, over `seconds` after nine. */
export function ended(alert: InboundAlert, seconds: number): InboundAlert {
  return { ...alert, state: "resolved", endsAt: at(seconds) };
}

/** A source of its own on a clock that stands at ten, and what was made of its alerts. */
export function environment(db: Database) {
  const source = unique("source");
  const ctx = { ...systemCtx("test", db), now: () => new Date(clock.now) };
  const clock = { now: start + 3_600_000 };
  return {
    source,
    ctx,
    clock,
    record: (...alerts: InboundAlert[]) => recordAlerts(ctx, { source, alerts }),
    incidents: () => db.select().from(incident).where(eq(incident.source, source)).orderBy(incident.id),
    tickets: () => db.select().from(ticket).where(eq(ticket.source, source)),
    /** Lets the quiet time of every incident pass. */
    async resolveQuiet() {
      for (const row of await db.select().from(incident).where(eq(incident.source, source)))
        if (row.quietSince)
          await resolveQuietIncident(ctx, { incidentId: row.id, since: row.quietSince.toISOString() });
    },
  };
}
