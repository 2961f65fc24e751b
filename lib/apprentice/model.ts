/** The types of the apprentice: its input (a case), its output (a proposal), what it learns from (an outcome). */
import { z } from "zod";
import type { TimelineEvent } from "#lib/tickets/event";
import { withoutOwnName } from "#lib/tickets/message/own-name";
import { eventKinds, isActive } from "#lib/tickets/model";

/** One past event of a ticket as the apprentice sees it; `at` is in milliseconds since the epoch. */
export const CaseEvent = z.object({
  id: z.number(),
  kind: z.enum(eventKinds),
  at: z.number(),
  actorId: z.string().nullable(),
  body: z.string(),
  tool: z.string().optional(),
  arguments: z.record(z.string(), z.unknown()).optional(),
  result: z.record(z.string(), z.unknown()).nullable().optional(),
  /** Of a call that the agent made by itself: no analyst's step, and so no example of one. */
  isOwn: z.boolean().optional(),
  /** Of an alert. */
  labels: z.record(z.string(), z.string()).optional(),
  /** Of an assignment: who was given the ticket. */
  givenTo: z.string().optional(),
  /** Of a status change: it ends the ticket. */
  isEnd: z.boolean().optional(),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

export const CaseCustomer = z.object({
  id: z.string(),
  name: z.string(),
  company: z.string().nullable(),
});
export type CaseCustomer = z.infer<typeof CaseCustomer>;

/** A ticket up to now: only past events, oldest first. */
export const Case = z.object({
  ticketId: z.number(),
  subject: z.string(),
  queue: z.string().nullable(),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullish(),
  customer: CaseCustomer.nullable(),
  events: z.array(CaseEvent),
});
export type Case = z.infer<typeof Case>;

/** The fields triage fills in; a value is free text except for the priority. */
export const triageFields = ["queue", "category", "priority", "service"] as const;
export type TriageField = (typeof triageFields)[number];
export type TriageValues = Partial<Record<TriageField, string | null>>;

/** A closed ticket: its whole timeline and the triage values it ended with. */
export type ClosedCase = Case & { closedAt: number; triage?: TriageValues };

/** A reply the apprentice could offer; `sourceEventIds` are the past replies its template was built from. */
export type ReplyCandidate = {
  kind: "reply";
  text: string;
  templateKey: string;
  sourceEventIds: number[];
  slots: Record<string, string>;
  /** Calibrated probability that this very reply is taken when a reply is due. */
  probability: number;
  /** Share of its uses that were the last word after an answer. */
  ending: number;
  /** Closed tickets in which it was said. */
  support: number;
  /** How much less the case's opening is like those before which it was said than is usual: log odds, from 0. */
  unlike: number;
  /** What was taken out of its text because no record of the ticket shows it. */
  unproven?: string;
};

/** Why a reply that is held likely is not shown. */
export type Bar =
  | { kind: "goodbye" }
  | { kind: "unfamiliar" }
  /** It was only ever said to customers, and this ticket has none. */
  | { kind: "no_reader" }
  /** Whoever said it had been given the case: `times` of the `of` times it was said. */
  | { kind: "handed_over"; times: number; of: number }
  /** It tells another state of a result than the one that was found. */
  | { kind: "contradicts"; sentence: string; tool: string; path: string; value: string };

/** A reply that is not shown: its place in the ranking, and how far it would have been believed. */
export type WithheldReply = ReplyCandidate & { bar: Bar; rank: number; confidence: number };

/** An answer of `support` closed tickets that cannot be said, and what the ticket lacks for it. */
export type Unsaid = {
  lacks: { kind: "date" | "number" | "name" | "value" } | { kind: "result"; path: string };
  support: number;
};

/** A tool call with all its arguments; `sourceEventIds` are past calls of the same tool. */
export type ToolCandidate = {
  kind: "tool";
  tool: string;
  arguments: Record<string, unknown>;
  sourceEventIds: number[];
  probability: number;
  /** Closed tickets in which it was called. */
  support: number;
  /** Chance of the least certain of its values: low where the values are guessed, or the tool is the wrong one for them. */
  sureness: number;
  /** How far its identifiers point to this tool, in [0, 1]: 1 where only this tool takes each that it needs, and all were told. */
  specificity: number;
  /** How much less the case's opening is like those before which it was called than is usual: log odds, from 0. */
  unlike: number;
  /** The same call about the other thing of its kind that was named beside; null where one was named. */
  rival: Record<string, unknown> | null;
};

/** A likely call that cannot be made: the arguments that it needs and nobody has told; `unlike` as of a call that can. */
export type LackingCall = { tool: string; lacks: string[]; probability: number; unlike: number };

export type WaitCandidate = { kind: "wait"; probability: number };
export type HandOverCandidate = { kind: "hand_over"; probability: number };
export type NextStep = ReplyCandidate | ToolCandidate | WaitCandidate | HandOverCandidate;

/** A past moment that looked like this one. */
export type NearestCase = { ticketId: number; eventId: number; similarity: number };

export const abstainReasons = ["nothing_learnt", "nothing_fits", "nothing_to_answer"] as const;
export type AbstainReason = (typeof abstainReasons)[number];

/** Named numbers the gate looks at; every one is finite. */
export type GateFeatures = Record<string, number>;

/** What the apprentice would do next on a case, with everything the gate needs to decide whether to say it. */
export type Proposal = {
  /** The most probable step of all kinds. */
  step: NextStep;
  /** Best first; fillable from this ticket, distinct texts. */
  replies: ReplyCandidate[];
  /** What ranks among them and is not shown, the likeliest first. */
  withheld: WithheldReply[];
  /** What most such moments were answered with, where it cannot be said here. */
  unsaid: Unsaid | null;
  tool: ToolCandidate | null;
  /** The likeliest call that lacks a value; null where none does. */
  lacking: LackingCall | null;
  /** Share of the next step being a reply, a call, or nothing. */
  replyProbability: number;
  toolProbability: number;
  /** Calibrated P(the first reply is accepted | a reply is due). */
  confidence: number;
  /** P(the analyst writes something that no template covers | a reply is due). */
  typedProbability: number;
  /** 0 = seen often, 1 = nothing like it was ever closed. */
  novelty: number;
  nearest: NearestCase[];
  abstain: AbstainReason | null;
  features: GateFeatures;
};

/** All replies as they rank, those that are not shown among them. */
export function rankedReplies({
  replies,
  withheld,
}: Pick<Proposal, "replies" | "withheld">): ReplyCandidate[] {
  return withheld.reduce<ReplyCandidate[]>((all, one) => all.toSpliced(one.rank, 0, one), replies);
}

/** The reply that ranks first, shown or not, with how far it is believed. */
export function likeliest(proposal: Pick<Proposal, "replies" | "withheld" | "confidence">): {
  text: string;
  confidence: number;
  isWithheld: boolean;
} {
  const [first] = proposal.withheld;
  if (first?.rank === 0) return { text: first.text, confidence: first.confidence, isWithheld: true };
  return { text: proposal.replies[0]?.text ?? "", confidence: proposal.confidence, isWithheld: false };
}

export const decisionOutcomes = ["accept", "edit", "reject"] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** What became of a proposed reply; `typed` = the analyst wrote a text of his own. */
export type DecisionFeedback = {
  features: GateFeatures;
  outcome: DecisionOutcome;
};

export type TriageProposal = Partial<Record<TriageField, { value: string; confidence: number }[]>>;

/** The structural part of a timeline event that the apprentice may see. */
export function toCaseEvent(event: TimelineEvent): CaseEvent {
  return {
    id: event.id,
    kind: event.kind,
    at: event.at.getTime(),
    actorId: event.actorId,
    body: event.kind === "analyst_reply" ? withoutOwnName(event.body, event.actorName) : event.body,
    ...structureOf(event),
  };
}

function structureOf(
  event: TimelineEvent,
): Pick<CaseEvent, "tool" | "arguments" | "result" | "isOwn" | "labels" | "givenTo" | "isEnd"> {
  switch (event.kind) {
    case "assignment":
      return event.data.to ? { givenTo: event.data.to } : {};
    case "status_change":
      return event.data.to && !isActive(event.data.to) ? { isEnd: true } : {};
    case "tool_call": {
      const { tool, arguments: given, investigationId } = event.data;
      return { tool, arguments: given, ...(investigationId !== undefined && { isOwn: true }) };
    }
    case "tool_result":
      return { tool: event.data.tool, result: event.data.result };
    case "alert_firing":
    case "alert_resolved":
      return event.data.labels ? { labels: event.data.labels } : {};
    default:
      return {};
  }
}
