/** The lock that lets alerts find their incident one batch at a time. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";

/**
 * Held until the transaction ends. Two alerts of one cause must not both open an incident, and nobody splits one while it
 * gains alerts. Taken before any row is locked, so that nobody waits for another in a circle.
 */
export async function lockAlerts(tx: Ctx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('vigil.alerts'))`);
}
