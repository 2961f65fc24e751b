/** Reading with the eyes of somebody who may not see every queue: the database itself leaves out what is hidden. */
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Database } from "./client";
import * as schema from "./schema/index";

/** The role the policies of db/schema/sight.ts hold for. */
export const readerRole = "vigil_reader";

/** Views kept of one database; those of people who left it are made anew. */
const mostKept = 200;
const kept = new WeakMap<Database, Map<string, Database>>();

/** The same database without the tickets of `hidden` queues, and without whatever belongs to them. */
export function sightOf(db: Database, hidden: readonly number[]): Database {
  const key = `{${[...hidden].sort((a, b) => a - b).join(",")}}`;
  const views = kept.get(db) ?? new Map<string, Database>();
  kept.set(db, views);
  const known = views.get(key);
  if (known) return known;
  if (views.size >= mostKept) views.clear();
  // Every pool is made by `drizzle()`, which keeps its driver there.
  const { $client } = db as Database & { $client: postgres.Sql };
  const view = drizzle(asReader($client, key), { schema });
  views.set(key, view);
  return view;
}

/** A driver whose every statement runs as the reader. Roles are set for one transaction, so that no connection keeps one. */
function asReader(driver: postgres.Sql, hidden: string): postgres.Sql {
  const become = (tx: postgres.TransactionSql) =>
    tx.unsafe("select set_config('role', $1, true), set_config('vigil.hidden_queues', $2, true)", [
      readerRole,
      hidden,
    ]);
  const methods: Record<string | symbol, unknown> = {
    unsafe: (query: string, values?: postgres.ParameterOrJSON<never>[]) => {
      const run = <Result>(read: (asked: postgres.PendingQuery<postgres.Row[]>) => Result) =>
        driver.begin((tx) => [become(tx), read(tx.unsafe(query, values))]).then(([, rows]) => rows);
      return {
        values: () => run((asked) => asked.values()),
        // biome-ignore lint/suspicious/noThenProperty: what drizzle awaits is a query, which is a thenable
        then: (done: (rows: unknown) => unknown, failed: (error: unknown) => unknown) =>
          run((asked) => asked).then(done, failed),
      };
    },
    begin: (work: (tx: postgres.TransactionSql) => unknown) =>
      driver.begin(async (tx) => {
        await become(tx);
        return work(tx);
      }),
  };
  return new Proxy(driver, { get: (target, name) => methods[name] ?? Reflect.get(target, name) });
}

/**
 * Makes the reader role where the database lets us, and lets it at every table there is and will be. Where it does not,
 * queues cannot be restricted, see `canRestrict`; whoever administers the server makes the role once.
 */
export async function prepareReaders(db: Database): Promise<void> {
  await db.execute(sql`
    do $$
    begin
      if not exists (select from pg_roles where rolname = 'vigil_reader') then
        begin create role vigil_reader nologin;
        exception when insufficient_privilege then return; when duplicate_object or unique_violation then null;
        end;
      end if;
      begin set local role vigil_reader;
      exception when insufficient_privilege then
        begin execute format('grant vigil_reader to %I', current_user);
        exception when others then return;
        end;
      end;
      reset role;
      grant usage on schema public to vigil_reader;
      grant select, insert, update, delete on all tables in schema public to vigil_reader;
      alter default privileges in schema public grant select, insert, update, delete on tables to vigil_reader;
    end $$`);
}

/** True where the database can hide tickets from people. */
export async function canRestrict(db: Database): Promise<boolean> {
  const [found] = await db.execute<{ can: boolean }>(sql`
    select coalesce(bool_and(
      pg_has_role(current_user, role.oid, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)
      and has_table_privilege(role.oid, 'ticket', 'select')
    ), false) as can from pg_roles as role where rolname = ${readerRole}`);
  return found?.can ?? false;
}
