/** What a proposal proposes, by its kind: a text, a diagnostic call, a hand-over brief. */
import type { ReactNode } from "react";
import { type Alternative, callWords, type Suggestion, type SuggestionPayload } from "#lib/suggestions/model";
import { percentWords } from "../inbox/ticket-words";
import { PlainText } from "../ticket/plain-text";
import { ValueList } from "../ticket/value-list";
import { Badge } from "../ui/badge";
import { Kbd } from "../ui/kbd";
import { ScrollRegion } from "../ui/scroll-region";
import { keptDraft } from "./step-shown";

/** Shared by the draft while it streams and when it stands, so that the one replaces the other without moving. */
export const draftBodyStyle =
  "scroll-region more-below max-h-[32vh] min-h-16 whitespace-pre-wrap wrap-anywhere text-md phone:max-h-[24dvh]";

export function DraftBody({ suggestion, text }: { suggestion: Suggestion; text: string }) {
  const { kind, payload, risk } = suggestion;
  const kept = keptDraft(suggestion);
  switch (kind) {
    case "reply":
    case "follow_up":
    case "remediation":
      return (
        <ScrollRegion label="Draft" className={draftBodyStyle}>
          <PlainText text={text} className="max-w-[78ch]" />
        </ScrollRegion>
      );
    case "diagnostic":
      return <CallBody call={payload.call} text={text} risk={risk} />;
    case "escalation":
      // The head of the card already says why.
      return (
        <>
          <BriefBody brief={payload.brief} text={text === suggestion.why ? "" : text} />
          {kept && <UnsureDraft step={kept} />}
        </>
      );
    case "triage":
      return null;
  }
}

const riskWords = ["Read-only", "Low risk", "Changes settings", "Restarts or scales", "High risk"] as const;

function CallBody({ call, text, risk }: { call: SuggestionPayload["call"]; text: string; risk: number }) {
  const isSaidBelow = call !== undefined && text === callWords(call);
  const task = call?.byHand
    ? `Vigil is not connected to ${call.tool}: look it up yourself, then record what it said.`
    : !isSaidBelow && text;
  return (
    <div className="flex flex-col gap-2">
      {task && <PlainText text={task} className="text-ink-muted" />}
      <div className="rounded-md bg-sunken px-3 py-2">
        <p className="mb-1.5 flex items-center gap-2">
          <span className="font-mono text-sm font-medium">{call?.tool ?? "No tool"}</span>
          <Badge tone={risk >= 3 ? "critical" : risk === 2 ? "caution" : "neutral"} outline>
            {riskWords[risk] ?? "Unknown risk"}
          </Badge>
        </p>
        {call && Object.keys(call.arguments).length > 0 ? (
          <ValueList values={call.arguments} />
        ) : (
          <p className="text-sm text-ink-faint">No arguments.</p>
        )}
      </div>
    </div>
  );
}

function BriefBody({ brief, text }: { brief: SuggestionPayload["brief"]; text: string }) {
  return (
    <ScrollRegion label="Brief" className="flex max-h-[36vh] flex-col gap-2 phone:max-h-[24dvh]">
      {text && <PlainText text={text} className="max-w-[78ch] text-md" />}
      {brief && (
        <dl className="grid grid-cols-[3rem_1fr] gap-x-3 gap-y-1.5">
          <BriefPart title="Known" lines={brief.known} />
          <BriefPart title="Tried" lines={brief.tried} />
          <BriefPart title="Open" lines={brief.open} />
        </dl>
      )}
    </ScrollRegion>
  );
}

/** What the agent would have done, had it been sure enough. */
function UnsureDraft({ step }: { step: Alternative }) {
  const label = `${step.kind === "diagnostic" ? "A diagnostic" : "A draft"} the agent is not sure of`;
  return (
    <section aria-label={label} className="rounded-md bg-sunken px-3 py-2">
      <p className="mb-1 flex items-center gap-2 text-sm text-ink-faint">
        <Kbd keys="1" className="coarse:hidden" />
        {label}
        <span className="ml-auto tabular-nums">{percentWords(step.probability)}</span>
      </p>
      <ScrollRegion
        label="Its text"
        className="max-h-[22vh] whitespace-pre-wrap wrap-anywhere phone:max-h-[16dvh]"
      >
        <PlainText text={step.text} className="max-w-[78ch]" />
      </ScrollRegion>
    </section>
  );
}

function BriefPart({ title, lines }: { title: string; lines: readonly string[] }): ReactNode {
  return (
    <>
      <dt className="text-ink-faint">{title}</dt>
      <dd className="flex min-w-0 flex-col gap-1">
        {lines.length === 0 && <p className="text-ink-faint">Nothing.</p>}
        {[...new Set(lines)].map((line) => (
          <PlainText key={line} text={line} className="max-w-[78ch]" />
        ))}
      </dd>
    </>
  );
}
