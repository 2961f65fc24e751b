/** Metrics: their sources, series with what is known of each, their points by the hour, what was found, what changed. */
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { anomalyKinds, bodyEncodings, bodyFormats, seriesStates, sourceKinds } from "#lib/metrics/model";
import { bytea, id, instant, ref } from "./columns";

type Texts = Record<string, string>;

/** `secret` and `bearer` name secrets of the store. */
export const metricSource = pgTable("metric_source", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  kind: text("kind", { enum: sourceKinds }).notNull(),
  secret: text("secret").notNull(),
  enabled: boolean("enabled").notNull().default(true),
  seriesLimit: integer("series_limit").notNull(),
  /** Of a polled one. */
  url: text("url"),
  queries: jsonb("queries").$type<string[]>().notNull().default([]),
  stepSeconds: integer("step_seconds").notNull().default(60),
  bearer: text("bearer"),
  polledAt: instant("polled_at"),
  lastPollError: text("last_poll_error"),
  overLimitSince: instant("over_limit_since"),
  /** Samples that came too late, or twice. */
  late: bigint("late", { mode: "number" }).notNull().default(0),
  createdAt: instant("created_at").notNull(),
});

export const metricSeries = pgTable(
  "metric_series",
  {
    id: id(),
    sourceId: text("source_id")
      .notNull()
      .references(() => metricSource.id),
    /** Digest of its name and labels. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    labels: jsonb("labels").$type<Texts>().notNull(),
    unit: text("unit").notNull().default(""),
    isCounter: boolean("is_counter").notNull().default(false),
    state: text("state", { enum: seriesStates }).notNull().default("cold"),
    lastAt: instant("last_at"),
    lastValue: doublePrecision("last_value"),
    low: doublePrecision("low"),
    high: doublePrecision("high"),
    /** When its silence becomes out of the ordinary; null: it is not waited for. */
    dueAt: instant("due_at"),
    falseAlarmsPerWeek: real("false_alarms_per_week"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("metric_series_key").on(table.sourceId, table.key),
    index("metric_series_state").on(table.state, table.id),
    index("metric_series_name").on(table.sourceId, table.name, table.id),
    index("metric_series_due").on(table.dueAt).where(sql`${table.dueAt} is not null`),
  ],
);

/** The detector's memory of a series: at most 2 KB. */
export const metricState = pgTable("metric_state", {
  seriesId: ref("series_id")
    .primaryKey()
    .references(() => metricSeries.id),
  state: bytea("state").notNull(),
});

/** An hour of a series: its points while they are kept, and what remains of them afterwards. */
export const metricHour = pgTable(
  "metric_hour",
  {
    seriesId: ref("series_id").notNull(),
    /** Hours since 1970. */
    hour: integer("hour").notNull(),
    count: integer("count").notNull(),
    sum: doublePrecision("sum").notNull(),
    min: doublePrecision("min").notNull(),
    max: doublePrecision("max").notNull(),
    /** Milliseconds within the hour and values, 12 bytes a point; null once only the figures are kept. */
    points: bytea("points"),
  },
  (table) => [
    primaryKey({ columns: [table.seriesId, table.hour] }),
    index("metric_hour_age").on(table.hour).where(sql`${table.points} is not null`),
  ],
);

export const metricAnomaly = pgTable(
  "metric_anomaly",
  {
    id: id(),
    seriesId: ref("series_id")
      .notNull()
      .references(() => metricSeries.id),
    kind: text("kind", { enum: anomalyKinds }).notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    value: doublePrecision("value").notNull(),
    low: doublePrecision("low").notNull(),
    high: doublePrecision("high").notNull(),
    note: text("note").notNull(),
  },
  (table) => [
    index("metric_anomaly_series").on(table.seriesId, table.startedAt),
    // However many detectors see an event, it is one anomaly.
    uniqueIndex("metric_anomaly_open").on(table.seriesId).where(sql`${table.endedAt} is null`),
  ],
);

/** How many false alarms a week the series of a name may raise; the empty name stands for all of a source. */
export const metricSensitivity = pgTable(
  "metric_sensitivity",
  {
    sourceId: text("source_id")
      .notNull()
      .references(() => metricSource.id),
    name: text("name").notNull(),
    falseAlarmsPerWeek: real("false_alarms_per_week").notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.name] })],
);

export const metricChange = pgTable(
  "metric_change",
  {
    id: id(),
    sourceId: text("source_id")
      .notNull()
      .references(() => metricSource.id),
    externalId: text("external_id").notNull(),
    title: text("title").notNull(),
    at: instant("at").notNull(),
    service: text("service"),
    labels: jsonb("labels").$type<Texts>().notNull(),
    link: text("link"),
  },
  (table) => [
    uniqueIndex("metric_change_external").on(table.sourceId, table.externalId),
    index("metric_change_at").on(table.at),
  ],
);

/** Requests that are acknowledged and not yet ingested. */
export const metricInbox = pgTable(
  "metric_inbox",
  {
    id: id(),
    sourceId: text("source_id")
      .notNull()
      .references(() => metricSource.id),
    format: text("format", { enum: bodyFormats }).notNull(),
    encoding: text("encoding", { enum: bodyEncodings }).notNull().default("identity"),
    body: bytea("body").notNull(),
    samples: integer("samples").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [index("metric_inbox_source").on(table.sourceId, table.id)],
);
