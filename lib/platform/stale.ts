/** What is saved as a whole is saved on what was seen: a colleague's change since then is not overwritten unseen. */
import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import type { Ctx } from "./context";
import { AppError } from "./errors";

/**
 * Refuses to put `wanted` in the place of `now` when the reader had `seen` something else there. What is as wanted already is
 * no conflict: it may have been saved by a request whose answer was lost. Without `seen`, which programs leave out, nothing is
 * asked. Throws `conflict`.
 */
export function refuseStale<Value>(
  now: Value,
  seen: NoInfer<Value> | undefined,
  wanted: NoInfer<Value>,
): void {
  if (seen === undefined) return;
  const current = plain(now);
  if (isDeepStrictEqual(current, plain(seen)) || isDeepStrictEqual(current, plain(wanted))) return;
  throw new AppError(
    "conflict",
    "Somebody else changed this while you had it open. It was not saved: reload the page to see what it is now.",
  );
}

/** Waits until nobody else changes `matter`, up to the end of the transaction: for what has no row of its own to lock. */
export async function takeTurn(tx: Ctx, matter: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${matter}, 0))`);
}

/** As it is stored: without what is undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
