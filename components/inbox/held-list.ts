/** A list that keeps its order while somebody works in it: what arrives, moves or leaves is counted, not shown. Pure. */
import type { InboxRow } from "#lib/inbox/model";

/** The order on screen: numbers of tickets with the row each had when it was last in the list. */
export type Held = { rows: readonly InboxRow[] };

export type HeldList = {
  rows: InboxRow[];
  /** Rows that are new, stand elsewhere or are gone. */
  updates: number;
  /** The list goes on further than it was held. */
  hasGrown: boolean;
};

/**
 * `live` in the order of `held`: each row as it is now, at the place it had. A row that left stays where it was, unless
 * it is one of `done`, which were opened here and left by that. What follows the last known row in `live` is the list
 * going on, and is added.
 */
export function heldList(held: Held, live: readonly InboxRow[], done: ReadonlySet<number>): HeldList {
  const now = new Map(live.map((row) => [row.id, row]));
  const known = new Set(held.rows.map(({ id }) => id));
  const end = live.findLastIndex(({ id }) => known.has(id));
  const further = live.slice(end + 1);
  const arrived = live.slice(0, end + 1).filter(({ id }) => !known.has(id));
  const left = held.rows.filter(({ id }) => !now.has(id) && !done.has(id));
  const kept = held.rows.filter(({ id }) => now.has(id) || !done.has(id));
  const isOtherList = end < 0 && known.size > 0;
  const added = isOtherList ? [] : further;
  const rows = [...kept.map((row) => now.get(row.id) ?? gone(row)), ...added];
  const moved = movedRows(
    held.rows.flatMap(({ id }) => (now.has(id) ? [id] : [])),
    live.flatMap(({ id }) => (known.has(id) ? [id] : [])),
  );
  const unseen = isOtherList ? live.length : arrived.length;
  return { rows, updates: unseen + left.length + moved, hasGrown: added.length > 0 };
}

/** On a ticket that left nothing waits for a decision here. */
function gone(row: InboxRow): InboxRow {
  return { ...row, agentState: "none", proposal: null };
}

/** How many rows have to be moved to get from one order of the same rows to the other. */
function movedRows(before: readonly number[], after: readonly number[]): number {
  const places = new Map(after.map((id, place) => [id, place]));
  // What stands in a longest rising sequence of new places has stayed; its ends, by length.
  const ends: number[] = [];
  for (const id of before) {
    const place = places.get(id) ?? 0;
    const at = ends.findIndex((end) => end > place);
    if (at < 0) ends.push(place);
    else ends[at] = place;
  }
  return before.length - ends.length;
}
