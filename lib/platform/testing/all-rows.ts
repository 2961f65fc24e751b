/** Counts what a command left behind, wherever it wrote. */
import { sql } from "drizzle-orm";
import type { Ctx } from "../context";

/** How many rows there are in all tables together. */
export async function rowsOf({ db }: Ctx): Promise<number> {
  const tables = await db.execute<{ name: string }>(
    sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema in ('public', 'dbos')`,
  );
  const counts = tables.map(({ name }) => sql`(select count(*) from ${sql.raw(name)})`);
  const [row] = await db.execute<{ count: number }>(
    sql`select (${sql.join(counts, sql` + `)})::float8 as count`,
  );
  return row?.count ?? 0;
}
