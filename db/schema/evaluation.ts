/** Finished replays with their figures. */
import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { ReplayReport } from "#lib/evaluation/model";
import { id, instant } from "./columns";

/** A replay of recorded dialogues; its tickets lay in a database of their own and are gone. */
export const replayRun = pgTable(
  "replay_run",
  {
    id: id(),
    name: text("name").notNull(),
    report: jsonb("report").$type<ReplayReport>().notNull(),
    finishedAt: instant("finished_at").notNull(),
  },
  (table) => [index("replay_run_finished").on(table.finishedAt, table.id)],
);
