/** Which steps belong to a case: those that were taken in cases of its kind, as what was done on it tells. */
import type { Nearest } from "./nearest";

/**
 * True for the key of a step that was taken in cases of a kind in which a step of `done` was taken; null where nothing that
 * was done tells the kind.
 */
export function ownSteps(
  { moments }: Pick<Nearest, "moments">,
  done: readonly string[],
): ((key: string) => boolean) | null {
  const steps = new Set(done);
  const kinds = new Set(moments.flatMap(({ key, kind }) => (steps.has(key) ? [kind] : [])));
  if (kinds.size === 0) return null;
  const own = new Set(moments.flatMap(({ key, kind }) => (kinds.has(kind) ? [key] : [])));
  return (key) => own.has(key);
}
