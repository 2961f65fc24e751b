/** What a decision amounts to: an accepted draft that was changed is an edit, an edit that changed nothing is an accept. Pure. */
import { AppError } from "#lib/platform/errors";
import type {
  DecideInput,
  RejectReason,
  Suggestion,
  SuggestionKind,
  SuggestionStatus,
  Verdict,
} from "./model";

/** Kinds whose text is the thing itself, so that an analyst may change it before it goes out. */
const editableKinds: readonly SuggestionKind[] = ["reply", "follow_up", "escalation", "remediation"];

export type Settled = { verdict: Verdict; finalText: string | null; reason: RejectReason | null };

/** The state a verdict leaves a proposal in. */
export const statusAfter = {
  accept: "accepted",
  edit: "edited",
  reject: "rejected",
  hand_over: "handed_over",
} as const satisfies Record<Verdict, SuggestionStatus>;

/**
 * The verdict to record, with the text that goes out (null when none does). An alternative of the
 * draft sent as it stands is an accept. Throws `invalid` for a reject without a reason, an empty text,
 * an unknown alternative, or changed text where none can be changed.
 */
export function settle(suggestion: Suggestion, input: DecideInput): Settled {
  switch (input.verdict) {
    case "reject":
      if (!input.reason) throw new AppError("invalid", "Say why: a reason from 1 to 9 is needed.");
      return { verdict: "reject", finalText: null, reason: input.reason };
    case "hand_over":
      return { verdict: "hand_over", finalText: null, reason: null };
    case "accept":
    case "edit":
      return settleText(suggestion, input);
  }
}

function settleText(suggestion: Suggestion, input: DecideInput): Settled {
  const offered = offeredText(suggestion, input.alternative);
  const finalText = input.finalText ?? offered;
  const isChanged = finalText.trim() !== offered.trim();
  if (!editableKinds.includes(suggestion.kind)) {
    if (isChanged) throw new AppError("invalid", "This proposal can be taken or rejected, not changed.");
    return { verdict: "accept", finalText: null, reason: null };
  }
  if (finalText.trim() === "") throw new AppError("invalid", "The text is empty; nothing was sent.");
  return { verdict: isChanged ? "edit" : "accept", finalText, reason: null };
}

function offeredText(suggestion: Suggestion, alternative: number | undefined): string {
  if (alternative === undefined) return suggestion.text;
  const chosen = suggestion.payload.alternatives?.[alternative];
  if (!chosen) throw new AppError("invalid", `There is no alternative ${alternative + 1}.`);
  return chosen.text;
}
