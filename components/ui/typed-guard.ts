/** What was entered in a dialog's form is not lost to a click beside it or to Escape: leaving is asked about first. */
"use client";
import { type FormEvent, useState } from "react";

export function useTypedGuard() {
  const [isTyped, setTyped] = useState(false);
  const [isAsking, setAsking] = useState(false);
  function ask(event: Event) {
    if (!isTyped) return;
    event.preventDefault();
    setAsking(true);
  }
  return {
    isAsking,
    keep: () => setAsking(false),
    /** The dialog has closed; the next one that opens is another. */
    forget() {
      setTyped(false);
      setAsking(false);
    },
    guards: {
      // A search field outside of any form holds nothing anybody would miss.
      onInput: ({ target }: FormEvent) => {
        if (target instanceof HTMLElement && target.closest("form")) setTyped(true);
      },
      onEscapeKeyDown: ask,
      onInteractOutside: ask,
    },
  };
}
