/** Other steps, one key and one line each: the chosen one takes the draft's place, the same key brings the first one back. */
"use client";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { Alternative, SuggestionKind } from "#lib/suggestions/model";
import { useDesk } from "../inbox/desk-context";
import { KindIcon } from "../inbox/kind-icon";
import { kindWords, percentWords } from "../inbox/ticket-words";
import { useShortcut } from "../shortcuts/use-shortcut";
import { cn } from "../ui/cn";
import { Kbd } from "../ui/kbd";
import { whatDiffers } from "./what-differs";

type AlternativesProps = {
  /** What they are. */
  label: string;
  alternatives: readonly Alternative[];
  /** The step they stand beside: words a reply shares with it recede. */
  beside?: { kind: SuggestionKind; text: string };
  /** The first one to list: those before it are shown elsewhere, and keep their keys. */
  first?: number;
  /** On a phone they wait behind their label. */
  isFolded?: boolean;
  chosen: number | undefined;
  onChoose: (place: number | undefined) => void;
};

export function Alternatives({
  label,
  alternatives,
  beside,
  first = 0,
  isFolded,
  chosen,
  onChoose,
}: AlternativesProps) {
  const [isUnfolded, setIsUnfolded] = useState(false);
  const offered = alternatives.slice(0, 3);
  const choose = (place: number) => {
    if (place < offered.length) onChoose(place === chosen ? undefined : place);
  };
  useShortcut("proposal.alternative", ({ choice }) => choose(choice), { enabled: offered.length > 0 });
  if (offered.length === 0) return null;
  const isHidden = isFolded && !isUnfolded && chosen === undefined;
  return (
    <fieldset aria-label={label} className="flex min-w-0 flex-col">
      {isFolded && offered.length > first && (
        <button
          type="button"
          aria-expanded={!isHidden}
          onClick={() => setIsUnfolded(!isUnfolded)}
          className="hidden h-9 items-center gap-1 text-left text-ink-muted phone:flex"
        >
          {label} ({offered.length - first})
          <ChevronDown aria-hidden className={cn("size-4", !isHidden && "rotate-180")} />
        </button>
      )}
      {offered.map((step, place) =>
        place < first ? null : (
          <button
            key={step.text}
            type="button"
            aria-pressed={place === chosen}
            aria-keyshortcuts={String(place + 1)}
            onClick={() => choose(place)}
            title={step.text}
            className={cn(
              "-mx-1.5 flex h-6 min-w-0 items-center gap-2 rounded-md px-1.5 text-left text-ink-muted transition-colors hover:bg-hover coarse:h-11",
              place === chosen && "bg-selected text-ink hover:bg-selected",
              isHidden && "phone:hidden",
            )}
          >
            <Kbd keys={String(place + 1)} className="coarse:hidden" />
            <KindIcon kind={step.kind} className="size-3.5 shrink-0" />
            <span className="sr-only">{kindWords[step.kind]}: </span>
            <StepText text={step.text} beside={beside?.kind === step.kind ? beside.text : ""} />
            <span className="ml-auto shrink-0 text-sm text-ink-faint tabular-nums">
              {percentWords(step.probability)}
            </span>
          </button>
        ),
      )}
    </fieldset>
  );
}

function StepText({ text, beside }: { text: string; beside: string }) {
  const { wordDiff } = useDesk();
  return (
    <span className="truncate" dir="auto">
      {whatDiffers(wordDiff(beside, text)).map(({ text: words, isOwn }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no identity but their place
        <span key={place} className={isOwn ? "text-ink" : "text-ink-faint"}>
          {words}
        </span>
      ))}
    </span>
  );
}
