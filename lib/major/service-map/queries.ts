/** Reads about services and whom they serve. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { wroteWithin } from "./served-customers";

export type MappedService = { service: string; fromTable: number; fromHistory: number };

/** Services with how many customers a table names for each, and how many have written about it lately. */
export async function mappedServices(ctx: Ctx): Promise<MappedService[]> {
  const rows = await ctx.db.execute<MappedService>(sql`
    with named as (
      select service, count(*)::int as customers from service_customer group by service
    ), wrote as (
      select service, count(distinct contact_id)::int as customers from ticket
      where service is not null and contact_id is not null
        and opened_at > ${ctx.now().toISOString()}::timestamptz - ${wroteWithin}
      group by service
    )
    select coalesce(named.service, wrote.service) as service, coalesce(named.customers, 0) as "fromTable",
      coalesce(wrote.customers, 0) as "fromHistory"
    from named full join wrote on wrote.service = named.service order by 1 limit 200`);
  return [...rows];
}
