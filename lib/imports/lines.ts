/** Tickets as lines of JSON: what `vigil export --tickets` writes, and reads back unchanged. Pure. */
import { unstorable } from "#lib/platform/unstorable";
import { ImportedTicket } from "./model";
import type { ReadTickets } from "./tickets";

/** The tickets of a text, one JSON object a line; a line that is none is named and left out. */
export function readLines(text: string): ReadTickets {
  const tickets: ImportedTicket[] = [];
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const read = readLine(line);
    if (typeof read === "string") faults.push(`Line ${index + 1} was left out: ${read}`);
    else if (seen.has(read.id)) faults.push(`Line ${index + 1} was left out: ticket ${read.id} came before.`);
    else {
      seen.add(read.id);
      tickets.push(read);
    }
  }
  return { tickets, faults };
}

function readLine(line: string): ImportedTicket | string {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ""));
  } catch {
    return "it is no JSON.";
  }
  const flaw = unstorable(value);
  if (flaw) return `${flaw.field || "it"} ${flaw.message}.`;
  const parsed = ImportedTicket.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join(".") || "it"}: ${issue?.message}.`;
}
