/** The tickets of a file, whichever of the formats it has. Pure. */
import { readLines } from "./lines";
import type { ImportFormat, Mapping } from "./model";
import { decode, readTable } from "./table";
import { type ReadTickets, ticketsOf } from "./tickets";

/** Reads `bytes`; a table needs its mapping. */
export function readTickets(bytes: Uint8Array, format: ImportFormat, mapping: Mapping | null): ReadTickets {
  if (format === "jsonl") return readLines(decode(bytes));
  if (!mapping) throw new RangeError("A table is read by a mapping of its columns.");
  return ticketsOf(readTable(bytes), mapping);
}
