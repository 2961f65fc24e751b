/** Binds one shortcut; a component, because hooks cannot stand in a loop, and what is bound later comes first. */
"use client";
import type { ShortcutId } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";

export function GoShortcut({ shortcut, go }: { shortcut: ShortcutId; go: () => void }) {
  useShortcut(shortcut, go);
  return null;
}
