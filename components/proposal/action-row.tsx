/** The decisions on a card, each with its key. */
"use client";
import type { SuggestionKind } from "#lib/suggestions/model";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";

export type ActionRowProps = {
  kind: SuggestionKind;
  /** A diagnostic that whoever takes it looks up. */
  isByHand: boolean;
  /** The draft is open in the editor: sending goes by `mod+Enter`. */
  isEditing: boolean;
  isEditable: boolean;
  onAccept: () => void;
  onEdit: () => void;
  onReject: () => void;
  onHandOver: () => void;
  /** For a hand-over that carries a draft. */
  onUseDraft?: (() => void) | undefined;
};

/** What taking a proposal does, as the button says it. */
const acceptWords = {
  reply: "Send",
  follow_up: "Send",
  diagnostic: "Run",
  triage: "Set",
  remediation: "Approve",
  escalation: "Hand over",
} as const satisfies Record<SuggestionKind, string>;

export function ActionRow(props: ActionRowProps) {
  const { kind, isByHand, isEditing, isEditable, onAccept, onEdit, onReject, onHandOver, onUseDraft } = props;
  const isHandOver = kind === "escalation";
  useShortcut("proposal.accept", onAccept);
  useShortcut("proposal.edit", onEdit, { enabled: isEditable });
  useShortcut("proposal.reject", onReject);
  useShortcut("proposal.handOver", onHandOver, { enabled: !isHandOver });
  useShortcut("proposal.useDraft", () => onUseDraft?.(), { enabled: onUseDraft !== undefined });
  useShortcut("composer.send", onAccept, { enabled: isEditing });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        variant="primary"
        keys={keysOf(isEditing ? "composer.send" : "proposal.accept")}
        onClick={onAccept}
        className="phone:flex-1"
      >
        {isByHand ? "Look up" : acceptWords[kind]}
      </Button>
      {onUseDraft && !isEditing && (
        <Button keys={keysOf("proposal.useDraft")} onClick={onUseDraft} className="phone:flex-1">
          Use the draft
        </Button>
      )}
      {isEditable && !isEditing && (
        <Button keys={keysOf("proposal.edit")} onClick={onEdit} className="phone:flex-1">
          Edit
        </Button>
      )}
      <Button keys={keysOf("proposal.reject")} onClick={onReject} className="phone:flex-1">
        Reject
      </Button>
      {!isHandOver && (
        <Button
          variant="ghost"
          keys={keysOf("proposal.handOver")}
          onClick={onHandOver}
          className="ml-auto phone:ml-0"
        >
          To a human
        </Button>
      )}
    </div>
  );
}
