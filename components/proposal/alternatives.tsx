/** Other steps, one key each: the chosen one takes the draft's place, the same key brings the first one back. */
"use client";
import type { Alternative } from "#lib/suggestions/model";
import { KindIcon } from "../inbox/kind-icon";
import { useShortcut } from "../shortcuts/use-shortcut";
import { cn } from "../ui/cn";
import { Kbd } from "../ui/kbd";

type AlternativesProps = {
  /** What they are, for whoever cannot see them. */
  label: string;
  alternatives: readonly Alternative[];
  chosen: number | undefined;
  onChoose: (place: number | undefined) => void;
};

export function Alternatives({ label, alternatives, chosen, onChoose }: AlternativesProps) {
  const offered = alternatives.slice(0, 3);
  const choose = (place: number) => {
    if (place < offered.length) onChoose(place === chosen ? undefined : place);
  };
  useShortcut("proposal.alternative", ({ choice }) => choose(choice), { enabled: offered.length > 0 });
  if (offered.length === 0) return null;
  return (
    <fieldset aria-label={label} className="flex min-w-0 gap-1 phone:flex-col">
      {offered.map(({ kind, text, probability }, place) => (
        <button
          key={text}
          type="button"
          aria-pressed={place === chosen}
          aria-keyshortcuts={String(place + 1)}
          onClick={() => choose(place)}
          title={text}
          className={cn(
            "flex h-6 min-w-0 flex-1 items-center gap-1.5 rounded-md px-1.5 text-sm text-ink-muted transition-colors hover:bg-hover coarse:h-9",
            place === chosen && "bg-selected text-ink hover:bg-selected",
          )}
        >
          <Kbd keys={String(place + 1)} />
          {kind === "diagnostic" && <KindIcon kind={kind} className="size-3.5 shrink-0" />}
          <span className="truncate" dir="auto">
            {firstWords(text)}
          </span>
          <span className="ml-auto shrink-0 text-ink-faint tabular-nums">
            {Math.round(probability * 100)}%
          </span>
        </button>
      ))}
    </fieldset>
  );
}

/** A draft's first line that says something: greetings are alike. */
function firstWords(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.find((line) => line.length > 24) ?? lines[0] ?? "";
}
