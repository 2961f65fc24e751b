/** Rows as JSON: several tables read with one statement, and any number of rows written with one parameter. */
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";

/**
 * A row as a JSON object under the names the schema gives its columns; instants come as text, to be parsed by the
 * noun's own schema.
 */
export function rowJson(table: PgTable): SQL {
  const pairs = Object.entries(getTableColumns(table)).map(
    ([key, column]) => `'${key}', "${nameOf(table)}"."${column.name}"`,
  );
  return sql.raw(`json_build_object(${pairs.join(", ")})`);
}

/**
 * An insert of `rows`, all with the columns of the first, in their order; `ending` is what follows it. However many
 * they are it is the same statement, which stays prepared, and costs a fraction of one with a parameter a value.
 */
export function insertRows<Table extends PgTable>(
  table: Table,
  rows: readonly Table["$inferInsert"][],
  ending: SQL = sql``,
): SQL {
  const all = getTableColumns(table);
  const columns = Object.entries(all).filter(([key]) => key in (rows[0] ?? {}));
  const names = columns.map(([, { name }]) => `"${name}"`).join(", ");
  const keys = columns.map(([key]) => `"${key}"`).join(", ");
  const types = columns.map(([key, column]) => `"${key}" ${column.getSQLType()}`).join(", ");
  const head = sql.raw(`insert into "${nameOf(table)}" (${names}) select ${keys} from json_to_recordset(`);
  return sql`${head}${toJson(rows)}::text::json) as new (${sql.raw(types)}) ${ending}`;
}

/** JSON that Postgres takes: half a surrogate pair, as it is left where a text was cut, becomes U+FFFD. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!json.includes("\\ud")) return json;
  return json.replace(/(\\\\)|\\ud[89a-f][0-9a-f]{2}/g, (_, backslash?: string) => backslash ?? "\ufffd");
}

function nameOf(table: PgTable): string {
  return getTableConfig(table).name;
}
