/** `vigil psql`: a shell on the database in use, embedded or not; `psql` itself where it is installed. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import postgres from "postgres";
import { env } from "#lib/platform/env";
import type { Subcommand } from "./subcommand";

export const psql: Subcommand = {
  usage: "psql [-c SQL]",
  summary:
    "Open a shell on the database in use, embedded or not; -c runs one statement. Other words go to psql.",
  async run(_ctx, words) {
    const url = env().DATABASE_URL;
    if (!url) throw new Error("No database is open.");
    return hasPsql() ? foreign(url, words) : own(url, words);
  },
};

function hasPsql(): boolean {
  return spawnSync("psql", ["--version"], { stdio: "ignore" }).status === 0;
}

/** The password goes by the environment: a command line is read by everybody on the machine. */
async function foreign(url: string, words: string[]): Promise<number> {
  const parts = new URL(url);
  const PGPASSWORD = decodeURIComponent(parts.password);
  parts.password = "";
  const child = spawn("psql", ["--no-psqlrc", ...words, parts.href], {
    env: { ...process.env, ...(PGPASSWORD && { PGPASSWORD }) },
    stdio: "inherit",
  });
  // Ctrl-C is for the shell: it breaks off a statement.
  const leave = () => {};
  process.on("SIGINT", leave);
  try {
    const [code] = await once(child, "close");
    return code ?? 1;
  } finally {
    process.off("SIGINT", leave);
  }
}

/** A small shell of our own: statements end with a semicolon. */
async function own(url: string, words: string[]): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false });
  try {
    const at = words.indexOf("-c");
    if (at >= 0) return (await show(sql, words[at + 1] ?? "")) ? 0 : 1;
    const lines = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: process.stdin.isTTY,
    });
    let statement = "";
    if (process.stdin.isTTY)
      process.stdout.write("psql is not installed; this is Vigil's own shell. \\q leaves it.\n");
    lines.setPrompt("vigil=> ");
    lines.prompt();
    for await (const line of lines) {
      if (line.trim() === "\\q") break;
      statement += `${line}\n`;
      if (line.trimEnd().endsWith(";")) {
        await show(sql, statement);
        statement = "";
      }
      lines.prompt();
    }
    return 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Prints the rows, tab-separated under their names; false when the server refused. */
async function show(sql: postgres.Sql, statement: string): Promise<boolean> {
  try {
    const rows = await sql.unsafe(statement);
    const names = rows.columns?.map(({ name }) => name) ?? [];
    if (names.length > 0) process.stdout.write(`${names.join("\t")}\n`);
    for (const row of rows) process.stdout.write(`${names.map((name) => cell(row[name])).join("\t")}\n`);
    process.stdout.write(
      names.length > 0 ? `(${rows.length} rows)\n` : `${rows.command} ${rows.count ?? ""}\n`,
    );
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
