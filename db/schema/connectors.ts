/** Connectors: the ways in and out. */
import { boolean, pgTable, text } from "drizzle-orm/pg-core";
import { connectorKinds } from "#lib/connectors/model";
import { instant, ref } from "./columns";

/** A way in, and out again; `secret` names the secret it signs with. */
export const connector = pgTable("connector", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: connectorKinds }).notNull(),
  name: text("name").notNull(),
  secret: text("secret").notNull(),
  queueId: ref("queue_id"),
  /** Where replies on its tickets are sent; null: nowhere. */
  outgoingUrl: text("outgoing_url"),
  /** What its kind is set up by: a mapping, or a list of topics. */
  setup: text("setup").notNull().default(""),
  enabled: boolean("enabled").notNull().default(true),
  createdAt: instant("created_at").notNull().defaultNow(),
});
