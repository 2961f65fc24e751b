/** From bytes to JSON that can be stored: whatever Postgres or a reader would choke on is refused by name. */
import { refusal } from "./delivery";

/** Deeper nesting than any sender has a use for. */
const deepest = 32;

/**
 * The JSON object of a body. Throws `invalid` for text that is no UTF-8 or no JSON object, and for a NUL character
 * (Postgres keeps none) or half a surrogate pair (UTF-8 has none) anywhere in it, naming the field.
 */
export function readPayload(body: Uint8Array): unknown {
  const payload = parse(decode(body));
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    throw refusal("invalid", "body", "is not a JSON object");
  refuseUnstorable(payload);
  return payload;
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw refusal("invalid", "body", "is not UTF-8 text");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal("invalid", "body", "is not JSON");
  }
}

/** Walks without recursion: a sender decides how deep this goes. */
function refuseUnstorable(payload: unknown): void {
  const open = [{ value: payload, path: [] as string[] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === "string") refuseText(value, path);
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= deepest) throw refusal("invalid", path.join("."), "is nested too deeply");
    for (const [key, child] of Object.entries(value)) {
      refuseText(key, path);
      open.push({ value: child, path: [...path, key] });
    }
  }
}

function refuseText(text: string, path: string[]): void {
  const field = path.join(".") || "body";
  if (text.includes("\0")) throw refusal("invalid", field, "contains a NUL character");
  if (/\p{Surrogate}/u.test(text)) throw refusal("invalid", field, "contains half a surrogate pair");
}
