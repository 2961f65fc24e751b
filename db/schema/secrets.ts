/** Secrets of this installation and of others, kept once under a name. */
import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** A token, a key, or what a connector signs with. `sealed` is null once it was revoked: the value is gone. */
export const namedSecret = pgTable("named_secret", {
  name: text("name").primaryKey(),
  sealed: text("sealed"),
  /** The value before the last rotation, sealed too, and until when it is still recognised. */
  previousSealed: text("previous_sealed"),
  previousUntil: instant("previous_until"),
  /** What it was entered for, where it was not entered by name: "tool get_quota". */
  owner: text("owner"),
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
