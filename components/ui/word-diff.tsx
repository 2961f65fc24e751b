/** What an edit changed, word by word: insertions underlined, removals struck through, both named for screen readers. */
import { Fragment } from "react";
import { cn } from "./cn";

export type DiffPart = { kind: "same" | "add" | "remove"; text: string };

export function WordDiff({ parts, className }: { parts: readonly DiffPart[]; className?: string }) {
  return (
    <div className={cn("whitespace-pre-wrap", className)}>
      {parts.map((part, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        <Fragment key={position}>{renderPart(part)}</Fragment>
      ))}
    </div>
  );
}

function renderPart({ kind, text }: DiffPart) {
  switch (kind) {
    case "same":
      return text;
    case "add":
      return (
        <ins className="mx-px rounded-[2px] bg-positive-soft px-px text-positive-ink underline decoration-1 underline-offset-2">
          <span className="sr-only">[added: </span>
          {text}
          <span className="sr-only">]</span>
        </ins>
      );
    case "remove":
      return (
        <del className="mx-px rounded-[2px] bg-critical-soft px-px text-critical-ink line-through decoration-1">
          <span className="sr-only">[removed: </span>
          {text}
          <span className="sr-only">]</span>
        </del>
      );
  }
}
