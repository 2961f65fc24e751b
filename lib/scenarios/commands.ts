/** What can be done with the scenarios a team keeps: save, remove, run. */

import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { scenario } from "#db/schema/scenarios";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { enqueue } from "#lib/platform/jobs/enqueue";
import type { AuditVerb } from "#lib/platform/model";
import { refuseStale, takeTurn } from "#lib/platform/stale";
import { SaveScenarioInput, Scenario } from "./model";

/** Saves a scenario under its id, in place of the one that goes by it. */
export const saveScenario = command("policy.manage", SaveScenarioInput, async (tx, input): Promise<void> => {
  const { seen, ...definition } = input;
  const { id } = definition;
  await takeTurn(tx, `scenario ${id}`);
  const [before] = await tx.db.select().from(scenario).where(eq(scenario.id, id));
  refuseStale(before ? Scenario.parse(before.definition) : null, seen, definition);
  const values = {
    definition,
    result: null,
    ranAt: null,
    askedAt: null,
    savedBy: tx.actor.name,
    savedAt: tx.now(),
  };
  await tx.db
    .insert(scenario)
    .values({ id, ...values })
    .onConflictDoUpdate({ target: scenario.id, set: values });
  await note(tx, "save", id);
});

/** Removes a scenario. */
export const removeScenario = command(
  "policy.manage",
  z.object({ id: z.string().max(120) }),
  async (tx, { id }): Promise<void> => {
    const gone = await tx.db.delete(scenario).where(eq(scenario.id, id)).returning({ id: scenario.id });
    if (gone.length === 0) throw new AppError("not_found", "This scenario does not exist.");
    await note(tx, "remove", id);
  },
);

/** Asks for a run of the scenarios named, of all when none is. A worker runs them. */
export const startScenarios = command(
  "policy.manage",
  z.object({ ids: z.array(z.string().max(120)).max(1_000).default([]) }),
  async (tx, { ids }): Promise<void> => {
    await tx.db
      .update(scenario)
      .set({ askedAt: tx.now() })
      .where(ids.length > 0 ? inArray(scenario.id, ids) : undefined);
    await enqueue(tx, "scenarios.run", {});
    await note(tx, "run", ids.join(", ") || "all");
  },
);

async function note(tx: Ctx, verb: AuditVerb<"scenario">, id: string): Promise<void> {
  await recordAudit(tx, { action: `scenario.${verb}`, entity: "scenario", entityId: id });
  await publishChange(tx, "setting", null, { entity: "scenario", id });
}
