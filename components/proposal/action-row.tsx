/** The decisions on a card, each with its key. */
"use client";
import { useId } from "react";
import type { Suggestion } from "#lib/suggestions/model";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { type Addressee, effectWords, takeWord } from "./step-shown";

export type ActionRowProps = {
  /** The step that stands on the card. */
  step: Pick<Suggestion, "kind" | "payload" | "risk">;
  customer: Addressee;
  /** The draft is open in the editor: sending goes by `mod+Enter`. */
  isEditing: boolean;
  isEditable: boolean;
  onAccept: () => void;
  onEdit: () => void;
  onReject: () => void;
  onHandOver: () => void;
  /** For a hand-over that carries a draft: what using it does, and how. */
  draft: { word: string; onUse: () => void } | undefined;
};

export function ActionRow(props: ActionRowProps) {
  const { step, customer, isEditing, isEditable, onAccept, onEdit, onReject, onHandOver, draft } = props;
  const effectId = useId();
  const isHandOver = step.kind === "escalation";
  useShortcut("proposal.accept", onAccept);
  useShortcut("proposal.edit", onEdit, { enabled: isEditable });
  useShortcut("proposal.reject", onReject);
  useShortcut("proposal.handOver", onHandOver, { enabled: !isHandOver });
  useShortcut("proposal.useDraft", () => draft?.onUse(), { enabled: draft !== undefined });
  useShortcut("composer.send", onAccept, { enabled: isEditing });
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 phone:flex-nowrap">
        <Button
          data-decides
          variant="primary"
          keys={keysOf(isEditing ? "composer.send" : "proposal.accept")}
          aria-describedby={effectId}
          onClick={onAccept}
          className={thumb}
        >
          {takeWord(step)}
        </Button>
        {draft && !isEditing && (
          <Button data-decides keys={keysOf("proposal.useDraft")} onClick={draft.onUse} className={thumb}>
            {draft.word}
          </Button>
        )}
        {isEditable && !isEditing && (
          <Button keys={keysOf("proposal.edit")} onClick={onEdit} className={thumb}>
            Edit
          </Button>
        )}
        <Button data-decides keys={keysOf("proposal.reject")} onClick={onReject} className={thumb}>
          Reject
        </Button>
        {!isHandOver && (
          <Button
            data-decides
            variant="ghost"
            keys={keysOf("proposal.handOver")}
            onClick={onHandOver}
            className={cn("ml-auto", thumb)}
          >
            Escalate
          </Button>
        )}
      </div>
      <p id={effectId} className="text-sm text-ink-faint short:sr-only">
        {effectWords(step, customer)}
      </p>
    </>
  );
}

/** On a phone all decisions stand in one row within the thumb's reach. */
const thumb = "phone:ml-0 phone:flex-1 phone:px-2";
