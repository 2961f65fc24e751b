/** Runs the scenarios the team keeps, on this installation as it is. */
import { sql } from "drizzle-orm";
import { scenario } from "#db/schema/scenarios";
import { publishChange } from "#lib/platform/changes";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { onStage } from "./environment";
import { savedScenarios } from "./queries";
import { runScenarios } from "./run";

/** Runs those that were asked for and have no result since; each keeps its own as soon as it is there. */
export async function runAskedScenarios(ctx: Ctx): Promise<void> {
  const asked = (await savedScenarios(ctx)).filter(({ isRunning }) => isRunning);
  if (asked.length === 0) return;
  await onStage(ctx, "current", async (stage) => {
    for (const { definition } of asked) {
      const { results } = await runScenarios(stage, [definition]);
      await withTransaction(ctx, async (tx) => {
        for (const result of results)
          await tx.db
            .update(scenario)
            .set({ result, ranAt: tx.now() })
            // One that was changed meanwhile has no result yet.
            .where(
              sql`${scenario.id} = ${definition.id} and ${scenario.definition} = ${JSON.stringify(definition)}::jsonb`,
            );
        await publishChange(tx, "setting", null, { entity: "scenario", id: definition.id });
      });
    }
  });
}
