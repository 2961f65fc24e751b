/** What a dialog and a sheet have in common: veil, title, close button, scrolling body, footer. */
"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

export type DialogFrameProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  /** Keeps the title for screen readers only. */
  hideTitle?: boolean;
  description?: ReactNode;
  /** Buttons, at the end; the safe one first, the main one last. */
  footer?: ReactNode;
};

export function DialogFrame({
  title,
  hideTitle,
  description,
  footer,
  className,
  children,
  ...rest
}: DialogFrameProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-[oklch(0.1_0.01_265/0.4)]" />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        {...rest}
        className={cn("fixed z-50 flex flex-col bg-panel text-ink shadow-pop outline-none", className)}
      >
        <header className={cn("flex items-start gap-3 px-4 pt-3", hideTitle && "sr-only")}>
          <div className="min-w-0 flex-1 py-0.5">
            <Radix.Title className="text-md font-semibold">{title}</Radix.Title>
            {description && (
              <Radix.Description className="mt-0.5 text-ink-muted">{description}</Radix.Description>
            )}
          </div>
          {!hideTitle && (
            <Radix.Close asChild>
              <IconButton label="Close" icon={<X />} keys="Escape" className="-mr-1.5" />
            </Radix.Close>
          )}
        </header>
        <div className="scroll-region min-h-0 flex-1 px-4 py-3">{children}</div>
        {footer && (
          <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer>
        )}
      </Radix.Content>
    </Radix.Portal>
  );
}
