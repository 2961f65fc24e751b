/** What customers' messages say of what is wrong, whom a service serves, and what was told to whom. */
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { mapOrigins, noticeRounds, statusStages } from "#lib/major/model";
import { id, instant, ref } from "./columns";
import { customer } from "./customers";
import { incident } from "./incidents";
import { seenWith, seenWithTicket } from "./sight";
import { suggestion } from "./suggestions";
import { ticket } from "./tickets";

/** A customer's message as it is compared with others; one without terms was read and says nothing. */
export const customerReport = pgTable(
  "customer_report",
  {
    eventId: bigint("event_id", { mode: "number" }).primaryKey(),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id, { onDelete: "cascade" }),
    /** The company, else the customer: who counts once however often they write. */
    whose: text("whose").notNull(),
    at: instant("at").notNull(),
    terms: text("terms").array().notNull(),
    /** What its words point to, and how surely; what its ticket is filed under counts before it. */
    service: text("service"),
    sure: real("sure").notNull().default(0),
    /** Whether it was held against what others wrote; what is of the past never is. */
    isCompared: boolean("is_compared").notNull().default(true),
  },
  (table) => [
    index("customer_report_uncompared").on(table.eventId).where(sql`not ${table.isCompared}`),
    seenWithTicket(table.ticketId),
    index("customer_report_at").on(table.at),
    index("customer_report_ticket").on(table.ticketId),
    index("customer_report_terms").using("gin", table.terms),
  ],
);

/** In how many messages a term stands; the empty term counts all of them. */
export const reportTerm = pgTable("report_term", {
  term: text("term").primaryKey(),
  messages: integer("messages").notNull(),
});

/** Which customers a service serves, by what is known of it. */
export const serviceCustomer = pgTable(
  "service_customer",
  {
    service: text("service").notNull(),
    customerId: ref("customer_id")
      .notNull()
      .references(() => customer.id, { onDelete: "cascade" }),
    origin: text("origin", { enum: mapOrigins }).notNull(),
    addedAt: instant("added_at").notNull(),
  },
  (table) => [
    seenWith("customer", table.customerId),
    primaryKey({ columns: [table.service, table.customerId] }),
    index("service_customer_customer").on(table.customerId),
  ],
);

/**
 * A message to one customer about an incident. Where they have written it is a proposal on their ticket, whose state is
 * its own; where they have not, it waits here until a person decides, and becomes a ticket when it is sent.
 */
export const incidentNotice = pgTable(
  "incident_notice",
  {
    id: id(),
    incidentId: ref("incident_id")
      .notNull()
      .references(() => incident.id),
    round: text("round", { enum: noticeRounds }).notNull(),
    customerId: ref("customer_id").references(() => customer.id, { onDelete: "cascade" }),
    ticketId: ref("ticket_id").references(() => ticket.id, { onDelete: "cascade" }),
    suggestionId: ref("suggestion_id").references(() => suggestion.id),
    text: text("text").notNull(),
    language: text("language"),
    why: text("why").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Of one without a ticket that a person does not want sent. */
    refusedAt: instant("refused_at"),
    refusedBy: text("refused_by"),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("incident_notice_incident").on(table.incidentId, table.id),
    uniqueIndex("incident_notice_ticket")
      .on(table.incidentId, table.round, table.ticketId)
      .where(sql`${table.ticketId} is not null`),
    uniqueIndex("incident_notice_customer")
      .on(table.incidentId, table.round, table.customerId)
      .where(sql`${table.ticketId} is null`),
  ],
);

/** What the public is told of an incident, in the words of a person. */
export const statusPost = pgTable(
  "status_post",
  {
    id: id(),
    incidentId: ref("incident_id")
      .notNull()
      .references(() => incident.id),
    stage: text("stage", { enum: statusStages }).notNull(),
    title: text("title").notNull(),
    text: text("text").notNull(),
    at: instant("at").notNull(),
    postedBy: text("posted_by").notNull(),
    /** Null while only the team sees it. */
    publishedAt: instant("published_at"),
  },
  (table) => [
    seenWith("incident", table.incidentId),
    index("status_post_incident").on(table.incidentId, table.id),
    index("status_post_published").on(table.publishedAt).where(sql`${table.publishedAt} is not null`),
  ],
);
