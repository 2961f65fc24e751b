/** The count of alerts afterwards: each is kept once, in the state it was told last, with every firing, in one incident. */
import { sql } from "drizzle-orm";
import type { Pool } from "#db/client";
import { alertSource, type ToldAlert } from "./alerts";
import type { Count } from "./reckoning";

/** Compares the alerts that are kept with those that were told; every line has to be 0. */
export async function reckonAlerts({ db }: Pool, told: readonly ToldAlert[]): Promise<Count> {
  const rows = await db.execute<{
    fingerprint: string;
    state: string;
    occurrences: number;
    began: number;
    homes: number;
  }>(sql`
    select fingerprint, state, occurrences,
      (select coalesce(sum(1 + flips), 0)::int from alert_episode where alert_id = alert.id) as began,
      (select count(*)::int from incident_alert where alert_id = alert.id and left_at is null) as homes
    from alert where source = ${alertSource}`);
  const kept = new Map(rows.map((row) => [row.fingerprint, row]));
  const fired = told.filter(({ firings }) => firings > 0);
  const [incidents] = await db.execute<{ wrong: number }>(sql`
    select count(*)::int as wrong from incident where source = ${alertSource} and merged_into is null
      and firing <> (select count(*) from incident_alert join alert on alert.id = alert_id
        where incident_id = incident.id and left_at is null and alert.state = 'firing')`);
  return {
    "alerts lost or doubled":
      fired.filter(({ fingerprint }) => !kept.has(fingerprint)).length +
      Math.max(0, rows.length - fired.length),
    "alerts in another state than told": fired.filter(
      ({ fingerprint, isFiring }) => (kept.get(fingerprint)?.state === "firing") !== isFiring,
    ).length,
    "firings lost or doubled": fired.reduce((sum, { fingerprint, firings }) => {
      const row = kept.get(fingerprint);
      return sum + Math.abs((row?.occurrences ?? 0) - firings) + Math.abs((row?.began ?? 0) - firings);
    }, 0),
    "alerts in no incident, or in several": rows.filter(({ homes }) => homes !== 1).length,
    "incidents that count their alerts wrongly": incidents?.wrong ?? 1,
  };
}
