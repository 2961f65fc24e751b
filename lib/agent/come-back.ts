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

/** The ticket as if nobody had dealt with it yet, and whether a call looks up what he comes back with. */
export type CameBack = { seen: Observation; isDue: (call: Call) => boolean };

/**
 * What a customer is read as who comes back with the matter he was answered about: the same is looked up anew, or, where he
 * names another thing of its kind, that. Null where he does not, or it was looked up twice already: a third time tells no more.
 */
export function cameBack(seen: Observation): CameBack | null {
  const { timeline, event } = seen;
  if (event.kind !== "customer_message" || seen.isEnd || !isComplaint(event.body)) return null;
  const answer = timeline.findLastIndex(({ kind }) => kind === "analyst_reply");
  if (answer < 0 || timeline.slice(answer).some(isCall)) return null;
  const results = resultsByCall(timeline);
  const calls = timeline.filter(isCall).filter(({ id }) => results.has(id));
  const last = calls.at(-1)?.data;
  const named = last ? othersNamed(event.body, last.arguments) : [];
  const times = calls.filter(({ data }) => last && isSameCall(data, last)).length;
  if (named.length === 0 && (namesAnother(event.body) || times > 1)) return null;
  const first = timeline.findIndex((one) => isCall(one) || one.kind === "analyst_reply");
  const asked = new Set(timeline.slice(0, first).map(({ id }) => id));
  const events = seen.case.events.filter(({ id }) => asked.has(id) || id === event.id);
  const isAbout = (call: Call) => valuesOf(call.arguments).some((value) => named.includes(value));
  const isDue = (call: Call) => !last || (named.length > 0 ? isAbout(call) : isSameCall(call, last));
  return { seen: { ...seen, case: { ...seen.case, events } }, isDue };
}

/** True for calls of one tool with the same values. */
function isSameCall(one: Call, other: Call): boolean {
  return one.tool === other.tool && isDeepStrictEqual(one.arguments, other.arguments);
}

function isCall(event: TimelineEvent): event is EventOf<"tool_call"> {
  return event.kind === "tool_call";
}

/** What a text names of a kind that is among the values and that was not called with. */
function othersNamed(text: string, called: Record<string, unknown>): string[] {
  const values = valuesOf(called);
  const kinds = new Set(values.map(kindOf));
  const names = (text.match(IDENTIFIER) ?? []).map((name) => name.toLowerCase());
  return names.filter((name) => kinds.has(kindOf(name)) && !values.includes(name));
}

function valuesOf(called: Record<string, unknown>): string[] {
  return Object.values(leavesOf(called)).map((value) => String(value).toLowerCase());
}
