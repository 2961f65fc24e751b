/** A decision as a labelled example: the redacted conversation, what was proposed, what became of it. Pure. */

import type { GateRecord } from "#lib/policy/model";
import { redact } from "#lib/privacy/redact";
import type { TimelineEvent } from "#lib/tickets/event";
import { chatTranscript } from "./chat-transcript";
import type { ContextTurn } from "./context-turn";
import { editDistance, isSubstantiveEdit, similarity, wordDiff } from "./diff";
import type { DiffPart, RejectReason, Suggestion, Verdict } from "./model";
import type { Evidence } from "./step";

/** What the texts of a label are made from. */
export type TextSource = {
  suggestion: Suggestion;
  subject: string;
  /** Ascending, up to the event the proposal was made from. */
  timeline: readonly TimelineEvent[];
  /** People of this ticket and of its sources, to be hidden wherever they stand. */
  names: string[];
};

/** What the label of a decision is made from. */
export type LabelSource = TextSource & {
  decision: {
    id: number;
    verdict: Verdict;
    reason: RejectReason | null;
    finalText: string | null;
    alternative: number | null;
    decidedBy: string;
    decidedAt: Date;
  };
  gate: GateRecord | null;
};

/** The label's row; its figures are of the raw texts. */
export function labelOf({ decision, gate, ...source }: LabelSource) {
  const { suggestion } = source;
  const { finalText } = decision;
  const distance = finalText === null ? null : editDistance(suggestion.text, finalText);
  const shown = labelTexts(source, finalText);
  return {
    decisionId: decision.id,
    suggestionId: suggestion.id,
    ticketId: suggestion.ticketId,
    kind: suggestion.kind,
    verdict: decision.verdict,
    reason: decision.reason,
    alternative: decision.alternative,
    ...shown,
    diff: shown.finalText === null ? ([] as DiffPart[]) : wordDiff(shown.proposalText, shown.finalText),
    editDistance: distance,
    similarity: finalText === null ? null : similarity(suggestion.text, finalText, distance ?? 0),
    isSubstantive: finalText !== null && isSubstantiveEdit(suggestion.text, finalText),
    timeToDecideMs: Math.min(maxInteger, Math.max(0, +decision.decidedAt - +suggestion.createdAt)),
    confidence: suggestion.confidence,
    propensity: suggestion.propensity,
    pipelineVersion: suggestion.pipelineVersion,
    engine: suggestion.engine,
    model: suggestion.model,
    gate,
    analystId: decision.decidedBy,
    createdAt: decision.decidedAt,
  };
}

/** The texts of a label, redacted together, so that one value has one token throughout. */
export function labelTexts(
  { suggestion, subject, timeline, names }: TextSource,
  finalText: string | null,
): LabelTexts {
  return redactTexts(
    {
      context: [systemTurn(subject, suggestion.evidence), ...chatTranscript(timeline)],
      proposalText: suggestion.text,
      finalText,
      evidence: suggestion.evidence,
    },
    names,
  );
}

/** Largest value of the database's integer: some 25 days in milliseconds. */
const maxInteger = 2_147_483_647;

function systemTurn(subject: string, evidence: readonly Evidence[]): ContextTurn {
  const sources = evidence.map(sourceTurn);
  const parts = ["You answer customers of a technical support team.", `Subject: ${subject}`];
  if (sources.length > 0) parts.push(`Sources:\n${sources.join("\n\n")}`);
  return { role: "system", content: parts.join("\n\n") };
}

/** A source as a label keeps it; the words of another ticket stay there, and are put in as the label is read. */
export function sourceTurn({ kind, title, excerpt }: Evidence, index: number): string {
  const words = kind === "ticket" ? "" : `\n${excerpt}`;
  return `[${index + 1}] ${kind === "ticket" ? `Closed ticket ${title}` : title}${words}`;
}

/** The parts of a label that hold people's words. */
type LabelTexts = {
  context: ContextTurn[];
  proposalText: string;
  finalText: string | null;
  evidence: Evidence[];
};

/** Stands between texts that are redacted in one go; taken out of the texts themselves. */
const divider = "\n\u241E\n";

function redactTexts(texts: LabelTexts, names: string[]): LabelTexts {
  const raw: string[] = [];
  mapTexts(texts, (text) => {
    raw.push(text.replaceAll("\u241E", " "));
    return text;
  });
  const together = redact(raw.join(divider), { names }).text.split(divider);
  // A redacted value may have swallowed a divider: then each text is redacted by itself.
  const clean = together.length === raw.length ? together : raw.map((text) => redact(text, { names }).text);
  let next = 0;
  return mapTexts(texts, () => clean[next++] ?? "");
}

function mapTexts(texts: LabelTexts, replace: (text: string) => string): LabelTexts {
  return {
    context: texts.context.map((turn) => ({
      ...turn,
      content: replace(turn.content),
      ...(turn.call && {
        call: {
          ...turn.call,
          arguments: mapArguments(turn.call.arguments, replace) as Record<string, unknown>,
        },
      }),
    })),
    proposalText: replace(texts.proposalText),
    finalText: texts.finalText === null ? null : replace(texts.finalText),
    evidence: texts.evidence.map((source) => ({
      ...source,
      title: replace(source.title),
      excerpt: replace(source.excerpt),
    })),
  };
}

function mapArguments(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item) => mapArguments(item, replace));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapArguments(item, replace)]));
}
