/** From a label to rows for training: which decisions are examples of what, and the row each format gets. Pure. */
import { rejectReasons } from "#lib/suggestions/model";
import { openaiMessages, toolsOf, trlMessages } from "./chat";
import type { Row } from "./formats";
import type { DatasetFormat, Label, LabelFacts } from "./model";

/** From this similarity on a text counts as sent without change. */
const untouched = 0.98;
/** Below this similarity a text counts as rewritten: the proposal was no good. */
const rewritten = 0.5;
/** Reject reasons that say the text itself was bad. `not_needed` trains the gate and no text format. */
const badText: readonly LabelFacts["reason"][] = ["wrong", "outdated", "incomplete"];

/** What one label is used for. */
type Uses = {
  /** The sent text is an example to follow. */
  sft: boolean;
  /** The sent text is preferred to the proposal. */
  dpo: boolean;
  /** The proposal is desirable or undesirable; null when nothing can be said. */
  kto: boolean | null;
};

/**
 * What a label is an example of. Sent texts are examples; a substantive edit below similarity 0.98 is a
 * preference, and so is a reply by hand after a rejection that was about the text or its source; the proposal
 * is good when accepted, bad when rewritten (below 0.5) or rejected as wrong, outdated or incomplete. Only
 * texts meant for a customer count.
 */
export function usesOf(label: LabelFacts): Uses {
  if (label.kind !== "reply" && label.kind !== "follow_up") return { sft: false, dpo: false, kto: null };
  const { verdict, similarity } = label;
  if (verdict === "reject") {
    const isPair = label.isReplaced && label.reason !== null && rejectReasons[label.reason].trains !== "gate";
    return { sft: isPair, dpo: isPair, kto: badText.includes(label.reason) ? false : null };
  }
  if (verdict === "hand_over" || similarity === null) return { sft: false, dpo: false, kto: null };
  return {
    sft: true,
    dpo: similarity < untouched && label.isSubstantive,
    kto: verdict === "accept" ? true : similarity < rewritten ? false : null,
  };
}

/** True when the format gets a row from such a label. */
export function feeds(format: DatasetFormat, label: LabelFacts): boolean {
  const uses = usesOf(label);
  switch (format) {
    case "trl-sft":
    case "openai-sft":
      return uses.sft;
    case "trl-dpo":
    case "openai-dpo":
      return uses.dpo;
    case "trl-kto":
      return uses.kto !== null;
  }
}

/** The row a format gets from a label, or null when the label does not feed it. */
export function rowOf(format: DatasetFormat, label: Label): Row | null {
  if (!feeds(format, label)) return null;
  const tools = toolsOf(label.context);
  const declared = tools.length > 0 ? { tools } : {};
  const sent = label.finalText ?? "";
  switch (format) {
    case "trl-sft":
      return { prompt: trlMessages(label.context), completion: answer(sent), ...declared };
    case "trl-dpo":
      return {
        prompt: trlMessages(label.context),
        chosen: answer(sent),
        rejected: answer(label.proposalText),
        ...declared,
      };
    case "trl-kto": {
      const isDesirable = usesOf(label).kto === true;
      const completion = answer(isDesirable ? sent : label.proposalText);
      return { prompt: trlMessages(label.context), completion, label: isDesirable, ...declared };
    }
    case "openai-sft":
      return { messages: [...openaiMessages(label.context), ...answer(sent)], ...declared };
    case "openai-dpo":
      return {
        input: { messages: openaiMessages(label.context), ...declared },
        preferred_output: answer(sent),
        non_preferred_output: answer(label.proposalText),
      };
  }
}

function answer(content: string): { role: "assistant"; content: string }[] {
  return [{ role: "assistant", content }];
}
