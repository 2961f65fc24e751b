/** Imports of tickets from files, and which tickets each brought. */
import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import {
  type ImportFigures,
  importFormats,
  importStatuses,
  type Learnt,
  type Mapping,
} from "#lib/imports/model";
import { bytea, id, instant, ref } from "./columns";
import { seenWithTicket } from "./sight";
import { ticket } from "./tickets";

/** A file of tickets on its way in; its bytes, compressed, are kept until it has ended. */
export const importRun = pgTable(
  "import_run",
  {
    id: id(),
    fileName: text("file_name").notNull(),
    format: text("format", { enum: importFormats }).notNull(),
    system: text("system").notNull(),
    status: text("status", { enum: importStatuses }).notNull().default("ready"),
    mapping: jsonb("mapping").$type<Mapping>(),
    content: bytea("content"),
    total: integer("total").notNull().default(0),
    done: integer("done").notNull().default(0),
    figures: jsonb("figures").$type<ImportFigures>().notNull(),
    learnt: jsonb("learnt").$type<Learnt>(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [index("import_run_created").on(table.createdAt, table.id)],
);

/** A ticket an import brought: what an undo takes away again. */
export const importedTicket = pgTable(
  "imported_ticket",
  {
    importId: ref("import_id")
      .notNull()
      .references(() => importRun.id),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    primaryKey({ columns: [table.importId, table.ticketId] }),
    index("imported_ticket_ticket").on(table.ticketId),
  ],
);
