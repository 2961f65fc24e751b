/** Which customers an incident touches: by a table somebody pasted, the labels of alerts, and who has written about it before. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";

/** Labels by which alerts name whom they touch. */
const customerLabels = [
  "customer",
  "customer_id",
  "tenant",
  "tenant_id",
  "account",
  "account_id",
  "organization",
];

export type Served = { customerId: number; why: string };

/** So long somebody who wrote about a service counts as its customer. */
export const wroteWithin = sql.raw("interval '180 days'");
const mostServed = 500;

/** The customers an incident touches, each once, with how that is known; the surest way first. */
export async function servedBy(
  ctx: Ctx,
  { incidentId, service }: { incidentId: number; service: string | null },
): Promise<Served[]> {
  const rows = await ctx.db.execute<{ customerId: number; origin: string; service: string }>(sql`
    with about as (
      select ${service}::text as service where ${service}::text is not null
      union select distinct alert.labels->>'service' from incident_alert join alert on alert.id = incident_alert.alert_id
        where incident_alert.incident_id = ${incidentId} and incident_alert.left_at is null
          and alert.labels ? 'service'
    ), named as (
      select distinct lower(label.value) as name
      from incident_alert join alert on alert.id = incident_alert.alert_id, jsonb_each_text(alert.labels) as label
      where incident_alert.incident_id = ${incidentId} and incident_alert.left_at is null
        and lower(label.key) = any(${sql.param(customerLabels)}::text[])
    ), found as (
      select customer_id, 1 as place, 'csv' as origin, service from service_customer
        where service in (select service from about)
      union all
      select customer.id, 2, 'labels', '' from customer join named
        on named.name in (lower(customer.external_id), lower(customer.company), lower(customer.email))
      union all
      select contact_id, 3, 'history', service from ticket
        where service in (select service from about) and contact_id is not null
          and opened_at > ${ctx.now().toISOString()}::timestamptz - ${wroteWithin}
    )
    select distinct on (customer_id) customer_id::float8 as "customerId", origin, service from found
    order by customer_id, place limit ${mostServed}`);
  return rows.map(({ customerId, origin, service: about }) => ({
    customerId,
    why: whyServed(origin, about),
  }));
}

function whyServed(origin: string, service: string): string {
  if (origin === "csv") return `The service map says that ${service} serves them.`;
  if (origin === "labels") return "An alert of this incident names them.";
  return `They have written about ${service} before.`;
}
