/** Makes and drops databases on a running server, for the first start and for tests. */
import postgres from "postgres";

/** The same server and sign-in, another database; its name is made of letters, digits, - and _. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes an empty database; resolves to its URL. Rejects when it exists. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await onServer(serverUrl, (sql) => sql`create database ${sql(name)}`);
  return databaseUrl(serverUrl, name);
}

/** Commits in the database `name` wait for no disk from now on: a crash of the server may cost its last moments, never its order. */
export async function commitAtOnce(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, (sql) => sql`alter database ${sql(name)} set synchronous_commit = off`);
}

/** Makes a copy of `template`, to which nobody may be connected; resolves to the copy's URL. */
export async function createDatabaseFromTemplate(
  serverUrl: string,
  name: string,
  template: string,
): Promise<string> {
  await onServer(serverUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return databaseUrl(serverUrl, name);
}

/** Makes the database unless it is there; resolves to its URL. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const [found] = await onServer(serverUrl, (sql) => sql`select 1 from pg_database where datname = ${name}`);
  return found ? databaseUrl(serverUrl, name) : createDatabase(serverUrl, name);
}

/** Drops a database if it exists and ends the sessions in it. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const isDropped = await onServer(
    serverUrl,
    (sql) => sql`drop database if exists ${sql(name)} with (force)`,
  ).catch((error: unknown) => {
    if (!(error instanceof postgres.PostgresError) || error.code !== notPermitted) throw error;
    return null;
  });
  if (isDropped) return;
  // Autovacuum was at work in it, a session of the server's own that only a drop without force may end.
  await onServer(serverUrl, (sql) => sql`drop database if exists ${sql(name)}`);
}

const notPermitted = "42501";

/** Runs one query in the maintenance database, which every server has and nobody drops. */
async function onServer(
  serverUrl: string,
  query: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>,
): Promise<postgres.Row[]> {
  const sql = postgres(databaseUrl(serverUrl, "postgres"), {
    max: 1,
    onnotice: () => {},
    connect_timeout: 10,
    // The driver's query for array types would be one nobody catches should the server go away meanwhile.
    fetch_types: false,
  });
  try {
    return await query(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
