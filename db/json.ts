/** Rows as JSON, for reading what belongs together, from several tables, with one statement. */
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";

/**
 * A row as a JSON object under the names the schema gives its columns; instants come as text, to be parsed by the
 * noun's own schema. `alias` is what the query calls the table, its own name when left out.
 */
export function rowJson(table: PgTable, alias: string = getTableConfig(table).name): SQL {
  const pairs = Object.entries(getTableColumns(table)).map(
    ([key, column]) => `'${key}', "${alias}"."${column.name}"`,
  );
  return sql.raw(`json_build_object(${pairs.join(", ")})`);
}
