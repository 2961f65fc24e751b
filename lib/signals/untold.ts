/** Alerts whose source never says that they are over: nobody would ever hear of their end. */
import { and, eq, inArray, lte, notInArray, or, sql } from "drizzle-orm";
import { alert } from "#db/schema/signals";
import type { Ctx } from "#lib/platform/context";
import { silenceName } from "./heartbeat";
import { limitName } from "./limit";
import type { InboundAlert } from "./model";
import type { AlertRow } from "./store";

/** Nothing may be heard of one for so long, in milliseconds, before it is taken to be over. */
const silence = 24 * 3_600_000;
/** So often a rule, or all of a source, must have fired without an end to show that its ends are not told. */
const fewest = 3;
const mostAtOnce = 200;

/**
 * Alerts of `sources` that fire and are to be taken as over: their source said so beforehand, or it has never told an end of this rule,
 * and nothing was heard of them for a day.
 */
export function untoldAlerts(tx: Ctx, sources: string[]): Promise<AlertRow[]> {
  const now = tx.now();
  const since = new Date(now.getTime() - silence);
  const silentRule = sql`(${alert.source}, ${alert.name}) in (
    with rule as (
      select source, name, sum(occurrences) as fired, sum(ends_told) as ended from alert
      where not is_heartbeat and ${lte(alert.firstSeenAt, since)} group by source, name)
    select source, name from rule where ended = 0 and (fired >= ${fewest} or source in (
      select source from rule group by source having sum(ended) = 0 and sum(fired) >= ${fewest})))`;
  return tx.db
    .select()
    .from(alert)
    .where(
      and(
        eq(alert.state, "firing"),
        eq(alert.isHeartbeat, false),
        inArray(alert.source, sources),
        notInArray(alert.name, [silenceName, limitName]),
        or(
          lte(alert.overdueAt, now),
          and(sql`${alert.overdueAt} is null`, lte(alert.lastSeenAt, since), silentRule),
        ),
      ),
    )
    .orderBy(alert.id)
    .limit(mostAtOnce);
}

/** The end of an alert that nobody tells. */
export function presumedEnd(row: AlertRow, at: Date): InboundAlert {
  const { fingerprint, name, severity, startsAt, labels, annotations, generatorUrl, groupKey } = row;
  return {
    ...{ fingerprint, name, severity, startsAt, labels, annotations, generatorUrl, groupKey },
    state: "resolved",
    endsAt: row.overdueAt ?? at,
    isPresumed: true,
    flaws: [
      `Its source does not say when this is over. It is taken to be: the last that was heard of it came at ${row.lastSeenAt.toISOString()}.`,
    ],
  };
}
