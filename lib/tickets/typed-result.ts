/** Parses a diagnostic result typed in by a person into the form a tool would return. Pure. */
import { unstorable } from "#lib/platform/unstorable";

/**
 * A JSON object is taken as it is; lines that are all `name: value` become its fields, with numbers and true or false
 * read as such; anything else is kept word for word under `found`.
 */
export function typedResult(text: string): Record<string, unknown> {
  return jsonObject(text) ?? namedLines(text) ?? { found: text.trim() };
}

function jsonObject(text: string): Record<string, unknown> | null {
  if (!text.trim().startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    // An escape in it can spell what no database keeps.
    return isObject && !unstorable(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** The blank after the colon tells a field from a link or a time of day. */
const line = /^([\p{L}_][^:]{0,59}?)\s*:\s+(\S.*)$/u;

/** Null unless every line names a value, and each name stands once. */
function namedLines(text: string): Record<string, unknown> | null {
  const lines = text.split(/\r?\n/).flatMap((one) => one.trim() || []);
  const fields = new Map<string, unknown>();
  for (const one of lines) {
    const [, name, value] = line.exec(one) ?? [];
    if (name === undefined || value === undefined || fields.has(name)) return null;
    fields.set(name, scalar(value.trim()));
  }
  return fields.size > 0 ? Object.fromEntries(fields) : null;
}

/** A number only where it reads back the same: an identifier like 007 stays text. */
function scalar(value: string): unknown {
  if (value === "true" || value === "false") return value === "true";
  return /^-?\d/.test(value) && String(Number(value)) === value ? Number(value) : value;
}
