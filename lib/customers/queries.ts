/** Reads of customers: who may be the same person, and who was merged. */
import { and, desc, eq, notExists, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { customer, customerMerge } from "#db/schema/customers";
import type { Ctx } from "#lib/platform/context";
import { type CustomerLinks, CustomerMatch, type CustomerSearch, MergedCustomer } from "./model";

/** Most customers a search shows. */
const mostMatches = 20;

/** Customers with cards of their own that have all the words, those with most tickets first. */
export async function findCustomers(
  ctx: Ctx,
  { search, besides }: z.output<typeof CustomerSearch>,
): Promise<CustomerMatch[]> {
  const words = search.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return matches(
    ctx,
    and(
      sql`${customer.id} <> ${besides}`,
      ...words.map((word) => {
        const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
        const fields = [customer.name, customer.email, customer.company, customer.externalId];
        return or(...fields.map((field) => sql`${field} ilike ${pattern}`));
      }),
    ),
  );
}

/** What a customer's card shows of others. */
export async function customerLinks(ctx: Ctx, customerId: number): Promise<CustomerLinks> {
  const everyone = sql`select customer_everyone(${customerId})`;
  const [merged, sameAddress] = await Promise.all([
    ctx.db
      .select({
        id: customer.id,
        name: customer.name,
        email: customer.email,
        externalId: customer.externalId,
        mergedAt: customerMerge.mergedAt,
        mergedBy: customerMerge.mergedBy,
      })
      .from(customerMerge)
      .innerJoin(customer, eq(customer.id, customerMerge.customerId))
      .where(eq(customerMerge.intoId, customerId))
      .orderBy(desc(customerMerge.mergedAt), desc(customer.id)),
    matches(
      ctx,
      sql`${customer.id} in (
        select customer_root(other.id) from customer as other
        where other.email_verified and other.id not in (${everyone}) and lower(other.email) in (
          select lower(own.email) from customer as own where own.email_verified and own.id in (${everyone})
        )
      )`,
    ),
  ]);
  return { mergedFrom: merged.map((row) => MergedCustomer.parse(row)), sameAddress };
}

async function matches(ctx: Ctx, which: SQL | undefined): Promise<CustomerMatch[]> {
  const tickets = sql<number>`(select count(*)::int from ticket where ticket.customer_id = customer.id)`;
  const merges = ctx.db
    .select({ one: sql`1` })
    .from(customerMerge)
    .where(eq(customerMerge.customerId, customer.id));
  const rows = await ctx.db
    .select({ card: customer, tickets })
    .from(customer)
    .where(and(which, notExists(merges)))
    .orderBy(desc(tickets), customer.id)
    .limit(mostMatches);
  return rows.map(({ card, tickets }) => CustomerMatch.parse({ ...card, tickets }));
}

/** Most plans a choice offers. */
const mostPlans = 50;

/** The plans customers are on, by name. */
export async function customerPlans(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ plan: customer.plan })
    .from(customer)
    .where(sql`${customer.plan} is not null and ${customer.plan} <> ''`)
    .orderBy(customer.plan)
    .limit(mostPlans);
  return rows.flatMap(({ plan }) => (plan ? [plan] : []));
}
