/** Finds the customers a table names. */
import { inArray, or, sql } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import type { Ctx } from "#lib/platform/context";
import type { MapLine } from "./table";

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
