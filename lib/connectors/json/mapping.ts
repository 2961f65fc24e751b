/** A team's own mapping of some JSON to alerts: a JSONata expression, bounded in time, depth and what it may use. */
import jsonata from "jsonata";
import { alertFrom, readEach } from "../alerts";
import { type ParsedRequest, refusal, type WebhookRequest } from "../webhook-request";
import { derived } from "./derived";

/** Milliseconds, depth of calls, and the longest list an expression may make. */
const bounds = { timeout: 500, stack: 200, sequence: 20_000 };

/** An expression that a sender's text makes run for minutes must not exist: there are no regular expressions. */
class NoRegex {
  constructor() {
    throw new SyntaxError("regular expressions are not available; use $contains and $lowercase");
  }
}

/** What is wrong with a mapping; null when it can be read. */
export function faultOfMapping(mapping: string): string | null {
  try {
    compiled(mapping);
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

/** The alerts of `payload`: as the team's own mapping says, or, where there is none, as its form tells. */
export async function alertsIn(
  mapping: string,
  payload: unknown,
  request: Pick<WebhookRequest, "receivedAt">,
): Promise<ParsedRequest> {
  return mapping ? mapped(mapping, payload, request) : derived(payload, request);
}

/** The alerts `mapping` finds in `payload`; an item it makes nothing of is named. Throws `invalid` where the mapping fails. */
export async function mapped(
  mapping: string,
  payload: unknown,
  request: Pick<WebhookRequest, "receivedAt">,
): Promise<ParsedRequest> {
  const found: unknown = await compiled(mapping)
    .evaluate(payload)
    .catch((error: unknown) => {
      throw refusal("invalid", "mapping", faultOf(error));
    });
  const items = Array.isArray(found) ? found : found === undefined ? [] : [found];
  return readEach(items, "alerts", (item) => {
    if (typeof item !== "object" || item === null) return null;
    const { id, fingerprint, state, name, ...rest } = item as Record<string, unknown>;
    return alertFrom({ id: id ?? fingerprint, state, name, ...rest }, request);
  });
}

function compiled(mapping: string): jsonata.Expression {
  return jsonata(mapping, { ...bounds, RegexEngine: NoRegex as unknown as RegExpConstructor });
}

function faultOf(error: unknown): string {
  const { message, position } = error as { message?: string; position?: number };
  return `cannot be used${position === undefined ? "" : ` (at character ${position})`}: ${message ?? String(error)}`.slice(
    0,
    500,
  );
}
