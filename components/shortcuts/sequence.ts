/** Matches strokes against bound shortcuts, one at a time; remembers the start of a sequence such as "g i". */
import { strokesOf } from "../ui/key-combo";
import { type ShortcutId, shortcutOf } from "./registry";

/** How long the first key of a sequence waits for the next, in ms. */
export const SEQUENCE_WINDOW = 900;

export type Pending = { strokes: readonly string[]; at: number };
export type Match = { id: ShortcutId; choice: number };
export type Advance = { pending: Pending | undefined; match: Match | undefined };

/**
 * One stroke at time `at` (ms). A sequence that goes wrong is dropped whole: its last key never acts alone, so that a
 * mistyped "g d" cannot reject a proposal.
 */
export function advance(
  pending: Pending | undefined,
  stroke: string,
  at: number,
  bound: Iterable<ShortcutId>,
): Advance {
  const isContinued = pending !== undefined && at - pending.at <= SEQUENCE_WINDOW;
  const strokes = [...(isContinued ? pending.strokes : []), stroke];
  let isPrefix = false;
  for (const id of bound) {
    for (const [choice, combo] of shortcutOf(id).keys.entries()) {
      const wanted = strokesOf(combo);
      if (!strokes.every((each, place) => wanted[place] === each)) continue;
      if (wanted.length === strokes.length) return { pending: undefined, match: { id, choice } };
      isPrefix = true;
    }
  }
  return { pending: isPrefix ? { strokes, at } : undefined, match: undefined };
}
