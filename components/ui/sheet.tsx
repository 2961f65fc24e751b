/** A panel over the page's edge: on the right on a desk, from below on a phone. */
"use client";
import { Dialog as Radix } from "radix-ui";
import { cn } from "./cn";
import { DialogFrame, type DialogFrameProps } from "./dialog-frame";

export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;
export const SheetClose = Radix.Close;

export function SheetContent({ className, ...rest }: DialogFrameProps) {
  return (
    <DialogFrame
      {...rest}
      className={cn(
        "inset-y-0 right-0 w-120 max-w-full animate-slide-in phone:inset-x-0 phone:top-auto phone:bottom-0 phone:max-h-[85dvh] phone:w-full phone:animate-slide-up phone:rounded-t-lg phone:pb-[env(safe-area-inset-bottom)]",
        className,
      )}
    />
  );
}
