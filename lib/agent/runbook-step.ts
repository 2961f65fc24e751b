/** What an alert's runbook orders next, where that is a call: shown in place of a hand-over that would only name the runbook. */
import { isAbout } from "#lib/knowledge/model";
import { callWords } from "#lib/suggestions/rules";
import type { Toolbox } from "#lib/tools/registry";
import { apprenticeModelId } from "./apprentice-model";
import { checkCall } from "./checks";
import { triggerSource } from "./draft";
import type { Draft, Observation, Retrieved } from "./model";
import { alternativesTo, learnedSteps } from "./steps";

/** The next call of the runbook that is about this alert; null where its next step is none, or was taken. */
export function runbookStep(seen: Observation, retrieved: Retrieved, tools: Toolbox): Draft | null {
  const [next] = retrieved.followed;
  if (seen.ticket.kind !== "alert" || !next?.call) return null;
  const { call, source } = next;
  if (!source.isInternal || !isAbout(source)) return null;
  if (!checkCall({ payload: { call }, sources: [source] }, seen).ok) return null;
  const draft = { kind: "diagnostic" as const, text: callWords(call) };
  return {
    ...draft,
    payload: { call, alternatives: alternativesTo(draft, learnedSteps(seen, retrieved, tools)) },
    sources: [triggerSource(seen), source],
    why: `“${source.title}” has this as the next step.`,
    engine: "apprentice",
    model: apprenticeModelId,
    degraded: null,
  };
}
