/** Which service depends on which, by what told so, and since when the whole is as it is. */
import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { dependencyOrigins } from "#lib/topology/model";
import { instant } from "./columns";

export const serviceDependency = pgTable(
  "service_dependency",
  {
    service: text("service").notNull(),
    dependsOn: text("depends_on").notNull(),
    origin: text("origin", { enum: dependencyOrigins }).notNull(),
    /** Of a catalogue or of metrics: the source that told it; empty for a pasted table. */
    source: text("source").notNull().default(""),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    /** A person said that it is none, whoever tells it. */
    ignoredAt: instant("ignored_at"),
  },
  (table) => [
    primaryKey({ columns: [table.service, table.dependsOn, table.origin, table.source] }),
    index("service_dependency_of_source").on(table.origin, table.source),
  ],
);

/** A service of which somebody told all it depends on, be it nothing: it is on the map, with calls or without. */
export const mappedService = pgTable(
  "mapped_service",
  {
    service: text("service").notNull(),
    origin: text("origin", { enum: dependencyOrigins }).notNull(),
    source: text("source").notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.service, table.origin, table.source] })],
);

/** One row: a name of its own for every state of the map, so that it is read again only when it has changed. */
export const topologyVersion = pgTable("topology_version", {
  id: text("id").primaryKey(),
  version: text("version").notNull(),
});
