/** Inputs for recording an agent run and its proposals. */
import { z } from "zod";
import { GateRecord } from "#lib/policy/model";
import { abstainReasonKeys, agentRunOutcomes, ExpectedAction, engines, grades, Ranking } from "./model";
import { Draft, Evidence, ProposalContent, TriageContent } from "./step";

/** A checked proposal as the loop hands it over; engine, model, version and propensity come from its agent run. */
const Proposed = z.object({
  text: z.string().max(64_000),
  evidence: z.array(Evidence).default([]),
  why: z.string(),
  confidence: z.number().min(0).max(1),
  certified: z.boolean().default(false),
  risk: z.number().int(),
  degraded: z.string().nullable().default(null),
});
export const NewSuggestion = Proposed.and(ProposalContent);
export type NewSuggestion = z.input<typeof NewSuggestion>;

/** One agent run on a ticket, to be recorded whether it showed something or abstained. */
export const AgentRunInput = z.object({
  ticketId: z.number().int(),
  /** The event that caused the run: one event is considered once. */
  eventId: z.number().int(),
  /** The run on the same event whose place it takes: a model has had its turn since. */
  revises: z.number().int().nullable().default(null),
  /** The newest event the agent saw; a proposal made from an older view is recorded as an abstention. */
  upToEventId: z.number().int(),
  outcome: z.enum(agentRunOutcomes),
  reason: z.enum(abstainReasonKeys).nullable().default(null),
  explanation: z.string(),
  /** What waits for a decision answers what is past, triage apart. */
  clearsProposals: z.boolean().default(false),
  /** False where no draft can have been shown while it was written. */
  clearsDraft: z.boolean().default(true),
  gate: GateRecord.nullable().default(null),
  /** What was chosen, kept for evaluation. */
  draft: Draft.nullable().default(null),
  candidates: Ranking.nullable().default(null),
  engine: z.enum(engines),
  model: z.string(),
  pipelineVersion: z.string(),
  durationMs: z.number(),
  suggestion: NewSuggestion.nullable().default(null),
  /** A proposal of kind `triage` beside it: a row of its own that replaces, and is replaced by, triage only. */
  triage: Proposed.and(TriageContent).nullable().default(null),
});
export type AgentRunInput = z.input<typeof AgentRunInput>;

/** A run whose card the model was to better, and why it did not. */
export const DegradedInput = z.object({
  agentRunId: z.number().int(),
  ticketId: z.number().int(),
  why: z.string().max(500),
});

/** A run whose card the model would have made too: how sure the gate is of it since. */
export const ConfirmedInput = z.object({
  agentRunId: z.number().int(),
  ticketId: z.number().int(),
  model: z.string(),
  gate: GateRecord,
});

/** Which decision is undone. */
export const UndoInput = z.object({ decisionId: z.number().int() });

/** What an analyst says of an agent run. */
export const GradeInput = z.object({
  agentRunId: z.number().int(),
  grade: z.enum(grades),
  /** With "should have proposed": what it should have said or run. */
  expected: ExpectedAction.nullable().default(null),
  note: z.string().max(2000).default(""),
  /** The grade on the screen, null for none: one that a colleague gave since stays. */
  seen: z.enum(grades).nullable().optional(),
});
