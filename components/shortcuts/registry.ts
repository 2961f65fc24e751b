/** Every keyboard shortcut of the product, once: handlers, the `?` dialog, the palette and key hints all read it. */
import { navigationShortcuts } from "./navigation-shortcuts";
import { proposalShortcuts } from "./proposal-shortcuts";
import { type Scope, type Shortcut, scopes } from "./shortcut";
import { ticketShortcuts } from "./ticket-shortcuts";

export const shortcuts = { ...proposalShortcuts, ...ticketShortcuts, ...navigationShortcuts } as const;

export type ShortcutId = keyof typeof shortcuts;

/** Ids in the order of the registry. */
export const shortcutIds = Object.keys(shortcuts).filter((id): id is ShortcutId => id in shortcuts);

/** The shortcut of an id, with every optional field in its type. */
export function shortcutOf(id: ShortcutId): Shortcut {
  return shortcuts[id];
}

/** The combination to show on a button, e.g. `<Button keys={keysOf("proposal.accept")}>`; choices give their nth key. */
export function keysOf(id: ShortcutId, choice = 0): string | undefined {
  return shortcutOf(id).keys[choice];
}

/** True when single keys of both scopes can be live together; combinations with mod always are. */
export function scopesOverlap(one: Scope, other: Scope): boolean {
  return one === other || (!scopes[one].isModal && !scopes[other].isModal);
}
