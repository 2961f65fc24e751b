/** What a trace may tell: names of ours and of protocols, and figures. Nobody's words, no parameter, no secret is among them. */
import type { JobName } from "../jobs/model";

/** Every attribute that leaves this process, with its kind. Whatever else stands on a span, whoever set it, stays here. */
const kinds = {
  "vigil.job": "name",
  "vigil.connector": "name",
  "vigil.ticket": "figure",
  "vigil.event": "figure",
  "vigil.arrivals": "figure",
  "vigil.run.outcome": "name",
  "vigil.run.reason": "name",
  "error.type": "name",
  "http.request.method": "name",
  "http.response.status_code": "figure",
  "http.route": "name",
  "server.address": "name",
  "server.port": "figure",
  "db.system.name": "name",
  "db.operation.name": "name",
  "db.collection.name": "name",
  "vigil.delivery.outcome": "name",
  "gen_ai.operation.name": "name",
  "gen_ai.request.model": "name",
  "gen_ai.usage.input_tokens": "figure",
  "gen_ai.usage.output_tokens": "figure",
  // What Next tells of a page or a route it answers; its `http.target` is the address as it was typed.
  "next.span_type": "name",
  "next.route": "name",
  "next.rsc": "flag",
  "http.method": "name",
  "http.status_code": "figure",
} as const;

type Kinds = { name: string; figure: number; flag: boolean };
export type Facts = { [Key in keyof typeof kinds]?: Kinds[(typeof kinds)[Key]] };

/** What Vigil's own spans are called. */
export type SpanName =
  | "POST /api/hooks/[connector]"
  | "commit arrivals"
  | `job ${JobName}`
  | "agent observe"
  | "agent retrieve"
  | "agent record"
  | "model call"
  | `sql ${string}`
  | "send mail"
  | "outbound request";

/** A name has no blank, no question mark and an end: a sentence or an address with parameters is none. */
const name = /^[\w.:/@[\]()-]{1,120}$/;

/** Of any attributes those that may be told. */
export function tellable(attributes: Record<string, unknown>): Facts {
  const told = Object.entries(attributes).filter(([key, value]) => {
    const kind = Object.hasOwn(kinds, key) ? kinds[key as keyof typeof kinds] : null;
    if (kind === "name") return typeof value === "string" && name.test(value);
    return kind === "figure" ? typeof value === "number" : kind === "flag" && typeof value === "boolean";
  });
  return Object.fromEntries(told);
}
