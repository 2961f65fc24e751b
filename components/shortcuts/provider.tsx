/** Listens to the keyboard once for the whole page and calls whoever bound the shortcut last. */
"use client";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
import { useIsMac } from "../ui/kbd";
import { strokeFrom } from "../ui/key-combo";
import { usePreference } from "../ui/preferences";
import { focusPlaceOf, liveShortcuts } from "./liveness";
import { type ShortcutId, shortcutIds, shortcutOf } from "./registry";
import { advance, type Pending } from "./sequence";

/** `choice` counts from 0 for numbered choices; it is 0 for every other shortcut. */
export type ShortcutHandler = (press: { choice: number }) => void;

type Bindings = {
  /** Adds a handler on top; returns how to take it away. */
  bind(id: ShortcutId, handler: ShortcutHandler): () => void;
  /** What is bound at this moment, in registry order. */
  bound(): ShortcutId[];
  run(id: ShortcutId, choice?: number): void;
};

const BindingsContext = createContext<Bindings | undefined>(undefined);

export function ShortcutProvider({ children }: { children: ReactNode }) {
  const bindings = useMemo(makeBindings, []);
  const [hasSingleKeys] = useSingleKeys();
  const isMac = useIsMac();
  const pending = useRef<Pending>(undefined);

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const stroke = strokeFrom(event, isMac);
      if (stroke === undefined) return;
      const place = focusPlaceOf(document.activeElement);
      const live = liveShortcuts(bindings.bound(), stroke, place, hasSingleKeys);
      const { match, pending: next } = advance(pending.current, stroke, event.timeStamp, live);
      pending.current = next;
      if (next) event.preventDefault();
      if (!match) return;
      event.preventDefault();
      if (event.repeat && !shortcutOf(match.id).repeats) return;
      bindings.run(match.id, match.choice);
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [bindings, hasSingleKeys, isMac]);

  return <BindingsContext value={bindings}>{children}</BindingsContext>;
}

/** The page's bindings, for the palette; to bind a key use `useShortcut`. */
export function useBindings(): Bindings {
  const bindings = useContext(BindingsContext);
  if (!bindings) throw new Error("Shortcuts need <ShortcutProvider> above them.");
  return bindings;
}

/** Whether keys without mod are live, and the switch for it. */
export function useSingleKeys(): [boolean, (isOn: boolean) => void] {
  const [stored, store] = usePreference("single-keys", "on");
  return [stored === "on", (isOn) => store(isOn ? "on" : "off")];
}

function makeBindings(): Bindings {
  const stacks = new Map<ShortcutId, ShortcutHandler[]>();
  return {
    bind(id, handler) {
      stacks.set(id, [...(stacks.get(id) ?? []), handler]);
      return () => stacks.set(id, stacks.get(id)?.filter((each) => each !== handler) ?? []);
    },
    bound: () => shortcutIds.filter((id) => stacks.get(id)?.length),
    run: (id, choice = 0) => stacks.get(id)?.at(-1)?.({ choice }),
  };
}
