/** A tick box with its label; clicking the label ticks it. */
"use client";
import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

type CheckboxProps = ComponentProps<typeof Radix.Root> & {
  label: ReactNode;
  /** Keeps the label for screen readers only, e.g. in a table row. */
  hideLabel?: boolean;
};

export function Checkbox({ label, hideLabel, className, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <span className={cn("inline-flex items-center gap-2 coarse:min-h-11", className)}>
      <Radix.Root
        id={id}
        {...rest}
        className="group relative inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-canvas text-on-fill after:absolute after:-inset-1.5 disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent"
      >
        <Radix.Indicator>
          <Minus
            aria-hidden
            strokeWidth={3}
            className="hidden size-3 group-data-[state=indeterminate]:block"
          />
          <Check aria-hidden strokeWidth={3} className="size-3 group-data-[state=indeterminate]:hidden" />
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className={cn(hideLabel && "sr-only")}>
        {label}
      </label>
    </span>
  );
}
