/** Says politely to screen readers what a key press did. */
"use client";
import { useSyncExternalStore } from "react";

let words = "";
const listeners = new Set<() => void>();

/** The same words twice in a row are said twice. */
export function announce(next: string) {
  words = next === words ? `${next}\u00a0` : next;
  for (const listener of listeners) listener();
}

/** Once on the desk. */
export function Announcer() {
  const said = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => words,
    () => "",
  );
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
