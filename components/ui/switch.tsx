/** A setting that takes effect at once, with its label and an optional line of explanation. */
"use client";
import { Switch as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

type SwitchProps = ComponentProps<typeof Radix.Root> & { label: ReactNode; hint?: ReactNode };

export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div className={cn("flex items-start justify-between gap-4 coarse:min-h-11", className)}>
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-faint">
            {hint}
          </p>
        )}
      </div>
      <Radix.Root
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
        className="relative mt-0.5 inline-flex h-4 w-7 shrink-0 items-center rounded-full bg-line-strong transition-colors after:absolute after:-inset-2 disabled:opacity-50 data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-3 translate-x-0.5 rounded-full bg-on-fill transition-transform data-[state=checked]:translate-x-3.5" />
      </Radix.Root>
    </div>
  );
}
