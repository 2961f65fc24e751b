/** Incidents, what belongs to them and why, and what grouping has learnt. */
import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  incidentEventKinds,
  incidentStatuses,
  type JoinReason,
  majorStates,
  ticketStates,
} from "#lib/incidents/model";
import { pauseKinds } from "#lib/incidents/pauses";
import { severities } from "#lib/signals/model";
import { id, instant, ref } from "./columns";
import { seenWith, seenWithTicket } from "./sight";
import { alert } from "./signals";
import { ticket } from "./tickets";

export const incident = pgTable(
  "incident",
  {
    id: id(),
    title: text("title").notNull(),
    status: text("status", { enum: incidentStatuses }).notNull().default("open"),
    severity: text("severity", { enum: severities }),
    service: text("service"),
    /** The source of its first alert. */
    source: text("source").notNull(),
    sourceName: text("source_name").notNull(),
    /** The ticket that carries its conversation and its card. */
    ticketId: ref("ticket_id").references(() => ticket.id),
    startsAt: instant("starts_at").notNull(),
    openedAt: instant("opened_at").notNull(),
    /** When it last gained an alert, as alerts tell time. */
    lastJoinAt: instant("last_join_at").notNull(),
    /** When everything fell silent; null while something fires. */
    quietSince: instant("quiet_since"),
    resolvedAt: instant("resolved_at"),
    members: integer("members").notNull().default(0),
    firing: integer("firing").notNull().default(0),
    mergedInto: ref("merged_into"),
    major: text("major", { enum: majorStates }).notNull().default("none"),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("incident_status").on(table.status, table.id),
    uniqueIndex("incident_of_ticket").on(table.ticketId).where(sql`${table.ticketId} is not null`),
    index("incident_opened").on(table.source, table.openedAt),
  ],
);

/** Which alerts belong to which incident; an alert is in one at a time. */
export const incidentAlert = pgTable(
  "incident_alert",
  {
    id: id(),
    incidentId: ref("incident_id")
      .notNull()
      .references(() => incident.id),
    alertId: ref("alert_id")
      .notNull()
      .references(() => alert.id),
    reason: jsonb("reason").$type<JoinReason>().notNull(),
    joinedAt: instant("joined_at").notNull(),
    leftAt: instant("left_at"),
    /** The start of the firing of which the incident's ticket was told last; null where it was not told of it. */
    toldStart: text("told_start"),
  },
  (table) => [
    seenWith("incident", table.incidentId),
    index("incident_alert_incident").on(table.incidentId, table.id),
    uniqueIndex("incident_alert_now").on(table.alertId).where(sql`${table.leftAt} is null`),
  ],
);

/** Tickets of customers that belong to an incident, may belong to it, or were said not to. */
export const incidentTicket = pgTable(
  "incident_ticket",
  {
    incidentId: ref("incident_id")
      .notNull()
      .references(() => incident.id),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id, { onDelete: "cascade" }),
    state: text("state", { enum: ticketStates }).notNull().default("joined"),
    reason: jsonb("reason").$type<JoinReason>().notNull(),
    joinedAt: instant("joined_at").notNull(),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    primaryKey({ columns: [table.incidentId, table.ticketId] }),
    index("incident_ticket_of").on(table.ticketId),
    uniqueIndex("incident_ticket_one").on(table.ticketId).where(sql`${table.state} = 'joined'`),
  ],
);

/** By what an incident is found when an alert looks for one: its groups, components and series. */
export const incidentKey = pgTable(
  "incident_key",
  {
    key: text("key").notNull(),
    incidentId: ref("incident_id")
      .notNull()
      .references(() => incident.id),
    lastAt: instant("last_at").notNull(),
  },
  (table) => [
    seenWith("incident", table.incidentId),
    primaryKey({ columns: [table.key, table.incidentId] }),
    index("incident_key_incident").on(table.incidentId),
  ],
);

export const incidentEvent = pgTable(
  "incident_event",
  {
    id: id(),
    incidentId: ref("incident_id")
      .notNull()
      .references(() => incident.id),
    kind: text("kind", { enum: incidentEventKinds }).notNull(),
    at: instant("at").notNull(),
    actorName: text("actor_name").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    seenWith("incident", table.incidentId),
    index("incident_event_incident").on(table.incidentId, table.id),
  ],
);

/** How often a component has failed: its alerts with less than a session's pause between them are one failure. */
export const componentUse = pgTable("component_use", {
  component: text("component").primaryKey(),
  failures: integer("failures").notNull().default(0),
  /** When its newest failure began, and when it last said something. */
  beganAt: instant("began_at").notNull(),
  lastAt: instant("last_at").notNull(),
  firstAt: instant("first_at").notNull(),
  /** The rules that spoke in its newest failure, and whether something else failed beside it. */
  rules: text("rules").array().notNull().default([]),
  isAccompanied: boolean("is_accompanied").notNull().default(false),
});

/** How often a rule spoke of a failure, of one that had company, and of one that began after another; see `RuleUse`. */
export const ruleUse = pgTable("rule_use", {
  rule: text("rule").primaryKey(),
  failures: integer("failures").notNull(),
  accompanied: integer("accompanied").notNull(),
  byChance: doublePrecision("by_chance").notNull(),
  followed: integer("followed").notNull().default(0),
  followedByChance: doublePrecision("followed_by_chance").notNull().default(0),
});

/** How often two components failed at a time; `first` sorts before `second`. A person's word outweighs the count. */
export const componentPair = pgTable(
  "component_pair",
  {
    first: text("first").notNull(),
    second: text("second").notNull(),
    together: integer("together").notNull().default(0),
    /** Of those, how often `first` began to fail before `second`. */
    inOrder: integer("in_order").notNull().default(0),
    /** Positive: people put them together so often; negative: they took them apart. */
    verdict: integer("verdict").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.first, table.second] }),
    index("component_pair_second").on(table.second),
  ],
);

/** What was seen of pauses before something fails again, by how long they were; see `Stretch`. */
export const pauseUse = pgTable(
  "pause_use",
  {
    kind: text("kind", { enum: pauseKinds }).notNull(),
    stretch: integer("stretch").notNull(),
    seen: doublePrecision("seen").notNull(),
    expected: doublePrecision("expected").notNull(),
    /** Hours. */
    waited: doublePrecision("waited").notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.stretch] })],
);

/** How often a label's value changes from alert to alert of one rule. */
export const labelUse = pgTable(
  "label_use",
  {
    source: text("source").notNull(),
    name: text("name").notNull(),
    label: text("label").notNull(),
    alerts: integer("alerts").notNull(),
    /** Digests of the values seen, as far as they are counted. */
    values: text("values").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.name, table.label] })],
);
