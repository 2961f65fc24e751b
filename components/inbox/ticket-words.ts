/** The words the desk uses for a ticket's states, priorities and proposals, each in one place. */
import type { Priority } from "#lib/sla/model";
import type { SuggestionKind } from "#lib/suggestions/model";
import { callOf, moveOf, type ProposalContent } from "#lib/suggestions/step";
import type { TicketStatus } from "#lib/tickets/model";
import type { Tone } from "../ui/badge";

export const statusWords = {
  new: "New",
  open: "Open",
  waiting: "Waiting",
  on_hold: "On hold",
  solved: "Solved",
  closed: "Closed",
} as const satisfies Record<TicketStatus, string>;

export const statusTones = {
  new: "accent",
  open: "neutral",
  waiting: "neutral",
  on_hold: "caution",
  solved: "positive",
  closed: "neutral",
} as const satisfies Record<TicketStatus, Tone>;

export const priorityWords = {
  low: "Low",
  normal: "Normal",
  high: "High",
  urgent: "Urgent",
} as const satisfies Record<Priority, string>;

/** What a proposal of each kind is called on its card and in the list. */
export const kindWords = {
  reply: "Reply",
  diagnostic: "Diagnostic",
  triage: "Triage",
  remediation: "Remediation",
  escalation: "Escalation",
  follow_up: "Follow-up",
} as const satisfies Record<SuggestionKind, string>;

/**
 * What a proposal is called on its card: a diagnostic that nothing runs is looked up by whoever takes it, and
 * what ends a ticket is named after that. */
export function cardWords(proposal: ProposalContent): string {
  return stepWords({ kind: proposal.kind, moveTo: moveOf(proposal), byHand: callOf(proposal)?.byHand });
}

type NamedStep = {
  kind: SuggestionKind;
  moveTo?: TicketStatus | null | undefined;
  byHand?: boolean | null | undefined;
};

/** A step in the word its card has, also where only the list's row of it is known. */
export function stepWords({ kind, moveTo, byHand }: NamedStep): string {
  if (moveTo) return "Resolve";
  return byHand ? "Look up" : kindWords[kind];
}

/** The bands of confidence, the lowest first. */
export const confidenceBands = ["Low", "Medium", "High"] as const;
export type ConfidenceBand = (typeof confidenceBands)[number];

/** The band of a confidence in [0, 1], in one word. */
export function confidenceWord(confidence: number): ConfidenceBand {
  if (confidence >= 0.8) return "High";
  if (confidence >= 0.55) return "Medium";
  return "Low";
}

/** True where the number is our estimate that an analyst takes it; elsewhere it says how sure the agent was of something else. */
export function hasEstimate(kind: SuggestionKind): boolean {
  return kind === "reply" || kind === "diagnostic" || kind === "remediation";
}

/** Whether an estimate is proven by past decisions. How many are missing is said once, on the gate's page. */
export function certificateWords(certified: boolean): string {
  return certified ? "certified" : "not certified yet";
}
