/** What a card shows and would do: its own step, or another one that was chosen on it. */

import type { Suggestion, SuggestionKind } from "#lib/suggestions/model";
import {
  alternativesOf,
  callOf,
  contentOf,
  moveOf,
  type ProposalContent,
  type StoredCandidate,
} from "#lib/suggestions/step";
import { isOutward } from "./edit-place";

/** The proposal as it is shown: another step of its card stands in its place once it is chosen. */
export function stepShown(suggestion: Suggestion, chosen: number | undefined): Suggestion {
  const step = chosen === undefined ? undefined : alternativesOf(suggestion)[chosen];
  if (!step) return suggestion;
  const { text, evidence = suggestion.evidence } = step;
  const call = callOf(step);
  return {
    ...suggestion,
    text,
    evidence,
    ...contentOf(step),
    risk: call ? (call.action?.risk ?? 0) : suggestion.risk,
    confidence: step.probability,
    certified: false,
  };
}

/** What a hand-over carries one key away: the step the agent is unsure of, and its place among the others. */
export function withheldStep(
  proposal: ProposalContent,
): { step: StoredCandidate; place: number } | undefined {
  const withheld = proposal.kind === "escalation" ? proposal.payload.withheld : undefined;
  const alternatives = alternativesOf(proposal);
  const place = withheld === undefined ? -1 : alternatives.findIndex(({ id }) => id === withheld);
  const step = alternatives[place];
  return step && { step, place };
}

const takeWords = {
  reply: "Send",
  follow_up: "Send",
  diagnostic: "Run",
  triage: "Apply",
  remediation: "Approve",
  escalation: "Escalate",
} as const satisfies Record<SuggestionKind, string>;

/** Whom a reply goes to; null where nobody is behind the ticket, undefined where that is not known yet. */
export type Addressee = string | null | undefined;

type Step = ProposalContent & { risk: number };

/** What sending an edit does once its proposal is decided without it. */
export function ownWord(kind: SuggestionKind): string {
  return isOutward(kind) ? "Send as own reply" : "Add as note";
}

/** What becomes of the words of such an edit, as a sentence. */
export function ownWords(kind: SuggestionKind): string {
  return isOutward(kind)
    ? "What you write is sent as your own reply."
    : "What you write is added as an internal note.";
}

/** Whom a card acts on: whom a reply goes to, and whether somebody has the ticket, who alone can hand it over. */
export type Bearing = { customer: Addressee; isAssigned: boolean };

/** What taking a step does, as its button says it; whether the words on the card are the draft's or one's own shows. */
export function takeWord(step: Step, { customer, isAssigned }: Bearing, isEdited = false): string {
  const { kind } = step;
  const moveTo = moveOf(step);
  const call = callOf(step);
  if (moveTo && customer === null) return "Resolve";
  if (kind === "escalation" && !isAssigned) return "Assign to me";
  const word = call?.action ? "Dry run" : call?.byHand ? "Look up" : takeWords[kind];
  if (moveTo) return isEdited ? "Send edited and resolve" : "Send and resolve";
  return isEdited ? `${word} edited` : word;
}

/** What happens once a step is taken, and whether the customer sees anything of it. */
export function effectWords(step: Step, { customer, isAssigned }: Bearing): string {
  const unseen = customer === null ? "" : "; the customer sees nothing";
  switch (step.kind) {
    case "reply":
    case "follow_up":
      if (customer === null && step.payload.moveTo) return "Resolves the ticket; it has no customer.";
      if (customer === null) return "Recorded on the ticket only; it has no customer.";
      return `Goes to ${customer ?? "the customer"}; can be undone for ten seconds.`;
    case "diagnostic":
      if (step.payload.call.byHand) return `A manual lookup${unseen}.`;
      return `Runs now${step.risk === 0 ? ", read-only" : ""}${unseen}.`;
    case "triage":
      return `Sets the ticket's fields${unseen}.`;
    case "remediation":
      if (step.payload.call?.action)
        return "Shows what it would change; nothing changes before it is approved.";
      return "Recorded as approved for a person to do; nothing runs automatically.";
    case "escalation":
      return `${isAssigned ? "Passes the ticket on" : "Assigns the ticket to you"}${unseen}.`;
  }
}
