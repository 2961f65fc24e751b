/** Which steps belong to a case: those that were taken in cases of its kind, as what was done on it tells. */

/** Of each step, by its key, the kinds of the cases it was taken in, with how many of the remembered moments. */
export type KindsOfSteps = Map<string, Map<string, number>>;

/** A step that was taken, and the kind of its case. */
type Taken = { key: string; kind: string };

export function kindsOfSteps(moments: readonly Taken[]): KindsOfSteps {
  const kinds: KindsOfSteps = new Map();
  for (const moment of moments) countKind(kinds, moment);
  return kinds;
}

export function countKind(kinds: KindsOfSteps, { key, kind }: Taken): void {
  const ofStep = kinds.get(key) ?? new Map<string, number>();
  ofStep.set(kind, (ofStep.get(kind) ?? 0) + 1);
  kinds.set(key, ofStep);
}

/** The opposite of `countKind`, for a moment that is forgotten. */
export function discountKind(kinds: KindsOfSteps, { key, kind }: Taken): void {
  const ofStep = kinds.get(key);
  const left = (ofStep?.get(kind) ?? 0) - 1;
  if (left > 0) ofStep?.set(kind, left);
  else ofStep?.delete(kind);
  if (ofStep?.size === 0) kinds.delete(key);
}

/**
 * True for the key of a step that was taken in cases of a kind in which a step of `done` was taken; null where nothing that
 * was done tells the kind.
 */
export function ownSteps(kinds: KindsOfSteps, done: readonly string[]): ((key: string) => boolean) | null {
  const own = new Set(done.flatMap((key) => [...(kinds.get(key)?.keys() ?? [])]));
  if (own.size === 0) return null;
  return (key) => [...(kinds.get(key)?.keys() ?? [])].some((kind) => own.has(kind));
}
