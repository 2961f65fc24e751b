/** What a file would come to before anything is imported: its columns, the first tickets, what would be left out. */

import { authorise, type Ctx } from "#lib/platform/context";
import { shortened } from "#lib/platform/shorten/rules";
import { decode } from "./decode";
import { readLines } from "./lines";
import type { ImportPreview, Mapping } from "./model";
import { contentOf, here, importById } from "./queries";
import { sampleSize } from "./read";
import { readTable } from "./table";
import { ticketsOf } from "./tickets";

/** How much of a file of lines is looked at, in bytes. */
const mostBytes = 500_000;
const shownTickets = 3;
const shownFaults = 5;

/** The beginning of an import's file, read by `mapping`, or by the one that was guessed. Needs the permission `ticket.import`. */
export async function previewImport(ctx: Ctx, id: number, given: Mapping | null): Promise<ImportPreview> {
  authorise(ctx, "ticket.import");
  const { mapping: guessed, createdAt } = await importById(ctx, id);
  const bytes = await contentOf(ctx, id);
  const mapping = given ?? guessed;
  const table = mapping && readTable(bytes, sampleSize);
  const { tickets, faults } =
    table && mapping ? ticketsOf(table, mapping, createdAt) : readLines(decode(beginningOf(bytes)));
  const isWhole = table
    ? table.rows.filter(({ isEntry }) => !isEntry).length < sampleSize
    : bytes.length <= mostBytes;
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

/** The whole lines among the first bytes of a file. */
function beginningOf(bytes: Uint8Array): Uint8Array {
  return bytes.length <= mostBytes ? bytes : bytes.subarray(0, bytes.lastIndexOf(lineFeed, mostBytes) + 1);
}

const lineFeed = 10;
/** Characters of a cell that are shown. */
const longestCell = 80;
