/** A customer who was answered and says that it is not over: "Raised it, still slow." What was looked up may read otherwise by now. Pure. */
import { isDeepStrictEqual } from "node:util";
import { IDENTIFIER } from "#lib/apprentice/call/identifiers";
import { kindOf } from "#lib/apprentice/call/kinds";
import { leavesOf } from "#lib/apprentice/call/leaves";
import type { ToolRequest } from "#lib/suggestions/step";
import type { EventOf, TimelineEvent } from "#lib/tickets/event";
import { isComplaint, namesAnother } from "#lib/tickets/message/closing";
import { resultsByCall } from "#lib/tickets/rules";
import type { Observation } from "./model";

type Call = Pick<ToolRequest, "tool" | "arguments">;

/** The ticket as if nobody had dealt with it yet, and what was looked up for the answer; null where nothing was recorded. */
export type CameBack = { seen: Observation; lookedUp: Call | null };

/**
 * What a customer is read as who comes back with the matter he was answered about; null where he does not, names another
 * thing of the kind that was looked up, or it was looked up twice already: a third time tells no more.
 */
export function cameBack(seen: Observation): CameBack | null {
  const { timeline, event } = seen;
  if (event.kind !== "customer_message" || seen.isEnd || !isComplaint(event.body)) return null;
  const answer = timeline.findLastIndex(({ kind }) => kind === "analyst_reply");
  if (answer < 0 || timeline.slice(answer).some(isCall)) return null;
  const results = resultsByCall(timeline);
  const calls = timeline.filter(isCall).filter(({ id }) => results.has(id));
  const last = calls.at(-1);
  if (last && calls.filter(({ data }) => isSameCall(data, last.data)).length > 1) return null;
  if (namesAnother(event.body) || (last && namesOther(event.body, last.data.arguments))) return null;
  const first = timeline.findIndex((one) => isCall(one) || one.kind === "analyst_reply");
  const asked = new Set(timeline.slice(0, first).map(({ id }) => id));
  const events = seen.case.events.filter(({ id }) => asked.has(id) || id === event.id);
  const lookedUp = last ? { tool: last.data.tool, arguments: last.data.arguments } : null;
  return { seen: { ...seen, case: { ...seen.case, events } }, lookedUp };
}

/** True for calls of one tool with the same values. */
export function isSameCall(one: Call, other: Call): boolean {
  return one.tool === other.tool && isDeepStrictEqual(one.arguments, other.arguments);
}

function isCall(event: TimelineEvent): event is EventOf<"tool_call"> {
  return event.kind === "tool_call";
}

/** True where a text names something of a kind that is among the values, and not one of them. */
function namesOther(text: string, called: Record<string, unknown>): boolean {
  const values = Object.values(leavesOf(called)).map((value) => String(value).toLowerCase());
  const kinds = new Set(values.map(kindOf));
  const named = (text.match(IDENTIFIER) ?? []).map((name) => name.toLowerCase());
  return named.some((name) => kinds.has(kindOf(name)) && !values.includes(name));
}
