/** What a proposal proposes, by its kind: a text, a diagnostic call, a hand-over brief. */
import type { ReactNode } from "react";
import { percentWords } from "#lib/platform/percent/rules";
import type { Suggestion } from "#lib/suggestions/model";
import { callWords } from "#lib/suggestions/rules";
import type { StoredCandidate, ToolRequest } from "#lib/suggestions/step";
import { PlainText } from "../ticket/plain-text";
import { ToolName } from "../ticket/tool-name";
import { ValueList } from "../ticket/value-list";
import { Badge } from "../ui/badge";
import { Kbd } from "../ui/kbd";
import { ScrollRegion } from "../ui/scroll-region";
import { BriefBody } from "./brief-body";
import { withheldStep } from "./step-shown";

/** Shared by the draft while it streams and when it stands, so that the one replaces the other without moving. */
export const draftBodyStyle =
  "scroll-region more-below max-h-[32vh] min-h-12 shrink! whitespace-pre-wrap wrap-anywhere text-md short:min-h-8";

type DraftBodyProps = { suggestion: Suggestion; text: string; goesTo?: ReactNode };

/** `goesTo` says or asks who goes on with what is handed over. */
export function DraftBody({ suggestion, text, goesTo }: DraftBodyProps) {
  const { risk } = suggestion;
  const withheld = withheldStep(suggestion);
  switch (suggestion.kind) {
    case "reply":
    case "follow_up":
    case "remediation":
      return (
        <ScrollRegion label="Draft" className={draftBodyStyle}>
          <PlainText text={text} className="max-w-[78ch]" />
        </ScrollRegion>
      );
    case "diagnostic":
      return <CallBody call={suggestion.payload.call} text={text} risk={risk} />;
    case "escalation":
      // The head of the card already says why.
      return (
        <>
          <BriefBody
            brief={suggestion.payload.brief}
            text={text === suggestion.why ? "" : text}
            goesTo={goesTo}
          />
          {withheld && <UnsureDraft {...withheld} />}
        </>
      );
    case "triage":
      return null;
  }
}

const riskWords = ["Read-only", "Low risk", "Changes settings", "Restarts or scales", "High risk"] as const;

function CallBody({ call, text, risk }: { call: ToolRequest; text: string; risk: number }) {
  const isSaidBelow = text === callWords(call);
  const task = call.byHand
    ? `Vigil is not connected to ${call.tool}. Look it up yourself, then record the result.`
    : !isSaidBelow && text;
  return (
    <div className="flex min-h-16 shrink! flex-col gap-2">
      {task && <PlainText text={task} className="text-ink-muted" />}
      <div className="scroll-region min-h-12 rounded-md bg-sunken px-3 py-2">
        <p className="mb-1.5 flex items-center gap-2">
          <ToolName name={call.tool} />
          <Badge tone={risk >= 3 ? "critical" : risk === 2 ? "caution" : "neutral"} outline>
            {riskWords[risk] ?? "Unknown risk"}
          </Badge>
        </p>
        {Object.keys(call.arguments).length > 0 ? (
          <ValueList values={call.arguments} />
        ) : (
          <p className="text-sm text-ink-faint">No arguments.</p>
        )}
      </div>
    </div>
  );
}

/** What the agent would have done, had it been sure enough. */
function UnsureDraft({ step, place }: { step: StoredCandidate; place: number }) {
  const label = `${step.kind === "diagnostic" ? "A diagnostic" : "A draft"} the agent is not sure of`;
  return (
    <section aria-label={label} className="flex min-h-14 shrink! flex-col rounded-md bg-sunken px-3 py-1.5">
      <p className="mb-1 flex shrink-0 items-center gap-2 text-sm text-ink-faint">
        <Kbd keys={String(place + 1)} className="coarse:hidden" />
        {label}
        <span className="ml-auto tabular-nums">{percentWords(step.probability)}</span>
      </p>
      <ScrollRegion label="Its text" className="max-h-[22vh] min-h-0 whitespace-pre-wrap wrap-anywhere">
        <PlainText text={step.text} className="max-w-[78ch]" />
      </ScrollRegion>
    </section>
  );
}
