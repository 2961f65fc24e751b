/** People (better-auth's table), keys for machines, and the queues people share. */
import { sql } from "drizzle-orm";
import { boolean, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { roles } from "#lib/platform/rules";
import { id, instant, ref } from "./columns";

export const user = pgTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  role: text("role", { enum: roles }).notNull().default("viewer"),
  disabledAt: instant("disabled_at"),
  /** The password was set by somebody else: nothing is open before it is changed. */
  mustChangePassword: boolean("must_change_password").notNull().default(false),
  /** Signing in with the password asks for a code as well. */
  twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** Keys for machines: only the hash is kept, the prefix tells people which one it is. */
export const apiKey = pgTable("api_key", {
  id: id(),
  name: text("name").notNull(),
  prefix: text("prefix").notNull(),
  hash: text("hash").notNull().unique(),
  scopes: text("scopes").array().notNull().default(sql`'{}'::text[]`),
  createdBy: text("created_by")
    .notNull()
    .references(() => user.id),
  createdAt: instant("created_at").notNull().defaultNow(),
  expiresAt: instant("expires_at"),
  lastUsedAt: instant("last_used_at"),
  revokedAt: instant("revoked_at"),
});

export const queue = pgTable("queue", {
  id: id(),
  key: text("key").notNull().unique(),
  name: text("name").notNull(),
  description: text("description").notNull().default(""),
  /** Its tickets are for its members alone. */
  isRestricted: boolean("is_restricted").notNull().default(false),
  createdAt: instant("created_at").notNull().defaultNow(),
});

export const queueMember = pgTable(
  "queue_member",
  {
    queueId: ref("queue_id")
      .notNull()
      .references(() => queue.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.queueId, table.userId] }),
    uniqueIndex("queue_member_user").on(table.userId, table.queueId),
  ],
);
