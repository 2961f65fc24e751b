/** What a dialog and a sheet have in common: veil, title, close button, scrolling body, footer. */
"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { useReturnFocus } from "./return-focus";
import { useTypedGuard } from "./typed-guard";
import { Veil } from "./veil";

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
  const { remember, giveBack } = useReturnFocus();
  const typed = useTypedGuard();
  return (
    <Radix.Portal>
      <Veil className="animate-fade bg-[oklch(0.1_0.01_265/0.4)]" />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        onOpenAutoFocus={(event) => {
          remember();
          focusFirstField(event);
        }}
        onCloseAutoFocus={(event) => {
          typed.forget();
          giveBack(event);
        }}
        {...typed.guards}
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
              <Button variant="ghost" aria-label="Close" className="-mr-1.5 w-7 px-0 coarse:w-11 coarse:px-0">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          )}
        </header>
        <div className="scroll-region min-h-0 flex-1 px-4 py-3">{children}</div>
        {typed.isAsking && <Discard onKeep={typed.keep} />}
        {footer && (
          <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer>
        )}
      </Radix.Content>
    </Radix.Portal>
  );
}

/** Asked of whoever leaves a form that something was entered in, other than by its own buttons. */
function Discard({ onKeep }: { onKeep: () => void }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 border-t border-line bg-caution-soft px-4 py-2 text-caution-ink"
    >
      <span className="min-w-0 flex-1">Nothing is saved yet.</span>
      <Radix.Close asChild>
        <Button size="sm">Discard</Button>
      </Radix.Close>
      <Button size="sm" variant="primary" autoFocus onClick={onKeep}>
        Go on editing
      </Button>
    </div>
  );
}

/** The first field if there is one, else the dialog itself: never the close button, where Enter would undo the opening. */
function focusFirstField(event: Event) {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  const field = event.currentTarget.querySelector<HTMLElement>(
    "[autofocus], input, textarea, [role=combobox]",
  );
  (field ?? event.currentTarget).focus();
}
