/** A decision in words, for the notice that offers to take it back. Pure. */

import {
  type DecideInput,
  rejectReasons,
  type Suggestion,
  type SuggestionKind,
} from "#lib/suggestions/model";
import { alternativesOf, callOf, moveOf, type ToolRequest } from "#lib/suggestions/step";
import { kindWords } from "../inbox/ticket-words";

export type Choice = Omit<DecideInput, "suggestionId" | "mutationId" | "seenEventId">;

/** The step that is taken: that of the card, or the other one chosen on it. */
export function stepTaken(
  suggestion: Suggestion,
  { alternative }: Choice,
): { kind: SuggestionKind; call: ToolRequest | undefined } {
  const taken = alternativesOf(suggestion)[alternative ?? -1] ?? suggestion;
  return { kind: taken.kind, call: callOf(taken) };
}

export function doneWords(suggestion: Suggestion, choice: Choice): string {
  const { verdict, reason } = choice;
  const { kind, call } = stepTaken(suggestion, choice);
  const what = `#${suggestion.ticketId}`;
  if (kind === "triage") return `${what}: triage ${verdict === "reject" ? "dismissed" : "applied"}`;
  switch (verdict) {
    case "reject":
      return `${what} rejected${reason ? `: ${rejectReasons[reason].label.toLowerCase()}` : ""}`;
    case "hand_over":
      return `${what} escalated`;
    case "accept":
    case "edit":
      if (moveOf(suggestion) && choice.alternative === undefined) return `${what} resolved`;
      if (kind === "reply" || kind === "follow_up") return `Reply to ${what} is on its way`;
      if (kind === "escalation") return `${what} escalated`;
      if (call?.byHand) return `${what}: look it up, then record the result`;
      return `${what}: ${kindWords[kind].toLowerCase()} accepted`;
  }
}
