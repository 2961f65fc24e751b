/** The tables of an installation as a backup takes them: in an order in which each finds what it refers to. */
import type postgres from "postgres";

/** A table with the columns that are stored; what the database works out by itself is left out. */
export type Table = { schema: string; name: string; columns: string[] };

/** Schemas that make an installation: its own, the queue's, and the list of migrations. */
const schemas = ["public", "dbos", "drizzle"];
/** Who is alive now, and what the queue says of its own schema, is no business of another day. */
const leftOut = new Set(["public.executor", "dbos.dbos_migrations"]);

/** All tables with their columns, those that are referred to first. */
export async function tablesOf(sql: postgres.ISql): Promise<Table[]> {
  const rows = await sql<
    { oid: number; schema: string; name: string; columns: string[]; refers: number[] }[]
  >`
    select c.oid::int4 as oid, n.nspname as schema, c.relname as name,
      array_to_json(array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0
        and not attisdropped and attgenerated = '' order by attnum)) as columns,
      array_to_json(array(select confrelid::int4 from pg_constraint
        where conrelid = c.oid and contype = 'f' and confrelid <> c.oid)) as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any(string_to_array(${schemas.join()}, ','))
    order by n.nspname, c.relname`;
  const waiting = rows.filter(({ schema, name }) => !leftOut.has(`${schema}.${name}`));
  const placed = new Set<number>();
  const tables: Table[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ refers }) => refers.every((oid) => placed.has(oid)));
    const [row] = waiting.splice(Math.max(0, next), 1);
    if (!row) break;
    placed.add(row.oid);
    tables.push({ schema: row.schema, name: row.name, columns: row.columns });
  }
  return tables;
}

/** The table's name as SQL takes it. */
export function quoted({ schema, name }: Pick<Table, "schema" | "name">): string {
  return `"${schema}"."${name}"`;
}

/** Its columns as SQL takes them. */
export function columnList({ columns }: Table): string {
  return columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(", ");
}

/** The file of a backup that holds the table's rows. */
export function fileOf({ schema, name }: Pick<Table, "schema" | "name">): string {
  return `${schema}.${name}.copy.gz`;
}
