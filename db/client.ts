/** The one way to a database connection: lazy, so that a build needs none. */
import { makePgArray } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { processWide } from "./process-wide";
import * as schema from "./schema/index";
import { watched } from "./statements";

export type Database = PostgresJsDatabase<typeof schema>;

export type Pool = { sql: postgres.Sql; db: Database };
type ProcessPool = Pool & { url: string; side?: postgres.Sql };
const opened = processWide<ProcessPool>("pool");

/** Opens a pool of its own on `url`; the caller ends it. */
export function openPool(url: string, max = 10): Pool {
  const sql = connect(url, max, "vigil");
  return { sql, db: drizzle(preparing(sql), { schema }) };
}

/**
 * Array types by their numbers in Postgres: text, int4, int8 and float8. The driver could ask the server for all of
 * them, but does so on every connection, and when the server goes away at that moment the process ends with it.
 */
const arrays = {
  texts: arrayType(1009, (text) => text),
  integers: arrayType(1007, Number),
  bigIntegers: arrayType(1016, Number),
  doubles: arrayType(1022, Number),
};

function connect(url: string, max: number, name: string): postgres.Sql {
  return postgres(url, {
    max,
    onnotice: () => {},
    connection: { application_name: name },
    fetch_types: false,
    types: arrays,
    backoff,
  }) as postgres.ISql as postgres.Sql;
}

/** Seconds until a lost connection is made anew. The driver's own waits grow to twenty, in which nobody is served. */
function backoff(losses: number): number {
  return (0.5 + Math.random() / 2) * Math.min(0.02 * 2 ** losses, 0.3);
}

/** Arrays of one dimension. Columns of the schema come as literals already, other parameters as lists. */
function arrayType(number: number, read: (text: string) => unknown) {
  return {
    to: number,
    from: [number],
    serialize: (value: unknown) => (Array.isArray(value) ? makePgArray(value) : value),
    parse: (literal: string) =>
      Array.from(literal.matchAll(/"((?:[^"\\]|\\.)*)"|([^",{}]+)/g), ([, quoted, bare]) => {
        if (quoted !== undefined) return read(quoted.replace(/\\(.)/g, "$1"));
        return bare === undefined || bare === "NULL" ? null : read(bare);
      }),
  };
}

/** Statements with more parameters are bulk writes of ever new lengths, and not worth keeping prepared. */
const mostPreparedParameters = 64;

/**
 * The same driver, with parameterised statements prepared once a connection: drizzle sends its own
 * unprepared, which costs each a round trip more, a plan of its own, and keeps them from being pipelined.
 */
function preparing<Driver extends postgres.ISql>(driver: Driver): Driver {
  const methods: Record<string | symbol, unknown> = {
    unsafe: (query: string, values: postgres.ParameterOrJSON<never>[] = []) => {
      const prepare = values.length > 0 && values.length <= mostPreparedParameters;
      return watched(query, driver.unsafe(query, values, { prepare }));
    },
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
  open.side ??= connect(open.url, 1, "vigil side");
  return open.side;
}

/** Ends the process-wide pool; for scripts that must exit. */
export async function closeDatabase(): Promise<void> {
  const open = opened.value;
  opened.value = undefined;
  await Promise.all([open?.sql.end({ timeout: 5 }), open?.side?.end({ timeout: 5 })]);
}

function pool(): ProcessPool {
  if (opened.value) return opened.value;
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error("DATABASE_URL is not set. Start Vigil with `npm start`, which provides a database.");
  opened.value = { url, ...openPool(url, Number(process.env.DATABASE_POOL ?? 10)) };
  return opened.value;
}
