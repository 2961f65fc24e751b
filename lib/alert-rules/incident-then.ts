/** Which incident an alert was in at a time. */
import { type SQL, sql } from "drizzle-orm";

/** Joins, as `incident`, the one `alert` was in when something began at `moment`; it may have joined up to an hour later. */
export function joinIncidentThen(moment: SQL): SQL {
  return sql`
    left join lateral (
      select incident_alert.incident_id from incident_alert
      where incident_alert.alert_id = alert.id and incident_alert.joined_at <= ${moment} + interval '1 hour'
      order by incident_alert.joined_at desc limit 1
    ) as member on true
    left join incident on incident.id = member.incident_id`;
}
