/** How an agent run ends, and how it is recorded. */

import { type Ctx, withTransaction } from "#lib/platform/context";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { inSpan } from "#lib/platform/tracing/span";
import { type AbstainReason, abstainReasons, type GateRecord } from "#lib/policy/model";
import { riskOf } from "#lib/policy/risk";
import type { RecordedRun } from "#lib/suggestions/agent-run";
import { recordAgentRun } from "#lib/suggestions/commands";
import type { AgentRunInput, NewSuggestion } from "#lib/suggestions/inputs";
import type { Ranking } from "#lib/suggestions/model";
import { callWords, kindOfCall } from "#lib/suggestions/rules";
import {
  callOf,
  type Draft,
  type ProposalContent,
  type ProposedOf,
  type ToolRequest,
} from "#lib/suggestions/step";
import { apprentice, type Candidate, type CandidateContent } from "./candidates/candidate";
import { evidenceOf } from "./citations";
import type { KeepFindings } from "./investigator";
import { PIPELINE_VERSION } from "./prompt";
import type { Observed } from "./queries";
import { stored } from "./stored";
import type { TriageSuggestion } from "./triage";

/** How an agent run ended, before it is written down. */
export type Conclusion = {
  outcome: AgentRunInput["outcome"];
  reason: AbstainReason | null;
  explanation: string;
  /** What the gate made of the candidate that was chosen; null where none was put to it. */
  gate: GateRecord | null;
  /** What is shown. */
  shown: Candidate | null;
  /** What was chosen and is not shown, or only beside a hand-over. */
  withheld: Candidate | null;
  /** What else the card offers, the likeliest first. */
  beside: Candidate[];
  /** The look-up to make before a person is called or nothing is shown, where the agent may make it by itself. */
  lead?: ToolRequest;
};

const nothing = { reason: null, gate: null, shown: null, withheld: null, beside: [] };

/** It is shown; an escalation or a warning is a hand-over. */
export function show(shown: Candidate, more: Partial<Conclusion> = {}): Conclusion {
  const outcome = shown.kind === "escalation" ? "handed_over" : "proposed";
  return { ...nothing, outcome, explanation: shown.why, shown, ...more };
}

/** Abstains; `detail` is a sentence that adds to the reason. */
export function abstain(reason: AbstainReason, detail?: string): Conclusion {
  const explanation = detail ? `${abstainReasons[reason]} ${detail}` : abstainReasons[reason];
  return { ...nothing, outcome: "abstained", reason, explanation };
}

/** A look-up the agent makes by itself before it proposes anything. */
export function investigating(conclusion: Conclusion, call: ToolRequest): Conclusion {
  return {
    ...conclusion,
    outcome: "investigating",
    explanation: `Looked up by the agent: ${callWords(call)}`,
  };
}

/** The same conclusion as one that is recorded and not shown. */
export function unshown(conclusion: Conclusion): Conclusion {
  if (conclusion.outcome === "abstained") return conclusion;
  const { explanation, reason } = abstain("record_only");
  return { ...conclusion, outcome: "abstained", reason, explanation };
}

/** What is recorded with the conclusion of an agent run. */
type Beside = {
  triage: TriageSuggestion | null;
  candidates: Ranking | null;
  /** The run whose place it takes: a model's later word on the same event. */
  revises?: number;
  /** A model is to be asked about it. */
  asksModel?: boolean;
  /** Keeps what the case may be, and what that was made from. */
  keepFindings?: KeepFindings;
  /** Of what a model was asked; null where none was. */
  promptHash?: string | null;
};

/** Abstains for a reason that `sentence` explains in full. */
export function abstainBecause(
  reason: AbstainReason,
  sentence: string | null,
  more: Partial<Conclusion> = {},
): Conclusion {
  return { ...abstain(reason), explanation: sentence ?? abstainReasons[reason], ...more };
}

/** What a card could rest on and did not know: a message, or the result of a look-up, that a card may even have proposed. */
function isNews({ event }: Observed): boolean {
  return event.kind === "customer_message" || event.kind === "tool_result";
}

/** Writes the run down, with what it proposes, and returns it. The recording refuses what has been overtaken meanwhile. */
export async function record(
  ctx: Ctx,
  seen: Observed,
  { shown, withheld, beside, lead: _, ...conclusion }: Conclusion,
  { keepFindings, promptHash = null, asksModel = false, ...more }: Beside,
  began: number,
): Promise<RecordedRun> {
  const chosen = withheld ?? shown;
  const { engine, model } = chosen?.author ?? apprentice;
  const isShown = conclusion.outcome === "proposed" || conclusion.outcome === "handed_over";
  const facts = {
    "vigil.run.outcome": conclusion.outcome,
    ...(conclusion.reason && { "vigil.run.reason": conclusion.reason }),
  };
  return inSpan("agent record", { facts }, () =>
    withTransaction(ctx, async (tx) => {
      const recorded = await recordAgentRun(tx, {
        ...conclusion,
        ticketId: seen.ticket.id,
        eventId: seen.trigger,
        upToEventId: seen.upTo,
        // An open proposal rests on what was known before: where nothing is to be said to what is new, it no longer stands.
        // That somebody takes the case is needed all the more.
        clearsProposals:
          conclusion.outcome === "abstained" && (seen.isEnd || (isNews(seen) && !seen.isHandOverOpen)),
        ...more,
        clearsDraft: more.revises !== undefined || seen.hasLiveDraft,
        draft: chosen && draftOf(chosen),
        engine,
        model,
        pipelineVersion: PIPELINE_VERSION,
        durationMs: performance.now() - began,
        suggestion: isShown && shown ? suggestionOf(shown, { ...conclusion, withheld, beside }) : null,
      });
      // What has been overtaken meanwhile is looked at again because of that.
      if (asksModel && !recorded.isDuplicate && recorded.agentRun.outcome === conclusion.outcome)
        await enqueue(tx, "agent.askModel", { ticketId: seen.ticket.id, eventId: seen.trigger });
      if (keepFindings && !recorded.isDuplicate)
        await keepFindings(tx, {
          agentRunId: recorded.agentRun.id,
          promptHash,
          version: PIPELINE_VERSION,
        });
      return recorded;
    }),
  );
}

/** Records that the agent run failed, so that the ticket shows it and is not stuck. */
export async function recordFailure(
  ctx: Ctx,
  { ticketId, eventId }: { ticketId: number; eventId: number },
): Promise<void> {
  await recordAgentRun(ctx, {
    ticketId,
    eventId,
    upToEventId: eventId,
    outcome: "failed",
    explanation:
      "The agent stopped with an error, several times. The ticket is not affected; the log has the details.",
    engine: apprentice.engine,
    model: apprentice.model,
    pipelineVersion: PIPELINE_VERSION,
    durationMs: 0,
  });
}

/** What is shown, as a proposal with what it offers beside. */
function suggestionOf(
  shown: Candidate,
  { withheld, beside, gate }: Pick<Conclusion, "withheld" | "beside" | "gate">,
): NewSuggestion {
  const { text, sources, why, author } = shown;
  const alternatives = beside.map((one) => ({ ...stored(one), evidence: one.sources.map(evidenceOf) }));
  const isOffered = beside.some(({ id }) => id === withheld?.id);
  return {
    text,
    evidence: sources.map(evidenceOf),
    ...contentOf(shown, {
      ...(alternatives.length > 0 && { alternatives }),
      ...(withheld && isOffered && { withheld: withheld.id }),
    }),
    why,
    confidence: gate?.probability ?? 1,
    certified: gate?.certified ?? false,
    risk: callOf(shown)?.action?.risk ?? riskOf(shown.kind),
    degraded: author.degraded,
  };
}

/** A candidate as what is proposed; a call that changes something is a remediation. */
function contentOf(
  candidate: CandidateContent,
  { withheld, ...card }: Pick<ProposedOf<"escalation">["payload"], "alternatives" | "withheld"> = {},
): ProposalContent {
  switch (candidate.kind) {
    case "diagnostic":
      return { kind: kindOfCall(candidate.payload.call), payload: { ...candidate.payload, ...card } };
    case "escalation":
      return {
        kind: candidate.kind,
        payload: { ...candidate.payload, ...card, ...(withheld && { withheld }) },
      };
    case "reply":
    case "follow_up":
      return { kind: candidate.kind, payload: { ...candidate.payload, ...card } };
  }
}

function draftOf(candidate: Candidate): Draft {
  const { id, text, sources } = candidate;
  return { id, text, evidence: sources.map(evidenceOf), ...contentOf(candidate) };
}
