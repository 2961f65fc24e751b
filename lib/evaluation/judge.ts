/** The evaluator: compares an agent run with what really came next. The agent never sees it. */

import type { Verdict } from "#lib/suggestions/model";
import { isSaid, callOf as stepCall, type ToolRequest } from "#lib/suggestions/step";
import { commonLabel } from "./common-label";
import type { WrongFactType } from "./fact-check";
import type { RunWithProposal } from "./queries";
import { argumentAccuracy, chrF, hasForeignNumber, NEAR_VERBATIM, rougeL, tokenF1 } from "./scorers";

/** Measures of one reply against the real one. */
export type JudgedReply = {
  match: boolean;
  tokenF1: number;
  rougeL: number;
  chrF: number;
  foreignNumber: boolean;
  /** Of which types it has wrong facts. */
  wrongFacts: readonly WrongFactType[];
  confidence: number;
  /** Whether the online gate of each precision target would have shown it. */
  passes: boolean[];
};

/** One reply of an analyst, and what the agent would have sent. */
export type ReplyPoint = JudgedReply & {
  ticket: number;
  /** Tickets closed before, of all kinds and of the rarest kind of this ticket. */
  closed: number;
  kindClosed: number;
  typed: boolean;
  /** Whether the first reply that may be shown is the right one. */
  isShownRight: boolean;
  hitAt3: boolean;
  typedProbability: number;
  isReplyNext: boolean;
  /** True where the match is an estimate: the reply was built from no past one. */
  isEstimate: boolean;
  shown: boolean;
  verdict: ReplyVerdict;
  milliseconds: number;
  baseline: JudgedReply;
};

/** One tool call of an analyst, and the one the agent would have made. */
export type CallPoint = {
  ticket: number;
  isCallNext: boolean;
  isDrafted: boolean;
  toolRight: boolean;
  exact: boolean;
  argumentAccuracy: number;
};

/** Whether triage had the kind of a ticket first after so many customer turns. */
export type RoutePoint = { ticket: number; turns: number; right: boolean };

export type ReplyVerdict = Exclude<Verdict, "hand_over">;

/** How the evaluator finds the action label of a reply. */
export type Labels = {
  /** Labels of replies already sent, by event; one typed by hand has none. */
  ofEvent: ReadonlyMap<number, string>;
  /** The label of the past reply a free text is nearest to. */
  nearest: (text: string) => string | null;
};

/** A reply the agent could send, with the action it would be; null where that is unknown. */
export type LabelledReply = {
  text: string;
  label: string | null;
  /** True where it was built from no past reply: then the label is that of the nearest, an estimate. */
  isEstimate: boolean;
  /** True for what may not be shown. */
  isWithheld?: boolean;
};

/**
 * What the run would have replied, best first: its own draft, then the apprentice's other candidates. A learned
 * reply has the label of most of the past replies it was built from; the free text of a model, and what was written in
 * an article, that of its nearest.
 */
export function repliesOf(run: RunWithProposal, labels: Labels): LabelledReply[] {
  const { draft } = run;
  const own = draft && isSaid(draft) ? draft : null;
  const others = rankedReplies(run).filter(({ id, barred }) => barred === undefined && id !== own?.id);
  const replies = others.map(({ text, eventIds }) => labelled(text, eventIds, labels));
  return own ? [labelledDraft(run, own, labels), ...replies] : replies;
}

/**
 * What the run held likeliest, best first. Where its draft was not shown, that is the apprentice's own ranking with what
 * may not be shown: a bar binds what is said, not what is known.
 */
export function rankingOf(run: RunWithProposal, labels: Labels): LabelledReply[] {
  const ranked = rankedReplies(run);
  const isKept = run.engine === "apprentice" && run.outcome !== "proposed";
  if (!isKept || !ranked.some(({ barred }) => barred !== undefined)) return repliesOf(run, labels);
  return ranked.map(({ text, eventIds, barred }) => ({
    ...labelled(text, eventIds, labels),
    isWithheld: barred !== undefined,
  }));
}

function rankedReplies({ candidates }: RunWithProposal) {
  return (candidates?.candidates ?? []).filter(({ kind }) => kind === "reply");
}

/** The diagnostic the run asked for, or would have asked for. */
export function callOf({ draft, candidates }: RunWithProposal): ToolRequest | null {
  return [draft, ...(candidates?.candidates ?? [])].map((one) => one && stepCall(one)).find(Boolean) ?? null;
}

/** True when a call was held the next step, whether or not its arguments allowed to draft it; a model's draft is its step. */
export function isCallNext({ engine, draft, candidates }: RunWithProposal): boolean {
  return engine === "llm" && draft ? stepCall(draft) !== undefined : candidates?.step === "tool";
}

/** P(the first reply is taken): our own estimate, for a model's text that of the gate. */
export function confidenceOf({ engine, gate, candidates }: RunWithProposal): number {
  return (engine === "llm" ? gate?.probability : candidates?.confidence) ?? 0;
}

/** Compares a reply with the one that was really sent; `past` is all that stood on the ticket before. */
export function compare(
  reply: Pick<LabelledReply, "text" | "label"> | null,
  real: { text: string; label: string | null },
  past: string,
): Omit<JudgedReply, "confidence" | "passes" | "wrongFacts"> {
  const text = reply?.text ?? "";
  return {
    match: real.label !== null && reply?.label === real.label,
    tokenF1: tokenF1(text, real.text),
    rougeL: rougeL(text, real.text),
    chrF: chrF(text, real.text),
    foreignNumber: hasForeignNumber(text, past),
  };
}

/** What an analyst who was about to send the real reply makes of the proposed one: he takes none that has a wrong fact. */
export function verdictOf({
  match,
  tokenF1,
  wrongFacts,
}: Pick<JudgedReply, "match" | "tokenF1" | "wrongFacts">): ReplyVerdict {
  if (wrongFacts.length === 0 && match && tokenF1 >= NEAR_VERBATIM) return "accept";
  return match || tokenF1 >= 0.5 ? "edit" : "reject";
}

/** Judges the run's call against the one that was really made. */
export function judgeCall(
  run: RunWithProposal,
  real: { tool: string; arguments: Record<string, unknown> },
): Omit<CallPoint, "ticket"> {
  const call = callOf(run);
  const toolRight = call?.tool === real.tool;
  const accuracy = toolRight ? argumentAccuracy(call.arguments, real.arguments) : 0;
  return {
    isCallNext: isCallNext(run),
    isDrafted: run.draft !== null && stepCall(run.draft) !== undefined,
    toolRight,
    exact: accuracy === 1,
    argumentAccuracy: accuracy,
  };
}

function labelledDraft(
  run: RunWithProposal,
  { id, text, evidence }: NonNullable<RunWithProposal["draft"]>,
  labels: Labels,
): LabelledReply {
  if (run.engine === "llm") return labelled(text, [], labels);
  const own = rankedReplies(run).find((one) => one.id === id);
  const cited = evidence.flatMap(({ eventId }) => (eventId === undefined ? [] : [eventId]));
  return labelled(text, own ? own.eventIds : cited, labels);
}

function labelled(text: string, eventIds: readonly number[], labels: Labels): LabelledReply {
  return eventIds.length > 0
    ? { text, label: commonLabel(eventIds, labels.ofEvent), isEstimate: false }
    : { text, label: labels.nearest(text), isEstimate: true };
}
