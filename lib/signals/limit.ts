/** How many alerts nobody heard of before one source may bring, so that a flood from one costs the others nothing. */
import { and, count, eq, gte, lte } from "drizzle-orm";
import { alert } from "#db/schema/signals";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import type { InboundAlert } from "./model";

const window = 60_000;
/** So many windows without a refusal, and a source keeps its limit again. */
const restWindows = 2;
const fingerprint = "vigil:over-limit";

/** How many new alerts of `source` are still taken in now. */
export async function room(tx: Ctx, source: string): Promise<number> {
  const since = new Date(tx.now().getTime() - window);
  const [row] = await tx.db
    .select({ n: count() })
    .from(alert)
    .where(and(eq(alert.source, source), gte(alert.firstSeenAt, since)));
  return Math.max(0, env().VIGIL_ALERT_LIMIT - (row?.n ?? 0));
}

export const limitName = "SourceOverLimit";
const ofLimit = { fingerprint, name: limitName, severity: "warning", generatorUrl: null } as const;
const labelsOf = (source: string) => ({ alertname: ofLimit.name, service: `connector ${source}` });

/** The alert that a source brings more than is ingested. */
export function overLimit(source: string, sourceName: string, refused: number, at: Date): InboundAlert {
  return {
    ...ofLimit,
    state: "firing",
    startsAt: at,
    endsAt: null,
    labels: labelsOf(source),
    annotations: {
      summary: `${sourceName} is over its limit`,
      description: `It sent more than ${env().VIGIL_ALERT_LIMIT} new alerts within a minute. Alerts that were known already are ingested; ${refused} new ones of the last delivery were refused.`,
    },
  };
}

/** Sources that were over their limit and have kept it since, each with the alert that says so. */
export async function backWithinLimit(tx: Ctx): Promise<{ source: string; alert: InboundAlert }[]> {
  const now = tx.now();
  const quietSince = new Date(now.getTime() - restWindows * window);
  const rows = await tx.db
    .select({ source: alert.source, startsAt: alert.startsAt, annotations: alert.annotations })
    .from(alert)
    .where(
      and(eq(alert.fingerprint, fingerprint), eq(alert.state, "firing"), lte(alert.lastSeenAt, quietSince)),
    )
    .limit(200);
  return rows.map(({ source, startsAt, annotations }) => ({
    source,
    alert: { ...ofLimit, state: "resolved", startsAt, endsAt: now, labels: labelsOf(source), annotations },
  }));
}
