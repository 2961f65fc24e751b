/** What becomes of a choice: it is shown, withheld, or the case is handed over with it; and what is done whatever was chosen. Pure. */

import { handOverFor } from "#lib/policy/hand-over";
import { isUndecided, originOfEvent } from "#lib/tickets/message/classify";
import { splitSentences } from "#lib/tickets/message/sentences";
import { whyNoDraft, whyWithheld } from "./abstain";
import { withoutRunbook } from "./alert-runbook";
import { escalation, followUp, resolvedAlert } from "./candidates/by-rule";
import type { Scored } from "./candidates/candidate";
import { leadOf, offeredBeside, offeredWith, runbookCall } from "./choose";
import { abstain, abstainBecause, type Conclusion, show } from "./conclusion";
import {
  beforeAnswer,
  bound,
  instead,
  type Nothing,
  owedTo,
  ownWords,
  undone,
  unsaidTo,
  untold,
  writtenByHand,
} from "./hand-over-reasons";
import type { Observation, Retrieved } from "./model";
import type { Instruction } from "./procedure/follow";
import { underIncident } from "./under-incident";

/** The input of the final choice. */
export type Ground = Retrieved & { candidates: Scored[]; instruction: Instruction | null };

/** Nobody is answered, and nobody passed over, before somebody has looked. */
const mayBeAutomatic = "This may be an automatic message: please look whether a person wrote it.";

/** What is done whatever the candidates say: a doubt, a word that binds, a follow-up, an alert that ended; null otherwise. */
export function byRule(seen: Observation, ground: Ground): Conclusion | null {
  const { event, isHandedOver } = seen;
  if (originOfEvent(event) === "unsure" && !isHandedOver) {
    return show(escalation(seen, ground, mayBeAutomatic, event.id));
  }
  const rule = handOverFor(seen.unanswered.flatMap(({ body }) => splitSentences(body)));
  if (rule && !isHandedOver) return show(escalation(seen, ground, rule.sentence));
  if (event.kind === "follow_up_due") return show(followUp(seen, ground, event.data.reason));
  if (isUndecided(event)) return show(escalation(seen, ground, event.body));
  if (event.kind !== "alert_resolved") return null;
  const resolved = resolvedAlert(seen);
  return resolved ? show(resolved) : abstain("no_question");
}

/** What becomes of a choice; the card of a fresh alert says where no runbook is about it. */
export function concludeOn(seen: Observation, ground: Ground, found: Scored | Nothing): Conclusion {
  return underIncident(withoutRunbook(conclude(seen, ground, found), seen, ground), seen, ground);
}

/** Why a reply that is likely right is left to a person. */
const ownWriting = "Analysts usually write replies like this one themselves.";

/** Gate 2: shows what was chosen, withholds it, or hands the case over with it. */
function conclude(seen: Observation, ground: Ground, found: Scored | Nothing): Conclusion {
  if (!("gate" in found)) return concludeWithout(seen, ground, found);
  const { candidates } = ground;
  const { gate } = found;
  const beside = offeredBeside(found, candidates, seen, ground);
  const isUnfit = isAskedResult(seen) && gate.verdict === "abstain";
  const over = { gate, withheld: found, beside: isUnfit ? [] : offeredWith(found, beside) };
  const given = found.kind === "reply" ? (beforeAnswer(seen, ground) ?? undone(found, seen)) : bound(seen);
  if (given) return show(escalation(seen, ground, given), over);
  if (gate.verdict === "show") return show(found, { gate, beside });
  const isReply = found.kind === "reply" && over.beside.some(({ id }) => id === found.id);
  const written = isReply ? ownWriting : (untold(seen, ground) ?? ownWords);
  const otherwise = gate.verdict === "hand_over" ? written : (unsaidTo(seen, ground) ?? untold(seen, ground));
  const why = instead(seen, ground, otherwise);
  const next = why || isUnderWay(seen) ? runbookCall(candidates, seen) : null;
  // A card stands here in any case: the gate says how sure it is, not whether.
  if (next) return showInAnyCase(next, seen, ground);
  const lead = leadOf(found, seen, ground);
  if (!why)
    return abstainBecause("low_confidence", whyWithheld(gate, ground), { gate, withheld: found, ...lead });
  return show(escalation(seen, ground, why), { ...over, ...lead });
}

/** Nothing may be shown: hands over where somebody waits, otherwise abstains with a reason. */
function concludeWithout(seen: Observation, ground: Ground, found: Nothing): Conclusion {
  const owed = owedTo(seen, ground, found);
  const unsaid = () => untold(seen, ground) ?? writtenByHand(seen, ground, ground.candidates);
  const otherwise = owed ?? (found.reason === "nothing_to_add" ? unsaid() : null);
  const why =
    found.reason === "repeat" ? owed : (beforeAnswer(seen, ground) ?? instead(seen, ground, otherwise));
  const written = !bound(seen) && (why || isUnderWay(seen)) ? runbookCall(ground.candidates, seen) : null;
  if (written) return showInAnyCase(written, seen, ground);
  if (why) {
    const beside = isAskedResult(seen) ? [] : offeredBeside(found.withheld, ground.candidates, seen, ground);
    return show(escalation(seen, ground, why), { beside });
  }
  if (found.reason !== "nothing_to_add") return abstain(found.reason, found.detail);
  if (seen.isEnd) return abstain("no_question");
  return found.detail
    ? abstain(found.reason, found.detail)
    : abstainBecause(found.reason, whyNoDraft(ground));
}

/** True when a step has just returned its result: the runbook's next step is needed, whoever has the case. */
function isUnderWay({ event }: Observation): boolean {
  return event.kind === "tool_result";
}

/** True where what somebody looked up has just come: drafts that do not fit it are no help to whoever reads it. */
function isAskedResult(seen: Observation): boolean {
  return isUnderWay(seen) && !seen.isUnaskedResult;
}

function showInAnyCase(step: Scored, seen: Observation, ground: Ground): Conclusion {
  const beside = offeredBeside(step, ground.candidates, seen, ground);
  return show(step, { gate: { ...step.gate, verdict: "show", propensity: 1 }, beside });
}
