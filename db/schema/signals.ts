/** Alerts, one row each however often they are told, and the times at which each fired. */
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { alertStates, severities } from "#lib/signals/model";
import { id, instant, ref } from "./columns";

type Texts = Record<string, string>;

export const alert = pgTable(
  "alert",
  {
    id: id(),
    source: text("source").notNull(),
    fingerprint: text("fingerprint").notNull(),
    name: text("name").notNull(),
    state: text("state", { enum: alertStates }).notNull(),
    severity: text("severity", { enum: severities }),
    /** Of the newest firing. */
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at"),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    /** How many times it has fired. */
    occurrences: integer("occurrences").notNull().default(0),
    labels: jsonb("labels").$type<Texts>().notNull(),
    annotations: jsonb("annotations").$type<Texts>().notNull(),
    generatorUrl: text("generator_url"),
    groupKey: text("group_key"),
    flaws: jsonb("flaws").$type<string[]>().notNull().default([]),
    /** It fires as long as all is well: its silence is the alert. */
    isHeartbeat: boolean("is_heartbeat").notNull().default(false),
    /**
     * Of a heartbeat: when the next sign of life is overdue. Of another that fires: when it is over, as its source never says
     * so; of one that does not: when it was taken to be over.
     */
    overdueAt: instant("overdue_at"),
    /** How many of its ends its source told. */
    endsTold: integer("ends_told").notNull().default(0),
  },
  (table) => [
    uniqueIndex("alert_fingerprint").on(table.source, table.fingerprint),
    index("alert_seen").on(table.source, table.firstSeenAt),
    index("alert_rule").on(table.source, table.name),
    index("alert_ends_told").on(table.source, table.name).where(sql`${table.endsTold} > 0`),
    index("alert_firing").on(table.source).where(sql`${table.state} = 'firing'`),
    index("alert_overdue").on(table.overdueAt).where(sql`${table.overdueAt} is not null`),
  ],
);

/** One stretch of time in which an alert fired; where it flaps, one row that counts. */
export const alertEpisode = pgTable(
  "alert_episode",
  {
    id: id(),
    alertId: ref("alert_id")
      .notNull()
      .references(() => alert.id),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at"),
    /** How often it went on and off within. */
    flips: integer("flips").notNull().default(0),
  },
  (table) => [index("alert_episode_alert").on(table.alertId, table.id)],
);
