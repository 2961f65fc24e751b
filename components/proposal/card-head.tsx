/** The head of a card: what kind of step it is, how sure the agent is and whether that is proven, and why it spoke. */
import type { Suggestion } from "#lib/suggestions/model";
import { KindIcon } from "../inbox/kind-icon";
import {
  cardWords,
  certificateWords,
  confidenceBands,
  confidenceWord,
  hasEstimate,
} from "../inbox/ticket-words";
import { cn } from "../ui/cn";
import { ConfidenceMeter } from "../ui/confidence-meter";

type CardHeadProps = {
  /** The step that stands on the card. */
  shown: Suggestion;
  /** Its place among the other steps, when it is not the card's own. */
  chosen: number | undefined;
};

export function CardHead({ shown, chosen }: CardHeadProps) {
  const { kind, why, confidence, certified } = shown;
  const isOwn = chosen === undefined;
  return (
    <>
      <KindIcon kind={kind} className="size-4 shrink-0 text-accent-ink" />
      <span className="font-medium">{cardWords(shown)}</span>
      {hasEstimate(kind) && (
        <ConfidenceMeter
          value={confidence}
          word={confidenceWord(confidence)}
          words={confidenceBands}
          certified={certified}
          certificate={isOwn ? certificateWords(certified) : "not calibrated"}
          basis={isOwn ? estimateBasis(shown) : otherBasis}
          className="ml-auto short:order-1"
        />
      )}
      <p
        className={cn(
          // Where the window is short it stands in the same row: the draft needs the height.
          "min-w-0 text-ink-muted phone:basis-full short:flex-1 short:basis-0",
          "line-clamp-2 short:line-clamp-1 short:group-has-[[data-writing]]/foot:hidden short:group-has-[[data-editor]]/foot:hidden",
          hasEstimate(kind) ? "basis-full" : "flex-1",
        )}
        title={why}
      >
        {isOwn
          ? why
          : `Step ${chosen + 1} in place of the proposed one; ${chosen + 1} again brings that back.`}
      </p>
    </>
  );
}

const otherBasis = "The agent's own estimate. Only the first option was calibrated against past decisions.";

/** What the number rests on, and what it still lacks. */
function estimateBasis({ certified, engine, model }: Suggestion): string {
  const by = engine === "apprentice" ? "Drafted by the built-in apprentice." : `Drafted by ${model}.`;
  const said = `${by} The number is the chance that it helps you.`;
  if (certified) return `${said} The error rate is guaranteed by your team's decisions.`;
  return `${said} Your team's decisions do not guarantee it yet.`;
}
