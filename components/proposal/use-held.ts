/** What somebody writes in stays, whatever takes its place meanwhile. */
import { useState } from "react";

type Held<Item> = {
  /** What to show: what is held, as it stands now, else what is current. */
  shown: Item | undefined;
  isHeld: boolean;
  hold: (isHeld: boolean) => void;
};

/** `known` are all that can be shown, so that what is held is shown as it stands now. */
export function useHeld<Item extends { id: number }>(
  current: Item | undefined,
  known: readonly Item[],
): Held<Item> {
  const [held, setHeld] = useState<Item>();
  const shown = held ? (known.find(({ id }) => id === held.id) ?? held) : current;
  return { shown, isHeld: held !== undefined, hold: (isHeld) => setHeld(isHeld ? shown : undefined) };
}
