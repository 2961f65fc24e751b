/** Hand-overs that cannot wait although there is no reliable proposal, and what a card says of an alert's runbook. Pure. */
import type { TimelineEvent } from "#lib/tickets/event";
import { toolTitle } from "#lib/tools/model";
import { forbiddenIn } from "./acts";
import type { Conclusion } from "./conclusion";
import { bindingNote } from "./customer-notes";
import type { Observation, Retrieved } from "./model";
import type { Instruction } from "./procedure/follow";

type Ground = Pick<Retrieved, "sources"> & { instruction: Instruction | null };

/** Why somebody has to look now although there is no proposal; null when it can wait. */
export function pressing(seen: Observation, { sources, instruction }: Ground): string | null {
  const { event, ticket, isHandedOver } = seen;
  if (isHandedOver || seen.isEnd) return null;
  const isFiring = event.kind === "alert_firing" || (seen.isUnaskedResult && seen.unanswered.some(isAlert));
  if (isFiring) {
    const runbook = runbookOf(sources);
    if (instruction) return `An alert fires. ${nextStep(instruction, seen)}`;
    if (runbook) return `An alert fires. The runbook “${runbook.title}” is about it.`;
    return "An alert fires. No runbook applies, and no past case answers it.";
  }
  if (event.kind === "tool_result" && event.data.actionRunId !== undefined) {
    const isOver = event.data.isUnhelpful === true && !instruction;
    // Otherwise the result of an action needs nobody.
    return isOver ? `${toolTitle(event.data.tool)} did not help, and no runbook has a further step.` : null;
  }
  if (ticket.priority === "urgent") return "This is urgent, and the agent has no reliable answer.";
  return null;
}

function isAlert({ kind }: TimelineEvent): boolean {
  return kind === "alert_firing";
}

/** The card of a fresh alert, which says so where no runbook is about it: the next step is then from past cases alone. */
export function withoutRunbook(
  conclusion: Conclusion,
  { event }: Observation,
  { sources }: Pick<Ground, "sources">,
): Conclusion {
  const { shown } = conclusion;
  if (event.kind !== "alert_firing" || !shown || shown.kind === "escalation" || runbookOf(sources))
    return conclusion;
  const why = `${shown.why} No runbook applies.`;
  return { ...conclusion, explanation: why, shown: { ...shown, why } };
}

function runbookOf(sources: Ground["sources"]) {
  return sources.find(({ isInternal }) => isInternal);
}

/** What was written about the customer and asks for a human; once he has the ticket it is known. */
export function bound(seen: Observation): string | null {
  const note = seen.isHandedOver || seen.isEnd ? null : bindingNote(seen);
  return note && `The notes on this customer say: ${note}`;
}

/** Why a human goes on where a runbook has a step that only he can take; null when the customer is done or he knows. */
export function guided(seen: Observation, { instruction }: Ground): string | null {
  return instruction && !seen.isHandedOver && !seen.isEnd ? nextStep(instruction, seen) : null;
}

function nextStep({ source, text }: Instruction, seen: Observation): string {
  if (forbiddenIn(text, seen))
    return `The runbook “${source.title}” is about it; the customer forbade its next step: ${text}`;
  return `The runbook “${source.title}” is about it; next in it: ${text}`;
}
