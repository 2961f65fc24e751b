/** On a card somebody writes in: what came of its proposal meanwhile, and the newer draft on a key. */
"use client";
import type { Suggestion, SuggestionKind } from "#lib/suggestions/model";
import type { TimelineEvent } from "#lib/tickets/event";
import { usePersonName } from "../inbox/desk-context";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Meanwhile } from "../ticket/meanwhile";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { ownWords } from "./step-shown";

type OvertakenProps = {
  suggestion: Suggestion;
  /** Of the step that stands on the card. */
  kind: SuggestionKind;
  unseen: readonly TimelineEvent[];
  isAsking: boolean;
  /** The proposal that would stand here now. */
  newer: Suggestion | undefined;
  onShowNewer: () => void;
};

export function Overtaken({ suggestion, kind, unseen, isAsking, newer, onShowNewer }: OvertakenProps) {
  const personName = usePersonName();
  useShortcut("proposal.newer", onShowNewer, { enabled: newer !== undefined });
  const { status, decidedBy } = suggestion;
  const isOpen = status === "open";
  if (isOpen && !newer && unseen.length === 0) return null;
  return (
    <Meanwhile unseen={unseen} isAsking={isAsking}>
      {(!isOpen || newer) && (
        <span className={cn("min-w-0", unseen.length > 0 ? "short:sr-only" : "short:line-clamp-1")}>
          {decidedBy
            ? `${personName(decidedBy)} decided on this proposal meanwhile.`
            : "There is a newer proposal."}{" "}
          {!isOpen && ownWords(kind)}
        </span>
      )}
      {newer && (
        <Button size="sm" keys={keysOf("proposal.newer")} onClick={onShowNewer}>
          Newer draft
        </Button>
      )}
    </Meanwhile>
  );
}
