/** The proposal that waits for a decision: why it stands here, what it proposes, what it rests on, and the keys. */
"use client";
import { FlaskConical, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Consideration, RejectReason, Suggestion } from "#lib/suggestions/model";
import { roleMay } from "#lib/team/model";
import { useDesk } from "../inbox/desk-context";
import { cardWords } from "../inbox/ticket-words";
import { focusTicket } from "../ticket/focus-ticket";
import { forgetText, useStoredText } from "../ticket/stored-text";
import { Badge } from "../ui/badge";
import { ActionRow } from "./action-row";
import { Alternatives, OthersToggle } from "./alternatives";
import { CardFrame } from "./card-frame";
import { CardHead } from "./card-head";
import { DraftBody } from "./draft-body";
import { DraftEditor } from "./draft-editor";
import { editPlace, editPlaces } from "./edit-place";
import { EvidenceChips } from "./evidence-chips";
import { RejectReasons } from "./reject-reasons";
import { type Addressee, keptDraft, stepShown } from "./step-shown";
import type { Choice } from "./use-decide";

type ProposalCardProps = {
  suggestion: Suggestion;
  /** The look of the agent it came from. */
  look: Consideration | undefined;
  /** Whom a reply goes to. */
  customer: Addressee;
  onDecide: (suggestion: Suggestion, choice: Choice) => void;
};

const editableKinds: readonly string[] = ["reply", "follow_up", "escalation", "remediation"];

export function ProposalCard({ suggestion, look, customer, onDecide }: ProposalCardProps) {
  const { me } = useDesk();
  const { id } = suggestion;
  const steps = suggestion.payload.alternatives ?? [];
  const [mode, setMode] = useState<"read" | "edit" | "reject">("read");
  const [chosen, setChosen] = useState<number>();
  const [isUnfolded, setUnfolded] = useState(false);
  const shown = stepShown(suggestion, chosen);
  const { kind, evidence, text: offered } = shown;
  const [stored, setStored] = useStoredText(editPlace(id, chosen));
  const text = stored || offered;
  const isEditable = editableKinds.includes(kind);
  const kept = keptDraft(shown);
  const firstOther = kept ? 1 : 0;

  function decide(choice: Choice) {
    for (const place of editPlaces(suggestion)) forgetText(me.id, place);
    focusTicket();
    onDecide(suggestion, choice);
  }
  function leave() {
    setMode("read");
    focusTicket();
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
  function takeDraft() {
    decide({ verdict: "accept", alternative: 0 });
  }
  function reject(reason: RejectReason, note: string) {
    decide({ verdict: "reject", reason, ...(note && { note }) });
  }

  return (
    <CardFrame
      label={`Proposal: ${cardWords(shown)}`}
      head={<CardHead shown={shown} chosen={chosen} look={look} />}
      foot={
        !roleMay(me.role, "suggestion.decide") ? (
          <p className="text-ink-faint">Your role is read-only; analysts decide.</p>
        ) : mode === "reject" ? (
          <RejectReasons suggestionId={id} onChoose={reject} onCancel={leave} />
        ) : (
          <ActionRow
            step={shown}
            customer={customer}
            isEditing={mode === "edit"}
            isEditable={isEditable}
            onAccept={accept}
            onEdit={() => setMode("edit")}
            onReject={() => setMode("reject")}
            onHandOver={() => decide({ verdict: "hand_over" })}
            draft={kept && { word: kept.kind === "diagnostic" ? "Run it" : "Send draft", onUse: takeDraft }}
          />
        )
      }
    >
      {look?.gate?.explored && (
        <p className="flex items-baseline gap-2 text-caution-ink">
          <FlaskConical aria-hidden className="size-3.5 shrink-0 self-center" />
          Exploration: low confidence, shown to learn from your decision.
        </p>
      )}
      {suggestion.degraded && (
        <p className="flex items-baseline gap-2 text-caution-ink">
          <TriangleAlert aria-hidden className="size-3.5 shrink-0 self-center" />
          {suggestion.degraded}
        </p>
      )}
      {mode === "edit" ? (
        <DraftEditor original={offered} text={text} onTextChange={setStored} onLeave={leave} />
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
      <div className="flex min-w-0 items-center gap-2 empty:hidden">
        <EvidenceChips evidence={evidence} />
        {mode === "read" && (
          <OthersToggle
            alternatives={steps}
            first={firstOther}
            isUnfolded={isUnfolded}
            onToggle={() => setUnfolded(!isUnfolded)}
          />
        )}
      </div>
      {mode === "read" && (
        <Alternatives
          label="Other steps"
          alternatives={steps}
          isFolded={!isUnfolded}
          beside={shown}
          first={firstOther}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
    </CardFrame>
  );
}
