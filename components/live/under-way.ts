/** What was asked of the server and is not answered yet: after a while it is told, and nobody leaves the page unasked. */
"use client";
import { useSyncExternalStore } from "react";
import { countWords } from "#lib/platform/count/rules";

/** An answer usually comes sooner; so long, in milliseconds, nobody needs to know that it is waited for. */
const patienceMs = 4_000;

/** Each with whether it has been waited for long. */
const waiting = new Map<Promise<unknown>, boolean>();
const listeners = new Set<() => void>();

/** Counts `work` until it is answered; returns it as it is. */
export function underWay<Answer>(work: Promise<Answer>): Promise<Answer> {
  waiting.set(work, false);
  if (waiting.size === 1) globalThis.addEventListener?.("beforeunload", holdPage);
  const late = setTimeout(() => {
    waiting.set(work, true);
    tell();
  }, patienceMs);
  const over = () => {
    clearTimeout(late);
    waiting.delete(work);
    if (waiting.size === 0) globalThis.removeEventListener?.("beforeunload", holdPage);
    tell();
  };
  work.then(over, over);
  return work;
}

/** How many have been waited for long. */
export function useLate(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lateCount,
    () => 0,
  );
}

/** What is said of them. */
export function lateWords(late: number): string {
  return `${countWords(late, "change")} not confirmed yet. Keep this page open.`;
}

/** Of what is under way now. */
export function lateCount(): number {
  return [...waiting.values()].filter(Boolean).length;
}

function tell() {
  for (const listener of listeners) listener();
}

/** The browser asks whether to leave; what is under way would be lost with the page. */
function holdPage(event: Event) {
  if (lateCount() > 0) event.preventDefault();
}
