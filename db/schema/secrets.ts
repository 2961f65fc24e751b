/** Secrets that go out with requests, kept once under a name. */
import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** A token of another system. `sealed` is null once it was revoked: the value is gone. */
export const namedSecret = pgTable("named_secret", {
  name: text("name").primaryKey(),
  sealed: text("sealed"),
  /** The hosts it may be sent to, and no others. */
  hosts: text("hosts").array().notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: instant("created_at").notNull(),
  rotatedAt: instant("rotated_at"),
  revokedAt: instant("revoked_at"),
  lastUsedAt: instant("last_used_at"),
  /** What used it last, in words. */
  lastUsedBy: text("last_used_by"),
});
