/** Which service a series is of, by its labels. */
import { type SQL, sql } from "drizzle-orm";

/** The surest first. */
const serviceLabels = ["service", "service_name", "job"];

/** Null where its labels do not say. */
export function serviceOf(labels: Record<string, string>): string | null {
  return serviceLabels.map((name) => labels[name]).find((text) => text) ?? null;
}

/** The same of labels in a column. */
export function serviceIn(labels: SQL): SQL {
  const found = serviceLabels.map((name) => sql`nullif(${labels}->>${sql.raw(`'${name}'`)}, '')`);
  return sql`coalesce(${sql.join(found, sql`, `)})`;
}
