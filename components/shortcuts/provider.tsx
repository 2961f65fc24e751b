/** Listens to the keyboard once for the whole page and calls whoever bound the shortcut last. */
"use client";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useIsMac } from "../ui/kbd";
import { isCharacterStroke, strokeFrom } from "../ui/key-combo";
import { usePreference } from "../ui/preferences";
import { type Attention, makeAttention } from "./attention";
import { type Bindings, makeBindings } from "./bindings";
import { noScene, type Scene } from "./deafness";
import { focusPlaceOf, liveShortcuts } from "./liveness";
import { shortcutOf } from "./registry";
import { advance, type Pending } from "./sequence";

type Keyboard = { bindings: Bindings; attention: Attention };
const KeyboardContext = createContext<Keyboard | undefined>(undefined);

export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [keyboard] = useState<Keyboard>(() => ({ bindings: makeBindings(), attention: makeAttention() }));
  const { bindings, attention } = keyboard;
  const [hasSingleKeys] = useSingleKeys();
  const isMac = useIsMac();
  const pending = useRef<Pending>(undefined);

  useEffect(() => attention.watch(), [attention]);
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
      const { decides = false, repeats = false } = shortcutOf(match.id);
      if (event.repeat && !repeats) return;
      const isCharacter = isCharacterStroke(stroke);
      if (!attention.hears({ decides, repeats, isCharacter }, event.timeStamp)) return;
      attention.act(event.timeStamp);
      bindings.run(match.id, match.choice);
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [bindings, attention, hasSingleKeys, isMac]);

  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}

function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (!keyboard) throw new Error("Shortcuts need <ShortcutProvider> above them.");
  return keyboard;
}

/** The page's bindings, for the palette; to bind a key use `useShortcut`. */
export function useBindings(): Bindings {
  return useKeyboard().bindings;
}

/** What is on the screen to decide on, for the palette; to show another scene use `useScene`. */
export function useAttention(): Attention {
  return useKeyboard().attention;
}

/** Tells what stands on the screen to be decided on: single keys are deaf for a moment when it changes. */
export function useScene({ ticketId, isLoaded, cards, newestId }: Scene) {
  const attention = useAttention();
  useLayoutEffect(() => {
    attention.show({ ticketId, isLoaded, cards, newestId });
  }, [attention, ticketId, isLoaded, cards, newestId]);
  // Not a passive effect: what takes this place shows its own scene in the same commit, after this.
  useLayoutEffect(() => () => attention.show(noScene), [attention]);
}

/** Whether keys without mod are live, and the switch for it. */
export function useSingleKeys(): [boolean, (isOn: boolean) => void] {
  const [stored, store] = usePreference("single-keys", "on");
  return [stored === "on", (isOn) => store(isOn ? "on" : "off")];
}
