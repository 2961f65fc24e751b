/** Somebody always administers the desk. */
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";

/** People change one at a time: two administrators cannot remove each other, nor two visitors both be the first. */
const peopleLock = 7_251_005;

/** Waits until nobody else changes people, up to the end of the transaction. */
export async function oneAtATime(tx: Ctx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(${peopleLock})`);
}

/** True when somebody beside `leaving` administers the desk. */
export async function isAnotherAdministrator(tx: Ctx, leaving: string): Promise<boolean> {
  const others = and(eq(user.role, "admin"), isNull(user.disabledAt), ne(user.id, leaving));
  return (await tx.db.$count(user, others)) > 0;
}
