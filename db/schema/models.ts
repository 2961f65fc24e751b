/** What running the installation needs to know: model calls and tokens by day. */
import { bigint, date, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

const amount = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

export const modelUsage = pgTable(
  "model_usage",
  {
    day: date("day").notNull(),
    model: text("model").notNull(),
    calls: amount("calls"),
    failures: amount("failures"),
    inputTokens: amount("input_tokens"),
    outputTokens: amount("output_tokens"),
    /** Calls that were not made, as the day's tokens were used up. */
    held: amount("held"),
  },
  (table) => [primaryKey({ columns: [table.day, table.model] })],
);
