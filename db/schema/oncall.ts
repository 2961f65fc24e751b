/** Who is on call and how they are reached; pages, what was sent for them, and the hand-over of a shift. */
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { HandoverItem } from "#lib/oncall/handover/model";
import type { ChainStep, Layer } from "#lib/oncall/model";
import {
  type ContactRule,
  channelKinds,
  noticeStatuses,
  type PageRule,
  pageCauses,
  pageEventKinds,
  pageStatuses,
  urgencies,
} from "#lib/oncall/paging/model";
import { id, instant, ref } from "./columns";
import { incident } from "./incidents";
import { seenWith, seenWithTicket } from "./sight";
import { user } from "./team";
import { ticket } from "./tickets";

const person = (name: string) => text(name).references(() => user.id);

export const oncallSchedule = pgTable("oncall_schedule", {
  id: id(),
  name: text("name").notNull(),
  description: text("description").notNull().default(""),
  timeZone: text("time_zone").notNull(),
  layers: jsonb("layers").$type<Layer[]>().notNull(),
  version: integer("version").notNull().default(1),
  createdAt: instant("created_at").notNull(),
  removedAt: instant("removed_at"),
});

/** A calendar of somebody else's that fills a schedule: its address is sealed, for it often is the only secret. */
export const oncallCalendar = pgTable("oncall_calendar", {
  id: id(),
  scheduleId: ref("schedule_id")
    .notNull()
    .references(() => oncallSchedule.id),
  name: text("name").notNull(),
  address: text("address"),
  readAt: instant("read_at"),
  lastError: text("last_error"),
});

export const oncallOverride = pgTable(
  "oncall_override",
  {
    id: id(),
    scheduleId: ref("schedule_id")
      .notNull()
      .references(() => oncallSchedule.id),
    userId: person("user_id").notNull(),
    replaces: person("replaces"),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason").notNull().default(""),
    calendarId: ref("calendar_id").references(() => oncallCalendar.id, { onDelete: "cascade" }),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("oncall_override_time").on(table.scheduleId, table.endsAt)],
);

export const oncallHoliday = pgTable(
  "oncall_holiday",
  {
    id: id(),
    scheduleId: ref("schedule_id")
      .notNull()
      .references(() => oncallSchedule.id),
    calendarId: ref("calendar_id")
      .notNull()
      .references(() => oncallCalendar.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
  },
  (table) => [index("oncall_holiday_time").on(table.scheduleId, table.endsAt)],
);

/** An address a calendar program reads: a schedule, or all shifts of its owner. Only the hash of its secret is kept. */
export const oncallFeed = pgTable(
  "oncall_feed",
  {
    id: id(),
    userId: person("user_id").notNull(),
    scheduleId: ref("schedule_id").references(() => oncallSchedule.id),
    secretHash: text("secret_hash").notNull().unique(),
    createdAt: instant("created_at").notNull(),
    readAt: instant("read_at"),
  },
  (table) => [uniqueIndex("oncall_feed_owner").on(table.userId, sql`coalesce(${table.scheduleId}, 0)`)],
);

export const oncallChain = pgTable("oncall_chain", {
  id: id(),
  name: text("name").notNull(),
  steps: jsonb("steps").$type<ChainStep[]>().notNull(),
  repeats: integer("repeats").notNull(),
  lastResort: person("last_resort").notNull(),
  version: integer("version").notNull().default(1),
  createdAt: instant("created_at").notNull(),
  removedAt: instant("removed_at"),
});

/** One row: what calls whom, and what messages leave by; secrets sealed. */
export const oncallSetup = pgTable("oncall_setup", {
  id: integer("id").primaryKey(),
  rules: jsonb("rules").$type<PageRule[]>().notNull().default([]),
  mailFrom: text("mail_from"),
  mailUrl: text("mail_url"),
  pushPublicKey: text("push_public_key"),
  pushPrivateKey: text("push_private_key"),
});

/** How a person is reached; the target is sealed, the secret named. */
export const oncallChannel = pgTable(
  "oncall_channel",
  {
    id: id(),
    userId: person("user_id").notNull(),
    kind: text("kind", { enum: channelKinds }).notNull(),
    label: text("label").notNull(),
    target: text("target").notNull(),
    secret: text("secret"),
    lastError: text("last_error"),
    lastSentAt: instant("last_sent_at"),
    createdAt: instant("created_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (table) => [index("oncall_channel_user").on(table.userId)],
);

/** Which of a person's channels is used after how many minutes. */
export const oncallContact = pgTable("oncall_contact", {
  userId: person("user_id").primaryKey(),
  rules: jsonb("rules").$type<ContactRule[]>().notNull(),
});

export const page = pgTable(
  "page",
  {
    id: id(),
    /** Null: no rule calls anybody, and one person is told. */
    chainId: ref("chain_id").references(() => oncallChain.id),
    cause: text("cause", { enum: pageCauses }).notNull(),
    key: text("key").notNull(),
    urgency: text("urgency", { enum: urgencies }).notNull(),
    title: text("title").notNull(),
    brief: jsonb("brief").$type<string[]>().notNull(),
    ticketId: ref("ticket_id").references(() => ticket.id),
    incidentId: ref("incident_id").references(() => incident.id),
    runId: ref("run_id"),
    status: text("status", { enum: pageStatuses }).notNull().default("open"),
    /** The step of the chain it is on, counted through all rounds from 0. */
    step: integer("step").notNull().default(0),
    ownerId: person("owner_id"),
    openedAt: instant("opened_at").notNull(),
    escalatesAt: instant("escalates_at"),
    acknowledgedAt: instant("acknowledged_at"),
    resolvedAt: instant("resolved_at"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    uniqueIndex("page_unresolved").on(table.key).where(sql`${table.status} <> 'resolved'`),
    index("page_ticket").on(table.ticketId),
    index("page_incident").on(table.incidentId),
    seenWithTicket(table.ticketId),
  ],
);

/** What happened to a page. Append-only. */
export const pageEvent = pgTable(
  "page_event",
  {
    id: id(),
    pageId: ref("page_id")
      .notNull()
      .references(() => page.id),
    at: instant("at").notNull(),
    kind: text("kind", { enum: pageEventKinds }).notNull(),
    actorName: text("actor_name").notNull(),
    text: text("text").notNull(),
  },
  (table) => [index("page_event_page").on(table.pageId, table.id), seenWith("page", table.pageId)],
);

/** A person called on a step of a page. */
export const pageCall = pgTable(
  "page_call",
  {
    pageId: ref("page_id")
      .notNull()
      .references(() => page.id),
    userId: person("user_id").notNull(),
    step: integer("step").notNull(),
    at: instant("at").notNull(),
    seenAt: instant("seen_at"),
  },
  (table) => [primaryKey({ columns: [table.pageId, table.userId] }), seenWith("page", table.pageId)],
);

/** One message to one channel for a page, or a person's trial of it; its proof is what the other side answered. */
export const pageNotice = pgTable(
  "page_notice",
  {
    id: id(),
    pageId: ref("page_id").references(() => page.id),
    channelId: ref("channel_id")
      .notNull()
      .references(() => oncallChannel.id),
    userId: person("user_id").notNull(),
    step: integer("step").notNull(),
    status: text("status", { enum: noticeStatuses }).notNull().default("waiting"),
    dueAt: instant("due_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    sentAt: instant("sent_at"),
    /** When the device itself said that it showed it. */
    shownAt: instant("shown_at"),
    proof: text("proof"),
    lastError: text("last_error"),
  },
  (table) => [
    uniqueIndex("page_notice_once").on(table.pageId, table.channelId, table.step),
    index("page_notice_user").on(table.pageId, table.userId),
  ],
);

/** The end of a shift as it was written down, signed by who leaves and by who comes. */
export const shiftHandover = pgTable(
  "shift_handover",
  {
    id: id(),
    scheduleId: ref("schedule_id")
      .notNull()
      .references(() => oncallSchedule.id),
    fromId: person("from_id").notNull(),
    toId: person("to_id").notNull(),
    note: text("note").notNull(),
    items: jsonb("items").$type<HandoverItem[]>().notNull(),
    writtenAt: instant("written_at").notNull(),
    signedFromAt: instant("signed_from_at"),
    signedToAt: instant("signed_to_at"),
  },
  (table) => [index("shift_handover_schedule").on(table.scheduleId, table.id)],
);
