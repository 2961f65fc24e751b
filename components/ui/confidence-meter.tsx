/** How sure the agent is: a word, a number, and whether the number is certified by past decisions. */

import { BadgeCheck } from "lucide-react";
import type { ReactNode } from "react";
import { percentWords } from "#lib/platform/percent/rules";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

type ConfidenceMeterProps = {
  /** 0 to 1. */
  value: number;
  /** The band in one word, and the words of all bands, the lowest first: one bar is lit for each up to it. */
  word: string;
  words: readonly string[];
  /** True when the number was checked against enough past decisions. */
  certified: boolean;
  /** The same in words, e.g. "not certified yet". */
  certificate: string;
  /** What the number rests on, e.g. "Of 40 like this, 34 were accepted". */
  basis: ReactNode;
  className?: string;
};

export function ConfidenceMeter(props: ConfidenceMeterProps) {
  const { value, word, words, certified, certificate, basis, className } = props;
  const lit = words.indexOf(word);
  const percent = percentWords(value);
  return (
    <Tooltip text={basis}>
      <button
        type="button"
        className={cn(
          "inline-flex h-5 items-center gap-1.5 rounded-sm text-sm whitespace-nowrap text-ink-muted cursor-help",
          className,
        )}
      >
        <span aria-hidden className="flex items-center gap-0.5">
          {words.map((band, place) => (
            <span
              key={band}
              className={cn("h-2.5 w-1 rounded-[1px]", place <= lit ? "bg-accent" : "bg-line")}
            />
          ))}
        </span>
        <span className="sr-only">Confidence: </span>
        <span className="text-ink">{word}</span>
        <span className="tabular-nums">{percent}</span>
        <span
          className={cn(
            "inline-flex items-center gap-0.5",
            certified ? "text-positive-ink" : "text-ink-faint tabular-nums",
          )}
        >
          {certified && <BadgeCheck aria-hidden className="size-3.5" />}
          {certificate}
        </span>
      </button>
    </Tooltip>
  );
}
