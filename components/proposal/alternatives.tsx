/** Other steps, one key and one line each: the chosen one takes the draft's place, the same key brings the first one back. */
"use client";
import { ChevronDown } from "lucide-react";
import { countWords } from "#lib/platform/count/rules";
import { percentWords } from "#lib/platform/percent/rules";
import type { SuggestionKind } from "#lib/suggestions/model";
import { type StoredCandidate, stepsOffered } from "#lib/suggestions/step";
import { useDesk } from "../inbox/desk-context";
import { KindIcon } from "../inbox/kind-icon";
import { kindWords } from "../inbox/ticket-words";
import { useShortcut } from "../shortcuts/use-shortcut";
import { InlineText } from "../ticket/plain-text";
import { cn } from "../ui/cn";
import { Kbd } from "../ui/kbd";
import { whatDiffers } from "./what-differs";

type AlternativesProps = {
  /** What they are. */
  label: string;
  alternatives: readonly StoredCandidate[];
  /** The step they stand beside: words a reply shares with it recede. */
  beside?: { kind: SuggestionKind; text: string };
  /** The first one to list: those before it are shown elsewhere, and keep their keys. */
  first?: number;
  /** Their keys work, they are not seen. */
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
  const offered = alternatives.slice(0, stepsOffered);
  const choose = (place: number) => {
    if (place < offered.length) onChoose(place === chosen ? undefined : place);
  };
  useShortcut("proposal.alternative", ({ choice }) => choose(choice), { enabled: offered.length > 0 });
  if (isFolded || offered.length <= first) return null;
  return (
    <fieldset aria-label={label} className="flex min-w-0 flex-col">
      {offered.map((step, place) =>
        place < first ? null : (
          <button
            key={step.id}
            type="button"
            aria-pressed={place === chosen}
            aria-keyshortcuts={String(place + 1)}
            onClick={() => choose(place)}
            title={step.text}
            className={cn(
              "-mx-1.5 flex h-6 min-w-0 items-center gap-2 rounded-md px-1.5 text-left text-ink-muted transition-colors hover:bg-hover coarse:h-11",
              place === chosen && "bg-selected text-ink hover:bg-selected",
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

type OthersToggleProps = {
  /** What one of them is called, and several. */
  noun?: string;
  nouns?: string;
  alternatives: readonly StoredCandidate[];
  first: number;
  isUnfolded: boolean;
  onToggle: () => void;
};

/** "2 others", with the keys that show them. */
export function OthersToggle({
  noun = "other",
  nouns = "others",
  alternatives,
  first,
  isUnfolded,
  onToggle,
}: OthersToggleProps) {
  const offered = Math.min(alternatives.length, stepsOffered);
  const count = offered - first;
  if (count <= 0) return null;
  return (
    <button
      type="button"
      aria-expanded={isUnfolded}
      onClick={onToggle}
      className="ml-auto flex h-6 shrink-0 items-center gap-1 rounded-md px-1.5 text-sm text-ink-muted hover:bg-hover hover:text-ink coarse:h-9"
    >
      <Kbd keys={String(first + 1)} className="coarse:hidden" />
      {count > 1 && (
        <>
          <span aria-hidden className="coarse:hidden">
            –
          </span>
          <Kbd keys={String(offered)} className="coarse:hidden" />
        </>
      )}
      {countWords(count, noun, nouns)}
      <ChevronDown aria-hidden className={cn("size-3.5", isUnfolded && "rotate-180")} />
    </button>
  );
}

function StepText({ text, beside }: { text: string; beside: string }) {
  const { wordDiff } = useDesk();
  return (
    <span className="truncate" dir="auto">
      {whatDiffers(wordDiff(beside, text)).map(({ text: words, isOwn }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no identity but their place
        <span key={place} className={isOwn ? "text-ink" : "text-ink-faint"}>
          <InlineText text={words} />
        </span>
      ))}
    </span>
  );
}
