/** One figure with its name, unit, sample size and change. */
import { ArrowDown, ArrowUp, Equal } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

type StatProps = {
  label: ReactNode;
  value: ReactNode;
  unit?: string;
  /** Change against the period before; `isGood` picks the tone, the arrow and words tell it. */
  change?: { text: string; direction: "up" | "down" | "same"; isGood?: boolean } | undefined;
  /** Small print: definition or sample size. */
  note?: ReactNode;
  className?: string;
};

const arrows = { up: ArrowUp, down: ArrowDown, same: Equal };

export function Stat({ label, value, unit, change, note, className }: StatProps) {
  const Arrow = arrows[change?.direction ?? "same"];
  return (
    <div className={cn("min-w-0", className)}>
      <p className="text-sm text-ink-muted">{label}</p>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-1.5">
        <span className="text-2xl font-semibold tracking-tight whitespace-nowrap tabular-nums">{value}</span>
        {unit && <span className="text-ink-muted">{unit}</span>}
      </p>
      {change && (
        <p
          className={cn(
            "flex items-center gap-0.5 text-sm tabular-nums",
            change.isGood === undefined && "text-ink-muted",
            change.isGood === true && "text-positive-ink",
            change.isGood === false && "text-critical-ink",
          )}
        >
          <Arrow aria-hidden className="size-3 shrink-0" />
          {change.text}
        </p>
      )}
      {note && <p className="mt-0.5 text-sm text-ink-faint">{note}</p>}
    </div>
  );
}
