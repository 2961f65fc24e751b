/** `vigil nab`: the Numenta Anomaly Benchmark's files through the product's detector, written as NAB's own runner does. */
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { type NabRow, nabScores } from "#lib/metrics/nab";
import { makeFolder } from "#lib/postgres/make-folder";
import { type FileSubcommand, progress, UsageError } from "./subcommand";

const Windows = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));
type Windows = z.infer<typeof Windows>;

export const nab: FileSubcommand = {
  usage: "nab DIR --out RESULTS --name NAME",
  summary:
    "Run the detector over NAB's data (DIR is NAB's root or its data folder), each row by the rows before it only, and write the result files that NAB's scorer reads.",
  async runOnFiles(words) {
    const { dir, out, name } = readWords(words);
    const data = (await isFolder(join(dir, "data"))) ? join(dir, "data") : dir;
    const files = await csvFiles(data);
    if (files.length === 0)
      throw new UsageError(`${dir} holds no NAB data: no <category>/<file>.csv is in it.`);
    const windows = await readWindows(dirname(data));
    const show = progress("NAB");
    let total = 0;
    const started = performance.now();
    for (const [index, file] of files.entries()) {
      const key = relative(data, file).split("\\").join("/");
      const rows = await readRows(file);
      const path = join(out, name, dirname(key), `${name}_${basename(key)}`);
      makeFolder(dirname(path));
      await writeFile(path, resultOf(rows, windows[key] ?? []));
      total += rows.length;
      show(index + 1, files.length);
    }
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      `${files.length} files, ${total} rows in ${seconds.toFixed(1)} s; results in ${join(out, name)}\n`,
    );
    return 0;
  },
};

function resultOf(rows: NabRow[], windows: readonly (readonly [string, string])[]): string {
  const scores = nabScores(rows);
  const lines = rows.map(({ timestamp, value }, row) => {
    const label = windows.some(([from, to]) => timestamp >= second(from) && timestamp <= second(to)) ? 1 : 0;
    return `${timestamp},${value},${scores[row]},${label}`;
  });
  return `timestamp,value,anomaly_score,label\n${lines.join("\n")}\n`;
}

/** Labels have fractions of seconds, data have none. */
function second(time: string): string {
  return time.slice(0, 19);
}

async function csvFiles(data: string): Promise<string[]> {
  const entries = await readdir(data, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${data} cannot be read (${error.code}).`);
  });
  return entries
    .filter((path) => /^[^/\\]+[/\\][^/\\]+\.csv$/.test(path))
    .sort()
    .map((path) => join(data, path));
}

async function readRows(file: string): Promise<NabRow[]> {
  const rows = tableOf(file, await readFile(file, "utf8"));
  const [first] = rows;
  if (first && (first.timestamp === undefined || first.value === undefined))
    throw new UsageError(`${file} has no columns timestamp and value.`);
  return rows.map(({ timestamp = "", value = "" }) => ({ timestamp, value }));
}

function tableOf(file: string, text: string): Record<string, string>[] {
  try {
    return parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
    });
  } catch (error) {
    throw new UsageError(`${file} is no CSV: ${error instanceof Error ? error.message : ""}.`);
  }
}

/** The labelled windows beside the data, if there are any. */
async function readWindows(root: string): Promise<Windows> {
  const path = join(root, "labels", "combined_windows.json");
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return {};
  const windows = Windows.safeParse(jsonOf(text));
  if (!windows.success) throw new UsageError(`${path} holds no windows, a list of [from, to] for each file.`);
  return windows.data;
}

/** Undefined where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function readWords(words: string[]): { dir: string; out: string; name: string } {
  const { positionals, values } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { out: { type: "string" }, name: { type: "string" } },
  });
  const [dir] = positionals;
  if (!dir || !values.out || !values.name)
    throw new UsageError("Name NAB's folder, --out RESULTS and --name NAME.");
  if (!/^[\w.-]+$/.test(values.name)) throw new UsageError("A name is of letters, digits, dots, - and _.");
  return { dir, out: values.out, name: values.name };
}
