/** Look-ups of what the customer has named in vain: "sorry, I meant vol-42" leaves nothing to be told of vol-24. Pure. */
import type { CaseEvent } from "../model";
import { IDENTIFIER } from "./identifiers";
import { kindOf } from "./kinds";
import { leavesOf } from "./leaves";

/** A kind that its beginning tells, as `vm-…`: of any other nobody knows whether two are of one kind. */
const MARKED_KIND = /^id \p{L}/u;

/**
 * The events without the look-ups, and their results, that were overtaken before anybody answered: since then the customer
 * named another thing of the same kind, not this one again, and that other was not looked up yet.
 */
export function withoutOvertaken(events: readonly CaseEvent[]): readonly CaseEvent[] {
  const answered = events.findLastIndex(({ kind }) => kind === "analyst_reply");
  const gone = new Set<number>();
  events.forEach((call, at) => {
    if (call.kind !== "tool_call" || at < answered || !isOvertaken(call, events.slice(at + 1))) return;
    gone.add(call.id);
    const isOfTool = ({ tool }: CaseEvent) => tool === call.tool;
    const result = events.slice(at + 1).find((event) => isOfTool(event) && event.kind === "tool_result");
    if (result) gone.add(result.id);
  });
  return gone.size === 0 ? events : events.filter(({ id }) => !gone.has(id));
}

function isOvertaken(call: CaseEvent, since: readonly CaseEvent[]): boolean {
  const named = since
    .filter(({ kind }) => kind === "customer_message")
    .flatMap(({ body }) => body.match(IDENTIFIER) ?? [])
    .map(asNamed);
  if (named.length === 0) return false;
  const lookedUp = new Set(since.flatMap((event) => (event.kind === "tool_call" ? valuesOf(event) : [])));
  const about = valuesOf(call).filter((value) => MARKED_KIND.test(kindOf(value)));
  const kinds = new Set(about.map(kindOf));
  const isAnother = (name: string) => kinds.has(kindOf(name)) && !about.includes(name) && !lookedUp.has(name);
  return named.some(isAnother) && !named.some((name) => about.includes(name));
}

function valuesOf(call: CaseEvent): string[] {
  return Object.values(leavesOf(call.arguments ?? {})).map(asNamed);
}

function asNamed(value: unknown): string {
  return String(value).toLowerCase();
}
