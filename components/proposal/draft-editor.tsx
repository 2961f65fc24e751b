/** A draft being edited in place, with what the edit changes shown before it is sent. */
"use client";
import { useDeferredValue, useMemo } from "react";
import { countWords } from "#lib/platform/count/rules";
import type { DiffPart } from "#lib/suggestions/model";
import { useDesk } from "../inbox/desk-context";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Textarea } from "../ui/textarea";
import { WordDiff } from "../ui/word-diff";

/** How many characters are shown before and after a change. */
const contextLength = 48;

type DraftEditorProps = {
  original: string;
  text: string;
  onTextChange: (text: string) => void;
  /** Leaves the editor; the text is kept. */
  onLeave: () => void;
};

export function DraftEditor({ original, text, onTextChange, onLeave }: DraftEditorProps) {
  useShortcut("view.back", onLeave);
  return (
    <div data-editor className="flex min-h-20 shrink! flex-col short:min-h-10">
      <Textarea
        bare
        autoFocus
        aria-label="Edit the proposal"
        value={text}
        onChange={(event) => onTextChange(event.target.value)}
        rows={4}
        className="max-h-[32vh] min-h-12 shrink rounded-md bg-canvas px-3 py-2 text-md short:min-h-10 short:py-1 shadow-[0_0_0_1px_var(--color-ring)]"
      />
      <Changes original={original} text={text} />
    </div>
  );
}

function Changes({ original, text }: { original: string; text: string }) {
  const { wordDiff } = useDesk();
  const shown = useDeferredValue(text);
  const parts = useMemo(() => wordDiff(original, shown), [wordDiff, original, shown]);
  const added = wordsIn(parts, "add");
  const removed = wordsIn(parts, "remove");
  return (
    <div className="shrink-0 px-3 pt-1.5 text-sm text-ink-faint short:sr-only">
      <p aria-live="polite">
        {added + removed === 0
          ? "No changes yet. Sent as it is, it counts as accepted."
          : `Your changes: ${countWords(added, "word")} added, ${removed} removed.`}
      </p>
      {added + removed > 0 && (
        <WordDiff
          parts={nearChanges(parts)}
          className="scroll-region mt-1 max-h-[10vh] text-base text-ink-muted"
        />
      )}
    </div>
  );
}

/** What did not change is shortened to a few words around what did. */
function nearChanges(parts: readonly DiffPart[]): DiffPart[] {
  return parts.map((part, place) => {
    if (part.kind !== "same" || part.text.length <= 2 * contextLength) return part;
    const before = place > 0 ? `${part.text.slice(0, contextLength)} … ` : "… ";
    const after = place < parts.length - 1 ? part.text.slice(-contextLength) : "";
    return { ...part, text: before + after };
  });
}

function wordsIn(parts: readonly DiffPart[], kind: DiffPart["kind"]): number {
  return parts
    .filter((part) => part.kind === kind)
    .reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
}
