/** Who handles which shortcut at this moment; of several the one bound last, or the one the focus is in. */
import { type ShortcutId, shortcutIds } from "./registry";

/** `choice` counts from 0 for numbered choices; it is 0 for every other shortcut. */
export type ShortcutHandler = (press: { choice: number }) => void;

/** The part of the page that must have the focus for a binding to be meant. */
export type Within = { readonly current: Element | null };

export type Bindings = {
  /** Adds a handler on top; returns how to take it away. */
  bind(id: ShortcutId, handler: ShortcutHandler, within?: Within): () => void;
  /** What is bound at this moment, in registry order. */
  bound(): ShortcutId[];
  run(id: ShortcutId, choice?: number): void;
};

type Bound = { handler: ShortcutHandler; within: Within | undefined };

export function makeBindings(focused: () => Element | null = () => document.activeElement): Bindings {
  const stacks = new Map<ShortcutId, Bound[]>();
  return {
    bind(id, handler, within) {
      const own = { handler, within };
      stacks.set(id, [...(stacks.get(id) ?? []), own]);
      return () => stacks.set(id, stacks.get(id)?.filter((each) => each !== own) ?? []);
    },
    bound: () => shortcutIds.filter((id) => stacks.get(id)?.length),
    run(id, choice = 0) {
      const stack = stacks.get(id) ?? [];
      const place = focused();
      const meant =
        stack.findLast(({ within }) => within?.current?.contains(place)) ??
        stack.findLast(({ within }) => within === undefined);
      meant?.handler({ choice });
    },
  };
}
