/** The button: one primary per view, the rest secondary or ghost; may show its key. */
"use client";
import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps, KeyboardEvent, SyntheticEvent } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { ariaKeys } from "./key-combo";

export const buttonStyle = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-busy:opacity-100 aria-disabled:cursor-not-allowed not-aria-busy:aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-fill not-aria-disabled:hover:bg-accent-hover",
        secondary: "border border-line bg-panel text-ink not-aria-disabled:hover:bg-hover",
        ghost: "text-ink-muted not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink",
        danger: "bg-critical text-on-fill not-aria-disabled:hover:bg-critical-hover",
      },
      size: {
        sm: "h-6 px-2 text-sm coarse:h-9 coarse:px-3",
        md: "h-7 px-2.5 text-base coarse:h-11 coarse:px-4",
        lg: "h-9 px-4 text-md coarse:h-11",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonStyle> & {
    /** Key combination shown at the end, e.g. "a" or "mod+Enter"; binding it is `useShortcut`'s work. */
    keys?: string;
    /** Shows a spinner over the label and refuses clicks; the width stays. */
    busy?: boolean;
    /** Renders the only child (a link) in this style instead of a button. */
    asChild?: boolean;
  };

export function Button(props: ButtonProps) {
  const { variant, size, keys, busy, asChild, className, children, disabled, ...rest } = props;
  const style = cn(buttonStyle({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={style} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  const isRefusing = disabled || busy;
  return (
    <button
      type="button"
      className={style}
      aria-busy={busy || undefined}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      {...rest}
      // A browser takes the focus from a button that it disables, and gives it none back: it refuses by itself.
      aria-disabled={isRefusing || undefined}
      onClick={isRefusing ? refuse : rest.onClick}
      onPointerDown={isRefusing ? refuse : rest.onPointerDown}
      onKeyDown={isRefusing ? refusePress : rest.onKeyDown}
    >
      <span className={cn("inline-flex items-center gap-1.5", busy && "opacity-0")}>
        {children}
        {keys && <Kbd keys={keys} className="-mr-0.5 coarse:hidden" />}
      </span>
      {busy && <LoaderCircle aria-hidden className="absolute animate-spin" />}
    </button>
  );
}

function refuse(event: SyntheticEvent) {
  event.preventDefault();
}

function refusePress(event: KeyboardEvent<HTMLButtonElement>) {
  if (event.key === "Enter" || event.key === " ") event.preventDefault();
}
