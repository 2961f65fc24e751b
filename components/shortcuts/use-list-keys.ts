/** The keys of a list: up and down move the focus along its items. */
import type { RefObject } from "react";
import { useShortcut } from "./use-shortcut";

/** Items are what `selector` finds in `list`. Returns how to find the one the focus is on or in. */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  selector: string,
): { items: () => HTMLElement[]; focused: () => HTMLElement | undefined } {
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const focused = () => items().find((one) => one.contains(document.activeElement));
  const move = (by: number) => {
    const all = items();
    const at = all.findIndex((one) => one.contains(document.activeElement));
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  useShortcut("list.next", () => move(1));
  useShortcut("list.previous", () => move(-1));
  return { items, focused };
}
