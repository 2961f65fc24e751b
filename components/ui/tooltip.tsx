/** A short hint on hover and focus, with the key that does the same. Never the only place a fact stands. */
"use client";
import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";

type TooltipProps = {
  text: ReactNode;
  keys?: string;
  side?: "top" | "right" | "bottom" | "left";
  /** The one element that is explained; it must be focusable. */
  children: ReactNode;
};

export function Tooltip({ text, keys, side, children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 animate-fade items-center gap-2 rounded-md bg-panel px-2 py-1 text-sm text-ink shadow-pop"
        >
          {text}
          {keys && <Kbd keys={keys} className="text-ink-muted" />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Once at the root: tooltips open after 400 ms, and at once when another was just open. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={300}>
      {children}
    </Radix.Provider>
  );
}
