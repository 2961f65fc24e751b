/** One ticking clock for the whole page: relative times and countdowns re-render only when their words change. */
"use client";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";

const RenderedAt = createContext(0);

/** `renderedAt` (ms since 1970) is the server's time of this request: the first client render repeats the server's words. */
export function ClockProvider(props: { renderedAt: number; children: ReactNode }) {
  return <RenderedAt value={props.renderedAt}>{props.children}</RenderedAt>;
}

/**
 * Text that depends on the present moment (ms since 1970), checked every second, e.g. an SLA countdown. `serverTextAt`: what the server says of it, where the
 * reader's time zone makes a difference.
 */
export function useClockText<Text extends string>(
  textAt: (now: number) => Text,
  serverTextAt: (now: number) => Text = textAt,
): Text {
  const renderedAt = useContext(RenderedAt);
  return useSyncExternalStore(
    subscribe,
    () => textAt(Date.now()),
    () => serverTextAt(renderedAt),
  );
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
