/** How sure the agent is: a word, a number, and whether the number is certified by past decisions. */
import { BadgeCheck } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

type ConfidenceMeterProps = {
  /** 0 to 1. */
  value: number;
  /** The band in one word, e.g. "High". */
  word: string;
  /** True when the number was checked against enough past decisions. */
  certified: boolean;
  /** What the number rests on, e.g. "Of 40 like this, 34 were accepted". */
  basis: ReactNode;
  /** Word and number only, for a list row. */
  compact?: boolean;
  className?: string;
};

const STEPS = 5;

export function ConfidenceMeter({ value, word, certified, basis, compact, className }: ConfidenceMeterProps) {
  const lit = Math.round(value * STEPS);
  const percent = `${Math.round(value * 100)}%`;
  const figure = (
    <>
      <span aria-hidden className="flex items-center gap-0.5">
        {Array.from({ length: STEPS }, (_, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: five fixed steps
          <span key={step} className={cn("h-2.5 w-1 rounded-[1px]", step < lit ? "bg-accent" : "bg-line")} />
        ))}
      </span>
      <span className="sr-only">Confidence: </span>
      <span className="text-ink">{word}</span>
      <span className="tabular-nums">{percent}</span>
    </>
  );
  const style = cn(
    "inline-flex h-5 items-center gap-1.5 text-sm whitespace-nowrap text-ink-muted",
    className,
  );
  if (compact) return <span className={style}>{figure}</span>;
  return (
    <Tooltip text={basis}>
      <button type="button" className={cn(style, "cursor-help rounded-sm")}>
        {figure}
        {certified ? (
          <span className="inline-flex items-center gap-0.5 text-positive-ink">
            <BadgeCheck aria-hidden className="size-3.5" />
            certified
          </span>
        ) : (
          <span className="text-ink-faint">not certified</span>
        )}
      </button>
    </Tooltip>
  );
}
