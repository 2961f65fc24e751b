/** Binds a handler to a shortcut of the registry while a component is mounted. */
"use client";
import { useEffect, useRef } from "react";
import type { ShortcutHandler, Within } from "./bindings";
import { useBindings } from "./provider";
import type { ShortcutId } from "./registry";

type Options = {
  enabled?: boolean;
  /** Only meant while the focus is in there, as sending is by the field one writes in. */
  within?: Within;
};

/**
 * `useShortcut("proposal.accept", accept, { enabled: canDecide })`. The handler may change at every render; of several
 * bound to one id the last mounted wins. Numbered choices get `{ choice }`, counted from 0.
 */
export function useShortcut(
  id: ShortcutId,
  handler: ShortcutHandler,
  { enabled = true, within }: Options = {},
) {
  const { bind } = useBindings();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (enabled) return bind(id, (press) => latest.current(press), within);
  }, [bind, id, enabled, within]);
}
