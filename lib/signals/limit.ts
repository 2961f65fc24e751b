/** How many alerts nobody heard of before one source may bring, so that a flood from one costs the others nothing. */
import { and, count, eq, gte } from "drizzle-orm";
import { alert } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import type { InboundAlert } from "./model";

const window = 60_000;
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

/** The alert that a source brings more than is taken in. */
export function overLimit(source: string, sourceName: string, refused: number, at: Date): InboundAlert {
  return {
    fingerprint,
    state: "firing",
    name: "SourceOverLimit",
    severity: "warning",
    startsAt: at,
    endsAt: null,
    labels: { alertname: "SourceOverLimit", service: `connector ${source}` },
    annotations: {
      summary: `${sourceName} is over its limit`,
      description: `It sent more than ${env().VIGIL_ALERT_LIMIT} new alerts within a minute. Alerts that were known already are taken in; ${refused} new ones of the last delivery were refused.`,
    },
    generatorUrl: null,
  };
}
