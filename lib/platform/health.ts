/** Whether this installation is well: the database answers and a worker was heard of lately. */
import { sql } from "drizzle-orm";
import type { Ctx } from "./context";

/** A worker that was silent for longer counts as gone, in seconds. */
const silenceSeconds = 15;

export type Health = { database: boolean; worker: boolean };

/** Never throws: an unreachable database is an answer too. */
export async function health(ctx: Ctx): Promise<Health> {
  try {
    const [row] = await ctx.db.execute<{ worker: boolean }>(
      sql`select exists (select from executor where seen_at > now() - make_interval(secs => ${silenceSeconds})) as worker`,
    );
    return { database: true, worker: row?.worker ?? false };
  } catch {
    return { database: false, worker: false };
  }
}
