/** What can be done with an incident. Each verb holds the lock that lets alerts find their incident one batch at a time. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { inHand } from "./reading";
import { resolveNow } from "./settling";

const SettleInput = z.object({ incidentId: z.number().int(), since: z.coerce.date() });

/** An incident that has been quiet since `since` is over; false when it has not, or was merged away. */
export const settleIncident = command(
  "machine",
  SettleInput,
  async (tx, { incidentId, since }): Promise<boolean> => {
    await lockAlerts(tx);
    const working = (await inHand(tx, [incidentId])).get(incidentId);
    if (working?.row.status !== "settling") return false;
    if (working.row.quietSince?.getTime() !== since.getTime()) return false;
    await resolveNow(tx, working);
    return true;
  },
);

async function lockAlerts(tx: Ctx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('vigil.alerts'))`);
}
