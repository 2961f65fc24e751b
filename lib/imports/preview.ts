/** What a file would come to before anything is imported: its columns, the first tickets, what would be left out. */

import { authorise, type Ctx } from "#lib/platform/context";
import { shortened } from "#lib/platform/shorten/rules";
import { readLines } from "./lines";
import type { ImportPreview, Mapping } from "./model";
import { contentOf, here, importById } from "./queries";
import { decode, readTable } from "./table";
import { ticketsOf } from "./tickets";

/** How much of a file is looked at, in bytes. */
const sampleSize = 500_000;
const shownTickets = 3;
const shownFaults = 5;

/** The beginning of an import's file, read by `mapping`, or by the one that was guessed. Needs the permission `ticket.import`. */
export async function previewImport(ctx: Ctx, id: number, given: Mapping | null): Promise<ImportPreview> {
  authorise(ctx, "ticket.import");
  const { format, mapping: guessed } = await importById(ctx, id);
  const bytes = await contentOf(ctx, id);
  const isWhole = bytes.length <= sampleSize;
  const sample = isWhole ? bytes : bytes.subarray(0, bytes.lastIndexOf(lineFeed, sampleSize) + 1);
  const mapping = given ?? guessed;
  const table = format === "csv" ? readTable(sample) : null;
  const { tickets, faults } = table && mapping ? ticketsOf(table, mapping) : readLines(decode(sample));
  const { queues } = await here(ctx);
  const named = new Set(tickets.flatMap(({ queue }) => queue ?? []));
  return {
    mapping,
    columns: (table?.headers ?? []).map((header) => ({
      header,
      samples: (table?.rows ?? [])
        .flatMap(({ cells }) => cells[header] || [])
        .slice(0, 3)
        .map((text) => shortened(text, longestCell)),
    })),
    tickets: tickets.slice(0, shownTickets),
    count: tickets.length,
    isWhole,
    newQueues: [...named].filter((name) => !queues.has(name.toLowerCase())),
    faults: faults.slice(0, shownFaults),
    faultCount: faults.length,
  };
}

const lineFeed = 10;
/** Characters of a cell that are shown. */
const longestCell = 80;
