/** Key caps for a combination, drawn the way this computer names its keys. */
"use client";
import { useSyncExternalStore } from "react";
import { cn } from "./cn";
import { keyCaps } from "./key-combo";

type KbdProps = { keys: string; className?: string };

/** `<Kbd keys="mod+Enter" />`. Decoration beside a label: the label's control carries `aria-keyshortcuts`. */
export function Kbd({ keys, className }: KbdProps) {
  const isMac = useIsMac();
  const strokes = keyCaps(keys, isMac).map((strokeCaps) => strokeCaps.join(isMac ? "" : "+"));
  return (
    <span aria-hidden className={cn("inline-flex items-center gap-0.5", className)}>
      {strokes.map((stroke) => (
        <kbd
          key={stroke}
          className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-current/25 px-1 font-sans text-[0.625rem] leading-none font-medium"
        >
          {stroke}
        </kbd>
      ))}
    </span>
  );
}

/** True on Apple computers; false while the server renders. */
export function useIsMac(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
}
