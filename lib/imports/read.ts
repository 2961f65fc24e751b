/** The tickets of a file: our own lines, or a table by its mapping. Pure. */
import { decode } from "./decode";
import { guessMapping } from "./guess";
import { readLines } from "./lines";
import type { ImportFormat, Mapping } from "./model";
import { readTable } from "./table";
import { type ReadTickets, ticketsOf } from "./tickets";

/** Rows or tickets of a file that are looked at before it is imported. */
export const sampleSize = 1_000;

/**
 * Reads `bytes` by the mapping of their table; without one they are lines as `vigil export --tickets` writes them.
 * `undated` is the time of tickets whose table tells none.
 */
export function readTickets(bytes: Uint8Array, mapping: Mapping | null, undated: Date): ReadTickets {
  return mapping ? ticketsOf(readTable(bytes), mapping, undated) : readLines(decode(bytes));
}

/** The mapping a file is best read by; null for lines of our own. `zone` is where its times were written. */
export function guessReading(bytes: Uint8Array, format: ImportFormat, zone: string): Mapping | null {
  if (format === "jsonl" && isOwn(decode(bytes))) return null;
  return guessMapping(readTable(bytes, sampleSize), zone);
}

/** True for a text of which no line is a ticket in another system's words. */
function isOwn(text: string): boolean {
  const lines = text.split("\n", 50).filter((line) => line.trim() !== "");
  const read = lines.map((line) => readLines(line));
  return read.some(({ tickets }) => tickets.length > 0) || !/^\ufeff?\s*[[{]/.test(text) || hasEvents(lines);
}

/** A damaged line of ours is one still. */
function hasEvents(lines: readonly string[]): boolean {
  return lines.some((line) => /^\s*\{.*"events"\s*:\s*\[/.test(line));
}

/** True for what cannot be read as text at all: a workbook, or something else that is packed. */
export function isPacked(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (
    (first === 0x50 && second === 0x4b) ||
    (first === 0x1f && second === 0x8b) ||
    (first === 0xd0 && second === 0xcf)
  );
}
