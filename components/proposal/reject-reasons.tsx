/** Why a proposal is rejected: one key from 1 to 9, a note if one wants, without leaving the keyboard. */
"use client";
import { useEffect, useRef } from "react";
import { type RejectReason, rejectReasonKeys, rejectReasons } from "#lib/suggestions/model";
import { useShortcut } from "../shortcuts/use-shortcut";
import { useStoredText } from "../ticket/stored-text";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { Kbd } from "../ui/kbd";
import { reasonPlace } from "./edit-place";

type RejectReasonsProps = {
  suggestionId: number;
  onChoose: (reason: RejectReason, note: string) => void;
  onCancel: () => void;
};

export function RejectReasons({ suggestionId, onChoose, onCancel }: RejectReasonsProps) {
  const [note, setNote] = useStoredText(reasonPlace(suggestionId));
  const panel = useRef<HTMLFieldSetElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  function choose(reason: RejectReason | undefined) {
    if (!reason) return;
    setNote("");
    onChoose(reason, note.trim());
  }
  useShortcut("reasons.choose", ({ choice }) => choose(rejectReasonKeys[choice]));
  useShortcut("reasons.cancel", () => {
    const isInNote = document.activeElement instanceof HTMLInputElement;
    if (isInNote && panel.current?.contains(document.activeElement)) return panel.current.focus();
    onCancel();
  });
  return (
    <fieldset
      ref={panel}
      aria-label="Why is it rejected?"
      tabIndex={-1}
      className="scroll-region flex max-h-[36dvh] animate-fade flex-col gap-2 outline-none"
    >
      <p className="flex items-baseline gap-2">
        <span className="font-medium">Why is it rejected?</span>
        <span className="text-sm text-ink-faint phone:hidden">
          Press one key. Each reason trains a different part of the agent.
        </span>
      </p>
      <div className="grid grid-cols-3 gap-1 phone:grid-cols-2">
        {rejectReasonKeys.map((reason, place) => (
          <button
            key={reason}
            type="button"
            onClick={() => choose(reason)}
            aria-keyshortcuts={String(place + 1)}
            className="flex min-h-7 min-w-0 items-center gap-1.5 rounded-md border border-line px-1.5 py-1 text-left text-sm transition-colors hover:border-line-strong hover:bg-hover coarse:min-h-11"
          >
            <Kbd keys={String(place + 1)} className="text-ink-muted" />
            <span className="min-w-0">{rejectReasons[reason].label}</span>
          </button>
        ))}
      </div>
      <div className="flex items-center gap-2">
        <Input
          value={note}
          onChange={(event) => setNote(event.target.value)}
          aria-label="Note"
          placeholder="Note (optional): Tab to write, Esc back to the keys"
          maxLength={2000}
        />
        <Button variant="ghost" keys="Escape" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </fieldset>
  );
}
