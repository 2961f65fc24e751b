/** Proposals and what analysts made of them: kinds, states, verdicts, reject reasons, the card's shape. */
import { z } from "zod";
import { type AbstainReason, abstainReasons, GateRecord } from "#lib/policy/model";
import { TimeZone } from "#lib/sla/model";
import { TriageFields } from "#lib/tickets/model";
import { Evidence, ProposalContent, StoredCandidate, ToolRequest } from "./step";

export const suggestionKinds = [
  "reply",
  "diagnostic",
  "triage",
  "remediation",
  "escalation",
  "follow_up",
] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** `superseded`: the conversation moved on. `unused`: the analyst answered without it. Neither is a reject. */
export const suggestionStatuses = [
  "open",
  "accepted",
  "edited",
  "rejected",
  "handed_over",
  "superseded",
  "unused",
] as const;
export type SuggestionStatus = (typeof suggestionStatuses)[number];

export const verdicts = ["accept", "edit", "reject", "hand_over"] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Why a proposal was rejected, in the order of the keys 1–9. `trains` says which part of the
 * system the label is evidence for: the text, the gate, or the sources.
 */
export const rejectReasons = {
  wrong: { label: "Factually wrong", trains: "text" },
  outdated: { label: "Outdated source", trains: "source" },
  incomplete: { label: "Misses the question", trains: "text" },
  wrong_ticket: { label: "Belongs to another ticket", trains: "source" },
  not_needed: { label: "Not needed", trains: "gate" },
  unsafe: { label: "Unsafe or needs approval", trains: "gate" },
  tone: { label: "Tone, style or language", trains: "text" },
  private: { label: "Policy or private data", trains: "text" },
  other: { label: "Something else", trains: "text" },
} as const satisfies Record<string, { label: string; trains: "text" | "gate" | "source" }>;
export type RejectReason = keyof typeof rejectReasons;
export const rejectReasonKeys = Object.keys(rejectReasons) as [RejectReason, ...RejectReason[]];

/**
 * What could have been done next, by an agent run, whichever of it was said: kept so that proposals can be judged where
 * the gate kept them back, or where another kind of step came.
 */
export const Ranking = z.object({
  step: z.enum(["reply", "tool", "wait", "hand_over"]),
  /** The replies as they rank, those that are barred among them; then the call. */
  candidates: z.array(StoredCandidate),
  /** P(the first reply is taken | a reply is due), and P(the analyst writes one himself | a reply is due). */
  confidence: z.number(),
  typedProbability: z.number(),
  /** Values of each triage field, the most probable first. */
  triage: z.record(z.string(), z.array(z.object({ value: z.string(), confidence: z.number() }))),
});
export type Ranking = z.infer<typeof Ranking>;

export const engines = ["apprentice", "llm"] as const;
export type Engine = (typeof engines)[number];

export const Suggestion = z
  .object({
    id: z.number(),
    ticketId: z.number(),
    agentRunId: z.number(),
    status: z.enum(suggestionStatuses),
    text: z.string(),
    evidence: z.array(Evidence),
    /** One line: why this is proposed. */
    why: z.string(),
    confidence: z.number(),
    certified: z.boolean(),
    risk: z.number(),
    propensity: z.number(),
    pipelineVersion: z.string(),
    engine: z.enum(engines),
    model: z.string(),
    /** A sentence when the configured model failed and the apprentice answered instead. */
    degraded: z.string().nullable(),
    upToEventId: z.number(),
    createdAt: z.coerce.date(),
    decidedAt: z.coerce.date().nullable(),
    decidedBy: z.string().nullable(),
  })
  .and(ProposalContent);
export type Suggestion = z.infer<typeof Suggestion>;

/** `investigating`: it looked something up by itself, and runs again with the result. */
export const agentRunOutcomes = ["proposed", "abstained", "handed_over", "failed", "investigating"] as const;
export type AgentRunOutcome = (typeof agentRunOutcomes)[number];

/** An analyst's grade of an abstention, or of a shown proposal. */
export const grades = ["right", "should_have_shown", "should_have_abstained"] as const;
export type Grade = (typeof grades)[number];

/** What the agent should have proposed where it abstained; `candidate` names it among the candidates of the run. */
export const ExpectedAction = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("reply"),
    text: z.string().trim().min(1).max(64_000),
    candidate: z.string().optional(),
  }),
  z.object({ kind: z.literal("diagnostic"), call: ToolRequest, candidate: z.string().optional() }),
]);
export type ExpectedAction = z.infer<typeof ExpectedAction>;

export const abstainReasonKeys = Object.keys(abstainReasons) as [AbstainReason, ...AbstainReason[]];

export const AgentRun = z.object({
  id: z.number(),
  ticketId: z.number(),
  eventId: z.number(),
  outcome: z.enum(agentRunOutcomes),
  /** A reason only another version knows is in the explanation. */
  reason: z.enum(abstainReasonKeys).nullable().catch(null),
  explanation: z.string(),
  gate: GateRecord.nullable().catch(null),
  grade: z.enum(grades).nullable(),
  /** What a grade says should have been said or run instead of silence. */
  expected: ExpectedAction.nullable().catch(null),
  at: z.coerce.date(),
});
export type AgentRun = z.infer<typeof AgentRun>;

/** What an agent run did not show: what it chose, and what else it had. */
export const Withheld = z.object({ agentRunId: z.number(), candidates: z.array(StoredCandidate) });
export type Withheld = z.infer<typeof Withheld>;

/** The agent's side of a ticket as the desk reads it. */
export const Proposals = z.object({
  suggestions: z.array(Suggestion),
  agentRuns: z.array(AgentRun),
  /** What the newest agent run withheld; null when it showed a proposal. */
  withheld: Withheld.nullable(),
});
export type Proposals = z.infer<typeof Proposals>;

/** Words of the draft against words of what was sent. */
export const DiffPart = z.object({ kind: z.enum(["same", "add", "remove"]), text: z.string() });
export type DiffPart = z.infer<typeof DiffPart>;

/** Who goes on with a ticket that is handed over: a person, or whoever takes it from a queue. */
export const Recipient = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), id: z.string() }),
  z.object({ kind: z.literal("queue"), id: z.number().int() }),
]);
export type Recipient = z.infer<typeof Recipient>;

/** Input of a decision; `mutationId` makes a repeated click or a retried request count once. */
export const DecideInput = z.object({
  suggestionId: z.number().int(),
  verdict: z.enum(verdicts),
  mutationId: z.string().min(8).max(64),
  finalText: z.string().max(64_000).optional(),
  /** The newest event on the screen of whoever decides; given, what others wrote after it is not passed over. */
  seenEventId: z.number().int().optional(),
  /** Which of the other steps on the card is taken, from 0. */
  alternative: z.number().int().min(0).max(8).optional(),
  /** For triage: the fields to set where they differ from the proposed ones. */
  triage: TriageFields.optional(),
  /** For triage: the fields as they stood on the screen; one that a colleague set since is not passed over. */
  seen: TriageFields.optional(),
  reason: z.enum(rejectReasonKeys).optional(),
  /** Of a hand-over: who goes on. */
  recipient: Recipient.optional(),
  note: z.string().max(2000).optional(),
  /** Of a reject: whoever decides thinks that somebody tries to abuse the agent. */
  isSuspicious: z.boolean().optional(),
  /** Where the clocks of whoever decides are: "by noon" is noon there. */
  timeZone: TimeZone.optional(),
});
export type DecideInput = z.infer<typeof DecideInput>;

/** What an analyst made of a proposal; `undoneAt` is set when it was undone. */
export const Decision = z.object({
  id: z.number(),
  suggestionId: z.number(),
  ticketId: z.number(),
  verdict: z.enum(verdicts),
  reason: z.enum(rejectReasonKeys).nullable().catch(null),
  note: z.string(),
  finalText: z.string().nullable(),
  alternative: z.number().nullable(),
  eventId: z.number().nullable(),
  decidedBy: z.string(),
  decidedAt: z.coerce.date(),
  undoneAt: z.coerce.date().nullable(),
});
export type Decision = z.infer<typeof Decision>;
