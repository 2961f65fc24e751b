/** How much of a whole: a bar with its figure in words beside it. */

import type { Tone } from "./badge";
import { cn } from "./cn";

type MeterProps = {
  /** What is measured, for screen readers. */
  label: string;
  value: number;
  max?: number;
  /** The figure in words, e.g. "34 of 40"; shown unless `hideText`. */
  text: string;
  hideText?: boolean;
  tone?: Tone;
  className?: string;
};

const fills: Record<Tone, string> = {
  neutral: "bg-line-strong",
  accent: "bg-accent",
  positive: "bg-positive",
  caution: "bg-caution",
  critical: "bg-critical",
};

export function Meter({ label, value, max = 1, text, hideText, tone = "accent", className }: MeterProps) {
  const share = Math.min(1, Math.max(0, value / max));
  return (
    <div className={cn("flex items-center gap-2", className)}>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers differ too much in how a native meter can be drawn */}
      <div
        role="meter"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={text}
        className="h-1 min-w-12 flex-1 overflow-hidden rounded-full bg-line"
      >
        <div
          className={cn("h-full rounded-full transition-[width]", fills[tone])}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      {!hideText && <span className="shrink-0 text-sm text-ink-muted tabular-nums">{text}</span>}
    </div>
  );
}
