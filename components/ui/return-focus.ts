/** Gives the focus back to where it was before a dialog, also when a key opened it and no button did. */
"use client";
import { useRef } from "react";

export function useReturnFocus() {
  const opener = useRef<Element>(null);
  return {
    remember() {
      opener.current = document.activeElement;
    },
    /** For `onCloseAutoFocus`; leaves it to the dialog where the opener is gone. */
    giveBack(event: Event) {
      const { current } = opener;
      if (event.defaultPrevented || !(current instanceof HTMLElement)) return;
      if (!current.isConnected || current === document.body) return;
      event.preventDefault();
      current.focus({ preventScroll: true });
    },
  };
}
