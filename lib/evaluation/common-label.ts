/** The label a text has that was built from past replies: the one most of them had. Pure. */

/** The first of them wins a tie; null where none has a label. */
export function commonLabel(eventIds: readonly number[], labels: ReadonlyMap<number, string>): string | null {
  const counts = new Map<string, number>();
  for (const id of eventIds) {
    const label = labels.get(id);
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  let best: string | null = null;
  for (const [label, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = label;
  return best;
}
