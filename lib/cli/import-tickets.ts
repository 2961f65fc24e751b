/** `vigil import csv|jsonl`: tickets of a file come in silently, at their real times, and are learnt from; `import undo` takes them away. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { undoImport } from "#lib/imports/commands";
import {
  type ColumnField,
  columnFieldKeys,
  columnFields,
  type ImportFormat,
  type Mapping,
  missingFields,
  SystemName,
} from "#lib/imports/model";
import { learntFrom } from "#lib/imports/queries";
import { guessReading, isPacked, readTickets, sampleSize } from "#lib/imports/read";
import { importFile } from "#lib/imports/run";
import { readTable } from "#lib/imports/table";
import type { Ctx } from "#lib/platform/context";
import { readSetting } from "#lib/settings/queries";
import { progress, type Subcommand, UsageError } from "./subcommand";

export const importCsv: Subcommand = {
  usage: "import csv FILE [--map FIELD=COLUMN …] [--month-first] [--zone ZONE] [--system NAME] [--dry-run]",
  summary: `Import a table with a row a message; the columns are guessed, shown, and mended by --map. Fields: ${columnFieldKeys.join(", ")}.`,
  run: (ctx, words) => run(ctx, "csv", words),
};

export const importJsonl: Subcommand = {
  usage: "import jsonl FILE [--map FIELD=COLUMN …] [--zone ZONE] [--system NAME] [--dry-run]",
  summary:
    "Import tickets as `vigil export --tickets` writes them, or as JSON of another system (docs/import.md).",
  run: (ctx, words) => run(ctx, "jsonl", words),
};

export const importUndo: Subcommand = {
  usage: "import undo NUMBER",
  summary: "Take away what an import brought, and what was learnt from it; tickets worked on since stay.",
  async run(ctx, words) {
    const [number = ""] = words;
    if (!/^\d{1,15}$/.test(number)) throw new UsageError("Name the number of the import.");
    const { removed, kept } = await undoImport(ctx, { id: Number(number) });
    process.stdout.write(
      `${removed} tickets taken away${kept > 0 ? `; ${kept} stay, because somebody worked on them` : ""}\n`,
    );
    return 0;
  },
};

async function run(ctx: Ctx, format: ImportFormat, words: string[]): Promise<number> {
  const option = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { positionals, values } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      map: { type: "string", multiple: true },
      "month-first": flag,
      zone: option,
      system: option,
      "dry-run": flag,
    },
  });
  const [path] = positionals;
  if (!path) throw new UsageError("Name the file with the tickets.");
  const system = SystemName.safeParse(values.system ?? "import");
  if (!system.success) throw new UsageError(`--system: ${system.error.issues[0]?.message}.`);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${error.code}).`);
  });
  const zone = values.zone ?? (await readSetting(ctx, "policy.hours")).timeZone;
  if (!Intl.supportedValuesOf("timeZone").includes(zone) && zone !== "UTC")
    throw new UsageError(`--zone ${zone} is no time zone.`);
  if (isPacked(bytes)) throw new UsageError(`${path} is a workbook or an archive. Save it as CSV.`);
  const guessed = guessReading(bytes, format, zone);
  const mapping =
    guessed &&
    mended(guessed, readTable(bytes, sampleSize).headers, {
      columns: values.map ?? [],
      isMonthFirst: values["month-first"],
    });
  const read = readTickets(bytes, mapping, ctx.now());
  for (const fault of read.faults) process.stderr.write(`${fault}\n`);
  if (read.tickets.length === 0) throw new UsageError(`${path} holds no ticket. Nothing was imported.`);
  if (values["dry-run"]) {
    process.stdout.write(
      `Tickets that could be imported: ${read.tickets.length}; lines left out: ${read.faults.length}\n`,
    );
    return 0;
  }
  const { id, figures } = await importFile(ctx, {
    fileName: basename(path),
    format,
    mapping,
    system: system.data,
    read,
    onProgress: progress("Importing"),
  });
  const { tickets, events, known, queues } = figures;
  const learnt = await learntFrom(ctx, id);
  process.stdout.write(
    `Import ${id}: ${tickets} tickets with ${events} events added, ${known} were there already` +
      `${queues.length > 0 ? `; queues made: ${queues.join(", ")}` : ""}\n` +
      `Learnt from ${learnt.tickets} closed tickets: ${learnt.replies} replies, ${learnt.tools.length} diagnostics. ` +
      `\`vigil import undo ${id}\` takes all of it away.\n`,
  );
  return tickets + known < read.tickets.length ? 1 : 0;
}

/** `guessed` with what the command line says instead; what comes of it is shown. */
function mended(
  guessed: Mapping,
  headers: readonly string[],
  given: { columns: string[]; isMonthFirst: boolean },
): Mapping {
  const columns = { ...guessed.columns };
  for (const one of given.columns) {
    const [field = "", ...rest] = one.split("=");
    const header = rest.join("=");
    if (!isField(field)) throw new UsageError(`--map ${one}: there is no field ${field}.`);
    if (header === "") delete columns[field];
    else if (headers.includes(header)) columns[field] = header;
    else
      throw new UsageError(`--map ${one}: there is no column “${header}”; there are ${headers.join(", ")}.`);
  }
  const mapping = { ...guessed, columns, ...(given.isMonthFirst && { dayFirst: false }) };
  for (const field of columnFieldKeys)
    if (columns[field]) process.stderr.write(`${columnFields[field].label.padEnd(20)} ${columns[field]}\n`);
  process.stderr.write(`Times: ${mapping.dayFirst ? "day" : "month"} first, ${mapping.zone}\n`);
  const missing = missingFields(columns);
  if (missing.length > 0)
    throw new UsageError(
      `No column was found for ${missing.join(", ")}. Name it with --map FIELD=COLUMN; there are ${headers.join(", ")}.`,
    );
  return mapping;
}

function isField(text: string): text is ColumnField {
  return text in columnFields;
}
