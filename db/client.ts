/** The one way to a database connection: lazy, so that a build needs none. */
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema/index";

export type Database = PostgresJsDatabase<typeof schema>;

export type Pool = { sql: postgres.Sql; db: Database };
type ProcessPool = Pool & { url: string; side?: postgres.Sql };
const holder = globalThis as typeof globalThis & { vigilPool?: ProcessPool };

/** Opens a pool of its own on `url`; the caller ends it. */
export function openPool(url: string, max = 10): Pool {
  const sql = postgres(url, { max, onnotice: () => {}, connection: { application_name: "vigil" } });
  return { sql, db: drizzle(preparing(sql), { schema }) };
}

/** Statements with more parameters are bulk writes of ever new lengths, and not worth keeping prepared. */
const mostPreparedParameters = 64;

/**
 * The same driver, with parameterised statements prepared once a connection: drizzle sends its own
 * unprepared, which costs each a round trip more, a plan of its own, and keeps them from being pipelined.
 */
function preparing<Driver extends postgres.ISql>(driver: Driver): Driver {
  const methods: Record<string | symbol, unknown> = {
    unsafe: (query: string, values: postgres.ParameterOrJSON<never>[] = []) =>
      driver.unsafe(query, values, {
        prepare: values.length > 0 && values.length <= mostPreparedParameters,
      }),
    begin: (work: (tx: postgres.TransactionSql) => unknown) =>
      (driver as postgres.ISql as postgres.Sql).begin((tx) => work(preparing(tx))),
    savepoint: (work: (tx: postgres.TransactionSql) => unknown) =>
      (driver as postgres.ISql as postgres.TransactionSql).savepoint((tx) => work(preparing(tx))),
  };
  return new Proxy(driver, { get: (target, name) => methods[name] ?? Reflect.get(target, name) });
}

/** The process-wide pool on `DATABASE_URL`, opened at first use. */
export function database(): Database {
  return pool().db;
}

/** The raw driver of the process-wide pool, for LISTEN/NOTIFY, COPY and cursors. */
export function rawSql(): postgres.Sql {
  return pool().sql;
}

/** A connection beside the pool, for what must never wait behind queries: notifications. */
export function sideConnection(): postgres.Sql {
  const open = pool();
  open.side ??= postgres(open.url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "vigil side" },
  });
  return open.side;
}

/** Ends the process-wide pool; for scripts that must exit. */
export async function closeDatabase(): Promise<void> {
  const open = holder.vigilPool;
  holder.vigilPool = undefined;
  await Promise.all([open?.sql.end({ timeout: 5 }), open?.side?.end({ timeout: 5 })]);
}

function pool(): ProcessPool {
  if (holder.vigilPool) return holder.vigilPool;
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error("DATABASE_URL is not set. Start Vigil with `npm start`, which provides a database.");
  holder.vigilPool = { url, ...openPool(url, Number(process.env.DATABASE_POOL ?? 10)) };
  return holder.vigilPool;
}
