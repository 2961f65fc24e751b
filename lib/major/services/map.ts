/** Which customers a service serves: a table somebody pasted, the labels of alerts, and who has written about it before. */
import { eq, inArray, or, sql } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";

export type MapLine = { service: string; customer: string };
export type MapOutcome = { services: number; customers: number; unknown: string[] };

const mostLines = 20_000;

/** The lines of a table `service,customer`; a head line is passed over. Throws `invalid` for a line with one column. */
export function readServiceMap(csv: string): MapLine[] {
  const lines = csv.split(/\r?\n/).map((line) => line.trim());
  const separator = lines[0]?.includes(";") ? ";" : lines[0]?.includes("\t") ? "\t" : ",";
  const rows = lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/u, "$1")));
  if (rows.length > mostLines) throw new AppError("invalid", `A table has at most ${mostLines} lines.`);
  const body = /^(?:service|dienst)$/i.test(rows[0]?.[0] ?? "") ? rows.slice(1) : rows;
  return body.map(([service, who], place) => {
    if (!service || !who)
      throw new AppError("invalid", `Line ${place + 1} has no service or no customer.`, {
        fields: [{ field: "csv", message: `Line ${place + 1} has no service or no customer.` }],
      });
    return { service, customer: who };
  });
}

/** Customers by address, id at their sender, or company (all of its people); the rest is named. */
export async function customersOf(
  ctx: Ctx,
  lines: readonly MapLine[],
): Promise<{ known: { service: string; customerId: number }[]; unknown: string[] }> {
  const names = [...new Set(lines.map((line) => line.customer.toLowerCase()))];
  if (names.length === 0) return { known: [], unknown: [] };
  const rows = await ctx.db
    .select({
      id: customer.id,
      email: customer.email,
      externalId: customer.externalId,
      company: customer.company,
    })
    .from(customer)
    .where(
      or(
        inArray(sql`lower(${customer.email})`, names),
        inArray(sql`lower(${customer.externalId})`, names),
        inArray(sql`lower(${customer.company})`, names),
      ),
    );
  const ids = new Map<string, number[]>();
  for (const { id, ...own } of rows)
    for (const name of [own.email, own.externalId, own.company])
      if (name) ids.set(name.toLowerCase(), [...(ids.get(name.toLowerCase()) ?? []), id]);
  const known = lines.flatMap(({ service, customer: name }) =>
    [...new Set(ids.get(name.toLowerCase()) ?? [])].map((customerId) => ({ service, customerId })),
  );
  return {
    known: [...new Map(known.map((one) => [`${one.service} ${one.customerId}`, one])).values()],
    unknown: [
      ...new Set(lines.filter((line) => !ids.has(line.customer.toLowerCase())).map((line) => line.customer)),
    ],
  };
}

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
const remembered = "180 days";
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
          and opened_at > ${ctx.now().toISOString()}::timestamptz - interval '${sql.raw(remembered)}'
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

/** The address books' entry of a customer. */
export async function customerCard(ctx: Ctx, customerId: number) {
  const [row] = await ctx.db.select().from(customer).where(eq(customer.id, customerId));
  return row ?? null;
}
