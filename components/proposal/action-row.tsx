/** The decisions on a card, each with its key. */
"use client";
import { ShieldAlert } from "lucide-react";
import { useId } from "react";
import type { ProposalContent } from "#lib/suggestions/step";
import type { Within } from "../shortcuts/bindings";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { IconButton } from "../ui/icon-button";
import { type Bearing, effectWords, ownWords } from "./step-shown";

export type ActionRowProps = {
  /** The step that stands on the card. */
  step: ProposalContent & { risk: number };
  bearing: Bearing;
  /** What the main button says. */
  takeWord: string;
  /** The draft is open in the editor: sending goes by `mod+Enter`, from within the card. */
  isEditing: boolean;
  /** It was asked whether to send all the same: `mod+Enter` again. */
  isAsking: boolean;
  /** False when the proposal was decided without it: what is written can still be sent, nothing else. */
  isOpen: boolean;
  card: Within;
  isEditable: boolean;
  onAccept: () => void;
  onEdit: () => void;
  onReject: () => void;
  /** Somebody seems to be abusing the agent. */
  onReport: () => void;
  onHandOver: () => void;
  /** For a hand-over that carries a draft: what using it does, and how. */
  draft: { word: string; onUse: () => void } | undefined;
};

export function ActionRow(props: ActionRowProps) {
  const { step, bearing, takeWord, isEditing, isAsking, isOpen, card, isEditable, draft } = props;
  const { onAccept, onEdit, onReject, onReport, onHandOver } = props;
  const effectId = useId();
  const mayHandOver = isOpen && bearing.isAssigned && step.kind !== "escalation";
  const isSentByMod = isEditing || isAsking;
  useShortcut("proposal.accept", onAccept, { enabled: isOpen && !isSentByMod });
  useShortcut("proposal.edit", onEdit, { enabled: isEditable });
  useShortcut("proposal.reject", onReject, { enabled: isOpen });
  useShortcut("proposal.handOver", onHandOver, { enabled: mayHandOver });
  useShortcut("proposal.useDraft", () => draft?.onUse(), { enabled: isOpen && draft !== undefined });
  useShortcut("composer.send", onAccept, { enabled: isEditing, within: card });
  useShortcut("composer.send", onAccept, { enabled: isAsking && !isEditing });
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 phone:flex-nowrap">
        <Button
          data-decides={isEditing ? undefined : true}
          variant="primary"
          keys={keysOf(isSentByMod ? "composer.send" : "proposal.accept")}
          aria-describedby={effectId}
          onClick={onAccept}
          className={thumb}
        >
          {isAsking ? "Send anyway" : takeWord}
        </Button>
        {isOpen && draft && !isEditing && (
          <Button data-decides keys={keysOf("proposal.useDraft")} onClick={draft.onUse} className={thumb}>
            {draft.word}
          </Button>
        )}
        {isEditable && !isEditing && (
          <Button keys={keysOf("proposal.edit")} onClick={onEdit} className={thumb}>
            Edit
          </Button>
        )}
        {isOpen && (
          <Button data-decides keys={keysOf("proposal.reject")} onClick={onReject} className={thumb}>
            Reject
          </Button>
        )}
        {isOpen && !isEditing && (
          <IconButton
            data-decides
            label="Report as suspicious"
            icon={<ShieldAlert />}
            onClick={onReport}
            className={mayHandOver ? undefined : "ml-auto phone:ml-0"}
          />
        )}
        {mayHandOver && (
          <Button
            variant="ghost"
            keys={keysOf("proposal.handOver")}
            onClick={onHandOver}
            className={cn("ml-auto", thumb)}
          >
            Escalate
          </Button>
        )}
      </div>
      <p id={effectId} className={cn("text-sm text-ink-faint short:sr-only", !isOpen && "sr-only")}>
        {isOpen ? effectWords(step, bearing) : ownWords(step.kind)}
      </p>
    </>
  );
}

/** On a phone all decisions stand in one row within the thumb's reach. */
const thumb = "phone:ml-0 phone:flex-1 phone:px-2";
