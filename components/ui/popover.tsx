/** A small surface beside its trigger, for a few controls or an excerpt. */
"use client";
import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { floatStyle } from "./menu-style";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverAnchor = Radix.Anchor;
export const PopoverClose = Radix.Close;

type PopoverContentProps = ComponentProps<typeof Radix.Content> & { "aria-label": string };

export function PopoverContent({ className, ...rest }: PopoverContentProps) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        {...rest}
        className={cn(
          floatStyle,
          "scroll-region max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1rem)] p-3",
          className,
        )}
      />
    </Radix.Portal>
  );
}
