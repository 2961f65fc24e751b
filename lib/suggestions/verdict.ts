/** Normalises a verdict: an accepted draft that was changed is an edit, an edit that changed nothing is an accept. Pure. */

import { AppError } from "#lib/platform/errors";
import type { TriageFields } from "#lib/tickets/model";
import type {
  DecideInput,
  RejectReason,
  Suggestion,
  SuggestionKind,
  SuggestionStatus,
  Verdict,
} from "./model";
import { alternativesOf, contentOf, type ProposedOf } from "./step";

/** Kinds whose text is the thing itself, so that an analyst may change it before it goes out. */
const editableKinds: readonly SuggestionKind[] = ["reply", "follow_up", "escalation", "remediation"];

export type ResolvedDecision = {
  verdict: Verdict;
  finalText: string | null;
  reason: RejectReason | null;
  /** Which of the other steps on the card is taken, from 0; null for the first one. */
  alternative: number | null;
  /** For triage that is taken: the fields to set. */
  triage?: TriageFields;
};

/** The state a verdict leaves a proposal in. */
export const statusAfter = {
  accept: "accepted",
  edit: "edited",
  reject: "rejected",
  hand_over: "handed_over",
} as const satisfies Record<Verdict, SuggestionStatus>;

/**
 * The verdict to record, with the text that goes out (null when none does). Another step of the card
 * taken as it stands is an accept. Throws `invalid` for a reject without a reason (triage needs none: what is
 * wrong shows in the fields), an empty text, an unknown alternative, or changed text where none can be changed.
 */
export function resolveDecision(suggestion: Suggestion, input: DecideInput): ResolvedDecision {
  switch (input.verdict) {
    case "reject":
      if (!input.reason && suggestion.kind !== "triage")
        throw new AppError("invalid", "Choose a reason from 1 to 9.");
      return { verdict: "reject", finalText: null, reason: input.reason ?? null, alternative: null };
    case "hand_over":
      return { verdict: "hand_over", finalText: null, reason: null, alternative: null };
    case "accept":
    case "edit":
      return suggestion.kind === "triage" ? resolveTriage(suggestion, input) : resolveText(suggestion, input);
  }
}

/** The step a decision is about: the proposal itself, or the other step of its card that was taken. */
export function stepOf(suggestion: Suggestion, alternative: number | null | undefined): Suggestion {
  if (alternative === undefined || alternative === null) return suggestion;
  const chosen = alternativesOf(suggestion)[alternative];
  if (!chosen) throw new AppError("invalid", `There is no alternative ${alternative + 1}.`);
  const { text, evidence = suggestion.evidence } = chosen;
  return { ...suggestion, text, evidence, ...contentOf(chosen) };
}

function resolveText(suggestion: Suggestion, input: DecideInput): ResolvedDecision {
  const offered = stepOf(suggestion, input.alternative);
  const common = { reason: null, alternative: input.alternative ?? null };
  const finalText = input.finalText ?? offered.text;
  const isChanged = finalText.trim() !== offered.text.trim();
  if (!editableKinds.includes(offered.kind)) {
    if (isChanged) throw new AppError("invalid", "This proposal can be accepted or rejected, not edited.");
    return { ...common, verdict: "accept", finalText: null };
  }
  if (finalText.trim() === "") throw new AppError("invalid", "The text is empty; nothing was sent.");
  return { ...common, verdict: isChanged ? "edit" : "accept", finalText };
}

function resolveTriage({ payload }: ProposedOf<"triage">, { triage: chosen }: DecideInput): ResolvedDecision {
  const proposed = payload.triage;
  const triage = chosen ?? proposed;
  if (Object.keys(triage).length === 0) throw new AppError("invalid", "There is no field left to apply.");
  const names = Object.keys({ ...proposed, ...triage }) as (keyof TriageFields)[];
  const isChanged = names.some((name) => proposed[name] !== triage[name]);
  const verdict = isChanged ? "edit" : "accept";
  return { verdict, finalText: null, reason: null, alternative: null, triage };
}
