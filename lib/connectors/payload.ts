/** From bytes to JSON that can be stored: what Postgres or a reader would choke on is replaced. */
import { refusal } from "./webhook-request";

/** Deeper nesting than any payload has a use for. */
const deepest = 32;

/**
 * The JSON of a body. A NUL character (Postgres keeps none), half a surrogate pair (UTF-8 has none) and bytes that are
 * no UTF-8 become U+FFFD. Throws `invalid` for what is no JSON, or is nested without end.
 */
export function readJson(body: Uint8Array): unknown {
  return storable(parse(new TextDecoder().decode(body)), 0);
}

/** `readJson` of a body that may be a form, as systems send that know no JSON: its fields with their texts. */
export function readJsonOrForm(body: Uint8Array, headers: Headers): unknown {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers.get("content-type")?.trim() ?? "");
  const text = new TextDecoder().decode(body);
  // Many a script posts JSON and leaves the type as it is.
  if (!isForm || /^\s*[[{]/.test(text)) return readJson(body);
  return storable(Object.fromEntries(new URLSearchParams(text)), 0);
}

/** `readJson` of a body that must be an object; throws `invalid` for another. */
export function readPayload(body: Uint8Array): object {
  const payload = readJson(body);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    throw refusal("invalid", "body", "is not a JSON object");
  return payload;
}

function storable(value: unknown, depth: number): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) throw refusal("invalid", "body", "is nested too deeply");
  if (Array.isArray(value)) return value.map((one) => storable(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [storableText(key), storable(one, depth + 1)]),
  );
}

function storableText(text: string): string {
  return text.replaceAll("\0", "\ufffd").replace(/\p{Surrogate}/gu, "\ufffd");
}

/** A text in quotes, or a number. */
const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Longer whole numbers are ids, and lose what tells one from another as numbers: they are kept as they are written. */
function withLongIds(text: string): string {
  return /\d{16}/.test(text)
    ? text.replace(textOrNumber, (found) => (/^-?\d{16,}$/.test(found) ? `"${found}"` : found))
    : text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(withLongIds(text));
  } catch {
    throw refusal("invalid", "body", "is not JSON");
  }
}
