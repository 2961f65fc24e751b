/** The people who ask, and which of them turned out to be one. */
import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { FilledFields } from "#lib/customers/model";
import { id, instant, ref } from "./columns";
import { seenWithAnyTicket } from "./sight";

/** Somebody as one sender knows them. */
export const customer = pgTable(
  "customer",
  {
    id: id(),
    source: text("source").notNull(),
    externalId: text("external_id"),
    name: text("name").notNull(),
    email: text("email"),
    /** The sender says that the address belongs to this person. */
    emailVerified: boolean("email_verified").notNull().default(false),
    company: text("company"),
    plan: text("plan"),
    notes: text("notes").notNull().default(""),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    seenWithAnyTicket(table.id),
    uniqueIndex("customer_external").on(table.source, table.externalId),
    index("customer_verified_address").on(sql`lower(${table.email})`).where(sql`${table.emailVerified}`),
  ],
);

/** Somebody who goes by another customer's card now; an undo takes the row away. */
export const customerMerge = pgTable(
  "customer_merge",
  {
    customerId: ref("customer_id")
      .primaryKey()
      .references(() => customer.id),
    intoId: ref("into_id")
      .notNull()
      .references(() => customer.id),
    /** What the other card lacked and got by it. */
    filled: jsonb("filled").$type<FilledFields>().notNull(),
    mergedAt: instant("merged_at").notNull(),
    mergedBy: text("merged_by").notNull(),
  },
  (table) => [index("customer_merge_into").on(table.intoId)],
);
