/** Lines of JSON: a line ends at its line feed and nowhere else, whatever other programs take for an end. */

import type { z } from "zod";
import { closedWithin } from "./direction/rules";
import { unstorable } from "./unstorable";

const otherEnds = /[\u0085\u2028\u2029]/g;

/** `value` as one line, without its line feed. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    otherEnds,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The lines of a stream of bytes, without their ends; a byte order mark at its beginning is none of the first. */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of input) {
    const [first = "", ...others] = decoder.decode(chunk, { stream: true }).split("\n");
    // What was read before is never gone over again, however long a line grows.
    rest += first;
    for (const next of others) {
      yield rest.endsWith("\r") ? rest.slice(0, -1) : rest;
      rest = next;
    }
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

/**
 * The rows of a text, one JSON object a line, as `schema` reads them; empty lines count as none. A line that is no row,
 * or whose id came before, is named in a sentence and left out. `nameOf`: the id of a row without one, by its line.
 */
export function readJsonLines<Schema extends z.ZodType<{ id: string }>>(
  text: string,
  schema: Schema,
  nameOf?: (line: number) => string,
): { rows: z.output<Schema>[]; faults: string[] } {
  const rows = new Map<string, z.output<Schema>>();
  const faults: string[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const read = readRow(line, schema, nameOf?.(index + 1));
    const fault =
      "fault" in read ? read.fault : rows.has(read.row.id) ? `the id “${read.row.id}” came before.` : null;
    if (fault !== null) faults.push(`Line ${index + 1} was left out: ${fault}`);
    else if ("row" in read) rows.set(read.row.id, read.row);
  }
  return { rows: [...rows.values()], faults };
}

function readRow<Schema extends z.ZodType>(
  line: string,
  schema: Schema,
  name: string | undefined,
): { row: z.output<Schema> } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { fault: "it is no JSON." };
  }
  const flaw = unstorable(value);
  if (flaw) return { fault: `${flaw.field || "it"} ${flaw.message}.` };
  const parsed = schema.safeParse(withId(closedWithin(value), name));
  if (parsed.success) return { row: parsed.data };
  const [issue] = parsed.error.issues;
  return { fault: `${issue?.path.join(".") || "it"}: ${issue?.message}.` };
}

function withId(value: unknown, name: string | undefined): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { id = name } = value as { id?: unknown };
  return { ...value, id: typeof id === "number" ? String(id) : id };
}
