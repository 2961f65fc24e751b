/** What a fresh cluster gives: sign-in, settings, language, extensions, databases. One server serves all tests. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, createDatabaseFromTemplate, dropDatabase, ensureDatabase } from "./databases";
import { type RunningPostgres, startPostgres } from "./launcher";
import { query, until } from "./testing/servers";

let folder: string;
let server: RunningPostgres;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "vigil-cluster-")));
  chmodSync(folder, 0o755);
  server = await startPostgres({ dataDir: folder });
}, 40_000);

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

test("only the role may sign in, and only with its password", async () => {
  const as = (user: string, password: string) => {
    const url = new URL(server.url);
    Object.assign(url, { username: user, password });
    return query(url.href, "select 1");
  };
  await expect(as("vigil", "guessed")).rejects.toThrow("password authentication failed");
  await expect(as("postgres", new URL(server.url).password)).rejects.toThrow("pg_hba.conf");
  const [row] = await query(
    server.url,
    "select rolsuper, rolcreatedb from pg_roles where rolname = current_user",
  );
  expect(row).toEqual({ rolsuper: false, rolcreatedb: true });
  await expect(query(server.url, "copy (select 1) to program 'true'")).rejects.toThrow("permission denied");
});

test("nothing acknowledged is lost in a power cut, and nobody else on the network is listened to", async () => {
  const names = ["fsync", "full_page_writes", "synchronous_commit", "listen_addresses", "jit", "TimeZone"];
  const rows = await query(
    server.url,
    ...names
      .map((name) => `select '${name}' as name, current_setting('${name}') as value`)
      .join(" union all ")
      .split("\n"),
  );
  expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual({
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    listen_addresses: "127.0.0.1",
    jit: "off",
    TimeZone: "UTC",
  });
});

test("trigrams, search and case work beyond ASCII", async () => {
  const [row] = await query(
    server.url,
    "create extension if not exists pg_trgm",
    `select similarity('数据库连接超时', '数据库连接失败') > 0.2 as chinese, similarity('ÄRGER', 'ärger') as german,
       'ÄRGER' ~* 'ärger' as folded, to_tsvector('simple', 'Überlast') @@ to_tsquery('simple', 'überlast') as found`,
  );
  expect(row).toEqual({ chinese: true, german: 1, folded: true, found: true });
});

test("databases are made, copied from a template by four at once, and dropped with sessions in them", async () => {
  const template = await createDatabase(server.url, "template_of_test");
  await query(template, "create table note (body text)", "insert into note values ('copied')");
  const names = ["copy-1", "copy_2", "Copy3", "4"];
  const urls = await Promise.all(
    names.map((name) => createDatabaseFromTemplate(server.url, name, "template_of_test")),
  );
  for (const url of urls) expect(await query(url, "select body from note")).toEqual([{ body: "copied" }]);
  const session = query(urls[0] ?? "", "select pg_sleep(20)").catch((error: Error) => error.message);
  const sleeping = "select count(*)::int from pg_stat_activity where query = 'select pg_sleep(20)'";
  await until(() => query(server.url, sleeping).then(([row]) => row?.count === 1));
  await Promise.all(
    [...names, "template_of_test", "never_there"].map((name) => dropDatabase(server.url, name)),
  );
  expect(await session).toMatch(/terminat|CONNECTION/);
  const left = await query(server.url, "select datname from pg_database where not datistemplate order by 1");
  expect(left).toEqual([{ datname: "postgres" }, { datname: "vigil" }]);
});

test("a database is made only if it is missing", async () => {
  expect(await ensureDatabase(server.url, "vigil")).toBe(server.url);
  await expect(createDatabase(server.url, "vigil")).rejects.toThrow("already exists");
});

test("data of another major version are refused and left alone", async () => {
  const other = realpathSync(mkdtempSync(join(tmpdir(), "vigil-version-")));
  const version = join(other, "cluster", "PG_VERSION");
  mkdirSync(join(other, "cluster"));
  writeFileSync(version, "12\n");
  await expect(startPostgres({ dataDir: other })).rejects.toThrow("made by PostgreSQL 12");
  expect(readFileSync(version, "utf8")).toBe("12\n");
  rmSync(other, { recursive: true });
});
