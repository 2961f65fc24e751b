/** How a look at a ticket ends, and how that is written down. */
import { keepAssessment } from "#lib/investigation/assessment";
import type { Assessment } from "#lib/investigation/model";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { type GateRecord, type SilenceReason, silenceReasons } from "#lib/policy/model";
import { riskOf } from "#lib/policy/risk";
import { recordConsideration } from "#lib/suggestions/commands";
import type { ConsiderationInput } from "#lib/suggestions/inputs";
import type { Recorded } from "#lib/suggestions/look";
import type { Candidates, SuggestionKind, ToolRequest } from "#lib/suggestions/model";
import { callWords, kindOfCall } from "#lib/suggestions/rules";
import { apprenticeModelId } from "./apprentice-model";
import { evidenceOf } from "./citations";
import type { Draft, Observation, Source } from "./model";
import { isEnd } from "./observe";
import { PIPELINE_VERSION } from "./prompt";
import type { TriageSuggestion } from "./triage";

/** How a look ended, before it is written down. */
export type Conclusion = {
  outcome: ConsiderationInput["outcome"];
  reason: SilenceReason | null;
  explanation: string;
  gate: GateRecord | null;
  draft: Draft | null;
  /** The draft a hand-over is unsure of: one key away on its card. */
  withheld?: Draft;
};

/** The draft is shown; an escalation or a warning is a hand-over. */
export function speak(draft: Draft): Conclusion {
  if (draft.kind === "escalation") return handOver(draft);
  return { outcome: "proposed", reason: null, explanation: draft.why, gate: null, draft };
}

/** The case goes to a human, with the brief. */
export function handOver(draft: Draft): Conclusion {
  return { outcome: "handed_over", reason: null, explanation: draft.why, gate: null, draft };
}

/** Nothing is said; `detail` is a sentence that adds to the reason. */
export function silent(reason: SilenceReason, detail?: string): Conclusion {
  const explanation = detail ? `${silenceReasons[reason]} ${detail}` : silenceReasons[reason];
  return { outcome: "silent", reason, explanation, gate: null, draft: null };
}

/** What the agent looks up by itself before it says anything. */
export function investigating(conclusion: Conclusion, call: ToolRequest): Conclusion {
  return {
    ...conclusion,
    outcome: "investigating",
    explanation: `Looked up by the agent: ${callWords(call)}`,
  };
}

/** What is only recorded: nothing of it is shown. */
export function unshown(conclusion: Conclusion): Conclusion {
  if (conclusion.outcome === "silent") return conclusion;
  const { explanation, reason } = silent("record_only");
  return { ...conclusion, outcome: "silent", reason, explanation };
}

/** What is written down beside the conclusion of a look. */
type Beside = {
  triage: TriageSuggestion | null;
  candidates: Candidates | null;
  /** What the case may be, and what it was held against. */
  assessed?: { assessment: Assessment; sources: Source[] } | null;
};

/** Nothing is said, for a reason that `sentence` tells whole. */
export function silentBecause(reason: SilenceReason, sentence: string | null): Conclusion {
  return { ...silent(reason), explanation: sentence ?? silenceReasons[reason] };
}

/** Writes the look down, with what it proposes, and returns it. The recording refuses what has been overtaken meanwhile. */
export async function record(
  ctx: Ctx,
  seen: Observation,
  { draft, withheld, ...conclusion }: Conclusion,
  { assessed, ...beside }: Beside,
  began: number,
): Promise<Recorded> {
  const shown = draft && wordsOf(draft);
  const by = withheld ?? draft;
  const isSpoken = conclusion.outcome === "proposed" || conclusion.outcome === "handed_over";
  return withTransaction(ctx, async (tx) => {
    const recorded = await recordConsideration(tx, {
      ...conclusion,
      ticketId: seen.ticket.id,
      eventId: seen.trigger,
      upToEventId: seen.upTo,
      // What still waits answers a question that is settled.
      isSettled: conclusion.outcome === "silent" && isEnd(seen),
      ...beside,
      draft: withheld ? wordsOf(withheld) : shown,
      engine: by?.engine ?? "apprentice",
      model: by?.model ?? apprenticeModelId,
      pipelineVersion: PIPELINE_VERSION,
      durationMs: performance.now() - began,
      suggestion:
        isSpoken && draft && shown
          ? {
              ...shown,
              kind: kindOf(draft),
              why: draft.why,
              confidence: conclusion.gate?.probability ?? 1,
              certified: conclusion.gate?.certified ?? false,
              risk: draft.payload.call?.action?.risk ?? riskOf(draft.kind),
              degraded: draft.degraded,
            }
          : null,
    });
    if (assessed && !recorded.isDuplicate)
      await keepAssessment(tx, assessed.assessment, {
        considerationId: recorded.consideration.id,
        seen,
        sources: assessed.sources,
        draft: by,
        version: PIPELINE_VERSION,
      });
    return recorded;
  });
}

/** Writes down that the agent broke off over an event, so that the ticket shows it and goes on. */
export async function recordFailure(
  ctx: Ctx,
  { ticketId, eventId }: { ticketId: number; eventId: number },
): Promise<void> {
  await recordConsideration(ctx, {
    ticketId,
    eventId,
    upToEventId: eventId,
    outcome: "failed",
    explanation:
      "The agent stopped with an error, several times. The ticket is not affected; the log has the details.",
    engine: "apprentice",
    model: apprenticeModelId,
    pipelineVersion: PIPELINE_VERSION,
    durationMs: 0,
  });
}

/** A call that changes something goes under the locks of its action. */
function kindOf({ kind, payload }: Draft): SuggestionKind {
  return kind === "diagnostic" && payload.call ? kindOfCall(payload.call) : kind;
}

function wordsOf({ text, payload, sources }: Draft) {
  return { text, payload, evidence: sources.map(evidenceOf) };
}
