/** Pure work that is asked for the same again and again: what came of it lately is kept, in bounded room. */

/** `work`, done once for a key as long as that is among the last `most` or so that were asked for. */
export function recalled<Key, Value extends NonNullable<unknown> | null>(
  most: number,
  work: (key: Key) => Value,
): (key: Key) => Value {
  let recent = new Map<Key, Value>();
  let before = new Map<Key, Value>();
  return (key) => {
    const known = recent.get(key);
    if (known !== undefined) return known;
    const kept = before.get(key);
    const value = kept === undefined ? work(key) : kept;
    // What was asked for since the last time outlives the change; the rest goes at once, which costs nothing.
    if (recent.size >= most / 2) [before, recent] = [recent, new Map()];
    recent.set(key, value);
    return value;
  };
}
