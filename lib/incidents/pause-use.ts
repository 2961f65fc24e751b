/** Keeps what is learnt of pauses. */
import { sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { pauseUse } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";
import { Habits, type Pause, stretchesOf } from "./pauses";

/** Counts pauses. */
export async function learnPauses(tx: Ctx, pauses: readonly Pause[]): Promise<void> {
  const rows = stretchesOf(pauses);
  if (rows.length === 0) return;
  await tx.db.execute(
    insertRows(
      pauseUse,
      rows,
      sql`on conflict (kind, stretch) do update set seen = pause_use.seen + excluded.seen,
        expected = pause_use.expected + excluded.expected, waited = pause_use.waited + excluded.waited`,
    ),
  );
}

/** What was learnt so far. */
export async function habitsOf(tx: Ctx): Promise<Habits> {
  return new Habits(await tx.db.select().from(pauseUse));
}
