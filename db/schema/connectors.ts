/** Connectors: the ways in and out, with their secrets. */
import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import { connectorKinds } from "#lib/connectors/model";
import { instant, ref } from "./columns";

/** A way in, and out again, with its signing secret, sealed with the installation's key. */
export const connector = pgTable("connector", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: connectorKinds }).notNull(),
  name: text("name").notNull(),
  secret: text("secret").notNull(),
  /** The secret before the last rotation, sealed too, and when it stops working. */
  previousSecret: text("previous_secret"),
  previousUntil: instant("previous_until"),
  queueId: ref("queue_id"),
  /** Where replies on its tickets are sent; null: nowhere. */
  outgoingUrl: text("outgoing_url"),
  /** What its kind is set up by: a mapping, or a list of topics. */
  setup: text("setup").notNull().default(""),
  enabled: boolean("enabled").notNull().default(true),
  createdAt: instant("created_at").notNull().defaultNow(),
});
