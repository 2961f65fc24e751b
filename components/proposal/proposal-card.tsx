/** The proposal that waits for a decision: why it stands here, what it proposes, what it rests on, and the keys. */
"use client";
import { FlaskConical, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Consideration, RejectReason, Suggestion } from "#lib/suggestions/model";
import { roleMay } from "#lib/team/model";
import { useDesk } from "../inbox/desk-context";
import { KindIcon } from "../inbox/kind-icon";
import { cardWords, confidenceWord, hasEstimate } from "../inbox/ticket-words";
import { useStoredText } from "../ticket/stored-text";
import { Badge } from "../ui/badge";
import { ConfidenceMeter } from "../ui/confidence-meter";
import { ActionRow } from "./action-row";
import { Alternatives } from "./alternatives";
import { CardFrame } from "./card-frame";
import { DraftBody } from "./draft-body";
import { DraftEditor } from "./draft-editor";
import { EvidenceChips } from "./evidence-chips";
import { RejectReasons } from "./reject-reasons";
import type { Choice } from "./use-decide";

type ProposalCardProps = {
  suggestion: Suggestion;
  /** The look of the agent it came from. */
  look: Consideration | undefined;
  onDecide: (suggestion: Suggestion, choice: Choice) => void;
};

const editableKinds: readonly string[] = ["reply", "follow_up", "escalation", "remediation"];

export function ProposalCard({ suggestion, look, onDecide }: ProposalCardProps) {
  const { me } = useDesk();
  const { id } = suggestion;
  const steps = suggestion.payload.alternatives ?? [];
  const [mode, setMode] = useState<"read" | "edit" | "reject">("read");
  const [chosen, setChosen] = useState<number>();
  const shown = stepShown(suggestion, chosen);
  const { kind, evidence, text: offered } = shown;
  const [stored, setStored] = useStoredText(`edit.${id}`);
  const text = stored || offered;
  const isEditable = editableKinds.includes(kind);

  function decide(choice: Choice) {
    setStored("");
    onDecide(suggestion, choice);
  }
  function accept() {
    if (text.trim() === "" && isEditable) return;
    const isChanged = text.trim() !== offered.trim();
    decide({
      verdict: isChanged ? "edit" : "accept",
      ...(chosen !== undefined && { alternative: chosen }),
      ...(isChanged && { finalText: text }),
    });
  }
  function sendDraft() {
    decide({ verdict: "accept", alternative: 0 });
  }
  function reject(reason: RejectReason, note: string) {
    decide({ verdict: "reject", reason, ...(note && { note }) });
  }

  return (
    <CardFrame
      label={`Proposal: ${cardWords(suggestion)}`}
      head={<CardHead suggestion={suggestion} look={look} />}
      foot={
        !roleMay(me.role, "suggestion.decide") ? (
          <p className="text-ink-faint">Your role reads along; analysts decide.</p>
        ) : mode === "reject" ? (
          <RejectReasons suggestionId={id} onChoose={reject} onCancel={() => setMode("read")} />
        ) : (
          <ActionRow
            kind={kind}
            isByHand={shown.payload.call?.byHand === true}
            isEditing={mode === "edit"}
            isEditable={isEditable}
            onAccept={accept}
            onEdit={() => setMode("edit")}
            onReject={() => setMode("reject")}
            onHandOver={() => decide({ verdict: "hand_over" })}
            onUseDraft={kind === "escalation" && steps.length > 0 ? sendDraft : undefined}
          />
        )
      }
    >
      {look?.gate?.explored && (
        <p className="flex items-baseline gap-2 text-caution-ink">
          <FlaskConical aria-hidden className="size-3.5 shrink-0 self-center" />
          Exploration: shown to learn from your decision, low confidence.
        </p>
      )}
      {suggestion.degraded && (
        <p className="flex items-baseline gap-2 text-caution-ink">
          <TriangleAlert aria-hidden className="size-3.5 shrink-0 self-center" />
          {suggestion.degraded}
        </p>
      )}
      {mode === "edit" ? (
        <DraftEditor
          original={offered}
          text={text}
          onTextChange={setStored}
          onLeave={() => setMode("read")}
        />
      ) : (
        <>
          <DraftBody suggestion={shown} text={text} />
          {stored && stored !== offered && (
            <Badge tone="caution" className="self-start">
              Edited, not sent
            </Badge>
          )}
        </>
      )}
      <EvidenceChips evidence={evidence} />
      {mode === "read" && (
        <Alternatives
          label="Other steps"
          alternatives={steps}
          chosen={chosen}
          onChoose={(place) => {
            setStored("");
            setChosen(place);
          }}
        />
      )}
    </CardFrame>
  );
}

/** The proposal as it is shown: another step of its card stands in its place once it is chosen. */
function stepShown(suggestion: Suggestion, chosen: number | undefined): Suggestion {
  const step = chosen === undefined ? undefined : suggestion.payload.alternatives?.[chosen];
  if (!step) return suggestion;
  const { kind, text, call, evidence = suggestion.evidence } = step;
  return {
    ...suggestion,
    kind,
    text,
    evidence,
    payload: call ? { call } : {},
    risk: call ? 0 : suggestion.risk,
  };
}

function CardHead({ suggestion, look }: { suggestion: Suggestion; look: Consideration | undefined }) {
  const { kind, why, confidence, certified } = suggestion;
  return (
    <>
      <KindIcon kind={kind} className="size-4 shrink-0 text-accent-ink" />
      <span className="font-medium">{cardWords(suggestion)}</span>
      <span
        className="min-w-0 flex-1 truncate text-ink-muted phone:order-last phone:line-clamp-2 phone:basis-full phone:whitespace-normal"
        title={why}
      >
        {why}
      </span>
      {hasEstimate(kind) && (
        <ConfidenceMeter
          value={confidence}
          word={confidenceWord(confidence)}
          certified={certified}
          basis={confidenceBasis(suggestion, look)}
          className="phone:ml-auto"
        />
      )}
    </>
  );
}

/** What the number rests on, and what it still lacks. */
function confidenceBasis({ certified, engine, model }: Suggestion, look: Consideration | undefined): string {
  const by = engine === "apprentice" ? "Drafted by the built-in apprentice." : `Drafted by ${model}.`;
  if (certified) return `${by} The estimate was checked against enough of this team's decisions.`;
  const needed = look?.gate?.labelsNeeded ?? 0;
  if (needed > 0) return `${by} Not certified yet: ${needed} more decisions.`;
  return `${by} Not certified yet: too few decisions to check the estimate against.`;
}
