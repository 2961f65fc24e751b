/** A question that must be answered before going on. For anything that can stay beside the work use a sheet or popover. */
"use client";
import { Dialog as Radix } from "radix-ui";
import { cn } from "./cn";
import { DialogFrame, type DialogFrameProps } from "./dialog-frame";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

const widths = { sm: "w-96", md: "w-136", lg: "w-200" };

export function DialogContent({
  size = "md",
  className,
  ...rest
}: DialogFrameProps & { size?: keyof typeof widths }) {
  return (
    <DialogFrame
      {...rest}
      className={cn(
        "top-[12vh] left-1/2 max-h-[76vh] max-w-[calc(100vw-2rem)] -translate-x-1/2 animate-fade rounded-lg",
        widths[size],
        className,
      )}
    />
  );
}
