/** The transcript of a conversation as chat messages, in the roles training formats expect: what a label keeps. */
import type { TimelineEvent } from "#lib/tickets/event";
import { type Turn, transcript } from "#lib/tickets/transcript";
import type { ContextTurn } from "./context-turn";

/** The conversation of `timeline` (ascending). A call is followed by its answer, as trainers demand; `null` where none came. */
export function chatTranscript(timeline: readonly TimelineEvent[]): ContextTurn[] {
  return transcript(timeline).flatMap(chatTurns);
}

function chatTurns(turn: Turn): ContextTurn[] {
  switch (turn.kind) {
    case "customer":
    case "aside":
      return [{ role: "user", content: turn.text }];
    case "support":
      return [{ role: "assistant", content: turn.text }];
    case "look_up": {
      const { id, tool: name, arguments: given, remark, found } = turn;
      return [
        { role: "assistant", content: remark, call: { id, name, arguments: given } },
        { role: "tool", name, callId: id, content: found ?? "null" },
      ];
    }
  }
}
