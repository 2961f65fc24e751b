/** One figure with its name, unit, sample size and change. */
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

type StatProps = {
  label: ReactNode;
  value: ReactNode;
  unit?: string;
  /** Change against the period before; `isGood` picks the tone, the arrow and words tell it. */
  change?: { text: string; direction: "up" | "down"; isGood?: boolean };
  /** Small print: definition or sample size. */
  note?: ReactNode;
  className?: string;
};

export function Stat({ label, value, unit, change, note, className }: StatProps) {
  const Arrow = change?.direction === "down" ? ArrowDown : ArrowUp;
  return (
    <div className={cn("min-w-0", className)}>
      <p className="text-sm text-ink-muted">{label}</p>
      <p className="mt-1 flex items-baseline gap-1.5">
        <span className="text-2xl font-semibold tracking-tight tabular-nums">{value}</span>
        {unit && <span className="text-ink-muted">{unit}</span>}
        {change && (
          <span
            className={cn(
              "inline-flex items-center gap-0.5 text-sm tabular-nums",
              change.isGood === undefined && "text-ink-muted",
              change.isGood === true && "text-positive-ink",
              change.isGood === false && "text-critical-ink",
            )}
          >
            <Arrow aria-hidden className="size-3" />
            {change.text}
          </span>
        )}
      </p>
      {note && <p className="mt-0.5 text-sm text-ink-faint">{note}</p>}
    </div>
  );
}
