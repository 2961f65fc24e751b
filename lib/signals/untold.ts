/** Alerts whose source never says that they are over: nobody would ever hear of their end. */
import { and, eq, inArray, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
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
  const seen = sql`not is_heartbeat and first_seen_at <= ${since.toISOString()}::timestamptz`;
  // Read by index and no further than it takes to know: sources have many alerts, and are asked every few minutes.
  const isSilent = (of: SQL) => sql`(
    not exists (select from alert as told where ${of} and told.ends_told > 0 and ${seen})
    and (select coalesce(sum(occurrences), 0) from (
      select occurrences from alert as told where ${of} and occurrences > 0 and ${seen} limit ${fewest}) as few) >= ${fewest})`;
  const ofSource = sql`told.source = ${alert.source}`;
  const ofRule = sql`${ofSource} and told.name = ${alert.name}`;
  const silentRule = sql`(${isSilent(ofRule)} or ${isSilent(ofSource)})`;
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
