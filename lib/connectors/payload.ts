/** From bytes to JSON that can be stored: whatever Postgres or a reader would choke on is refused by name. */
import { unstorable } from "#lib/platform/unstorable";
import { refusal } from "./delivery";

/**
 * The JSON object of a body. Throws `invalid` for text that is no UTF-8 or no JSON object, and for a NUL character
 * (Postgres keeps none) or half a surrogate pair (UTF-8 has none) anywhere in it, naming the field.
 */
export function readPayload(body: Uint8Array): unknown {
  const payload = parse(decode(body));
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    throw refusal("invalid", "body", "is not a JSON object");
  const flaw = unstorable(payload);
  if (flaw) throw refusal("invalid", flaw.field || "body", flaw.message);
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
