/** A ticket's timeline as the chat turns a label keeps: who said what, tools paired with their answers, newest kept. */

import type { TimelineEvent } from "#lib/tickets/model";
import { resultsByCall } from "#lib/tickets/rules";
import { standingEvents } from "#lib/tickets/standing-events";
import type { ContextTurn } from "./context-turn";

/** Text kept of one conversation, in UTF-16 units; the oldest turns go first. */
const budget = 48_000;
/** Text kept of one turn. */
const longestTurn = 8_000;

/**
 * The conversation of `timeline` (ascending) as chat turns. A tool call is followed by its answer, as
 * trainers demand; a call nobody answered gets `null`. Status moves, assignments and withdrawn replies are left out.
 */
export function conversationTurns(timeline: readonly TimelineEvent[]): ContextTurn[] {
  const standing = standingEvents(timeline);
  const answers = resultsByCall(standing);
  const paired = new Set(answers.values());
  const turns = standing.flatMap((event): ContextTurn[] => {
    if (paired.has(event)) return [];
    return event.kind === "tool_call" ? callTurns(event, answers.get(event.id)) : messageTurns(event);
  });
  return newest(turns);
}

function messageTurns(event: TimelineEvent): ContextTurn[] {
  switch (event.kind) {
    case "customer_message":
      return [{ role: "user", content: cut(event.body) }];
    case "analyst_reply":
      return [{ role: "assistant", content: cut(event.body) }];
    case "note":
      return [{ role: "user", content: cut(`[internal note] ${event.body}`) }];
    case "alert_firing":
      return [{ role: "user", content: cut(`[alert firing] ${event.body}`) }];
    case "alert_resolved":
      return [{ role: "user", content: cut(`[alert resolved] ${event.body}`) }];
    case "tool_result":
      return [{ role: "user", content: cut(`[${event.data.tool ?? "tool"}] ${answerText(event)}`) }];
    case "follow_up_due":
      return [{ role: "user", content: cut(`[follow-up due] ${event.data.reason ?? event.body}`) }];
    case "handover":
      return [{ role: "user", content: cut(`[handed over] ${event.body}`) }];
    case "tool_call":
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

function callTurns(event: TimelineEvent, answer: TimelineEvent | undefined): ContextTurn[] {
  const id = event.data.callId ?? String(event.id);
  const name = event.data.tool ?? "tool";
  return [
    {
      role: "assistant",
      content: cut(event.body),
      call: { id, name, arguments: event.data.arguments ?? {} },
    },
    { role: "tool", name, callId: id, content: cut(answer ? answerText(answer) : "null") },
  ];
}

function answerText(event: TimelineEvent): string {
  return event.data.result ? JSON.stringify(event.data.result) : event.body || "null";
}

function cut(text: string): string {
  return text.length > longestTurn
    ? `${text.slice(0, longestTurn).replace(/[\uD800-\uDBFF]$/, "")} […]`
    : text;
}

/** The newest turns within the budget, never starting with a tool's answer without its call. */
function newest(turns: ContextTurn[]): ContextTurn[] {
  let spent = 0;
  let first = turns.length;
  while (first > 0) {
    spent += turns[first - 1]?.content.length ?? 0;
    if (spent > budget) break;
    first -= 1;
  }
  const kept = turns.slice(first);
  return kept[0]?.role === "tool" ? kept.slice(1) : kept;
}
