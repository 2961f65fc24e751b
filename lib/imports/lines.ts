/** Tickets as lines of JSON: what `vigil export --tickets` writes, and reads back unchanged. Pure. */
import { readJsonLines } from "#lib/platform/json-lines";
import { ImportedTicket } from "./model";
import type { ReadTickets } from "./tickets";

/** The tickets of a text, one JSON object a line; a line that is none is named and left out. */
export function readLines(text: string): ReadTickets {
  const { rows, faults } = readJsonLines(text, ImportedTicket);
  return { tickets: rows, faults };
}
