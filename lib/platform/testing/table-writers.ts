/** Finds who writes which table, so that a test can say who may: the room that owns it. */
import { readdirSync, readFileSync } from "node:fs";

export type Write = { path: string; table: string };

/** For each table of the schema, under its names in the code and in SQL, the file it stands in. */
export function tablesOf(files: Record<string, string>): Map<string, string> {
  return new Map(
    Object.entries(files).flatMap(([file, text]) =>
      [...text.matchAll(/export const (\w+) = pgTable\(\s*"(\w+)"/g)].flatMap(([, name = "", sql = ""]) => [
        [name, file] as const,
        [sql, file] as const,
      ]),
    ),
  );
}

/** The tables a source writes: through drizzle, with rows as JSON, and in SQL of its own. */
export function writesOf(path: string, text: string, tables: ReadonlyMap<string, string>): Write[] {
  const found = [
    ...text.matchAll(/\.(?:insert|update|delete)\(\s*(\w+)\s*\)/g),
    ...text.matchAll(/\binsertRows\(\s*(\w+)/g),
    // At the beginning of a statement or of its line, so that no comment is taken for one.
    ...text.matchAll(
      /(?:[`(]|\n)[ \t\n]*(?:insert into|update|delete from) (?:\$\{)?"?(\w+)"?\}?\s+(?:set|\(|where|values|select)/g,
    ),
  ].map(([, table = ""]) => table);
  return [...new Set(found)].filter((table) => tables.has(table)).map((table) => ({ path, table }));
}

/** Every write of what runs. */
export function allWrites(): Write[] {
  const schema = Object.fromEntries(
    readdirSync("db/schema").map((file) => [
      file.replace(".ts", ""),
      readFileSync(`db/schema/${file}`, "utf8"),
    ]),
  );
  const tables = tablesOf(schema);
  return readdirSync("lib", { recursive: true, encoding: "utf8" })
    .map((path) => `lib/${path}`)
    .filter((path) => path.endsWith(".ts") && !/\.test\.ts$|\/testing\/|^lib\/(bench|chaos)\//.test(path))
    .flatMap((path) => writesOf(path, readFileSync(path, "utf8"), tables))
    .map(({ path, table }) => ({ path, table: `${tables.get(table)}.${table}` }));
}

/** The room a source belongs to. */
export function roomOf(path: string): string {
  return path.split("/")[1] ?? "";
}
