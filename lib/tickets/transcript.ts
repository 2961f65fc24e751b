/** A ticket's conversation as it is read: who said what, and each look-up with what it found. What a model is shown and what a label keeps are drawn from it. Pure. */

import { activeEvents } from "./active-events";
import type { EventOf, TimelineEvent } from "./event";
import { resultsByCall } from "./rules";

export type Turn =
  | { kind: "customer" | "support"; text: string }
  /** What nobody said to the customer: a note, an alert, what fell due. */
  | { kind: "aside"; text: string }
  /** `found`: null while there is no result. */
  | {
      kind: "look_up";
      id: string;
      tool: string;
      arguments: Record<string, unknown>;
      remark: string;
      found: string | null;
    };

/** Text kept of one conversation, in UTF-16 units; the oldest turns go first. */
const budget = 48_000;
/** Text kept of one turn. */
const longestTurn = 8_000;

/**
 * The turns of a timeline (ascending), a result with its call, wherever it came in. Status moves, assignments and what was
 * withdrawn are left out.
 */
export function transcript(timeline: readonly TimelineEvent[]): Turn[] {
  const active = activeEvents(timeline);
  const results = resultsByCall(active);
  const paired = new Set<TimelineEvent>(results.values());
  return newest(active.filter((event) => !paired.has(event)).flatMap((event) => turnOf(event, results)));
}

function turnOf(event: TimelineEvent, results: ReadonlyMap<number, EventOf<"tool_result">>): Turn[] {
  const { id, body } = event;
  const aside = (what: string, text: string): Turn[] => [{ kind: "aside", text: cut(`[${what}] ${text}`) }];
  switch (event.kind) {
    case "customer_message":
      return [{ kind: "customer", text: cut(body) }];
    case "analyst_reply":
      return [{ kind: "support", text: cut(body) }];
    case "tool_call": {
      const result = results.get(id);
      const { tool, arguments: given, callId = String(id) } = event.data;
      const found = result ? cut(foundIn(result)) : null;
      return [{ kind: "look_up", id: callId, tool, arguments: given, remark: cut(body), found }];
    }
    case "tool_result":
      return aside(event.data.tool, foundIn(event));
    case "note":
      return aside("internal note", body);
    case "alert_firing":
      return aside("alert firing", withLabels(event));
    case "alert_resolved":
      return aside("alert resolved", withLabels(event));
    case "follow_up_due":
      return aside("follow-up due", event.data.reason);
    case "handover":
      return aside("handed over", body);
    case "status_change":
    case "assignment":
    case "triage_change":
    case "reply_withdrawn":
    case "message_deleted":
    case "origin_change":
    case "action_step":
      return [];
  }
}

function withLabels({ body, data: { labels = {} } }: EventOf<"alert_firing" | "alert_resolved">): string {
  return Object.keys(labels).length > 0 ? `${body} ${JSON.stringify(labels)}` : body;
}

function foundIn({ data, body }: EventOf<"tool_result">): string {
  return data.result ? JSON.stringify(data.result) : body || "null";
}

function cut(text: string): string {
  return text.length > longestTurn
    ? `${text.slice(0, longestTurn).replace(/[\uD800-\uDBFF]$/, "")} […]`
    : text;
}

function newest(turns: Turn[]): Turn[] {
  let spent = 0;
  const first = turns.findLastIndex((turn) => {
    spent += turn.kind === "look_up" ? turn.remark.length + (turn.found?.length ?? 0) : turn.text.length;
    return spent > budget;
  });
  return turns.slice(first + 1);
}
