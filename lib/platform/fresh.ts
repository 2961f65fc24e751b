/** What was read a moment ago is taken as it is: the one place that knows for how long, and by which database. */
import type { Database } from "#db/client";
import { type Ctx, isHiding, poolOf } from "./context";

/** A read whose answers are taken again for a while. */
export type Fresh<Key, Value> = {
  (ctx: Ctx, key: Key): Promise<Value>;
  /** Has a key read anew: call it where it was changed. */
  forget: (ctx: Ctx, key: Key) => void;
};

/** One process may serve several databases, and what is hidden from one context stays hidden. */
function sightOf(ctx: Ctx): Database {
  return isHiding(ctx) ? ctx.db : poolOf(ctx);
}

/**
 * `read`, asked at most once every `ms` for a key: whoever asks meanwhile has the same answer. A read that failed is not
 * kept, nor one of which `isKept` is false.
 */
export function fresh<Key, Value>(
  ms: number,
  read: (ctx: Ctx, key: Key) => Promise<Value>,
  {
    isKept = () => true,
    of = sightOf,
  }: { isKept?: (value: Value) => boolean; of?: (ctx: Ctx) => Database } = {},
): Fresh<Key, Value> {
  const readings = new WeakMap<Database, Map<Key, { value: Promise<Value>; readAt: number }>>();
  const knownTo = (ctx: Ctx) => {
    const known = readings.get(of(ctx)) ?? new Map();
    readings.set(of(ctx), known);
    return known;
  };
  const ask = (ctx: Ctx, key: Key): Promise<Value> => {
    const known = knownTo(ctx);
    const reading = known.get(key);
    if (reading && performance.now() - reading.readAt < ms) return reading.value;
    const value = read(ctx, key);
    known.set(key, { value, readAt: performance.now() });
    const forget = () => void (known.get(key)?.value === value && known.delete(key));
    value.then((found) => isKept(found) || forget(), forget);
    return value;
  };
  return Object.assign(ask, { forget: (ctx: Ctx, key: Key) => void knownTo(ctx).delete(key) });
}
