/** Says which service depends on which. */
import { and, eq } from "drizzle-orm";
import { serviceDependency } from "#db/schema/topology";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { IgnoreDependencyInput, TellDependenciesInput } from "./model";
import { noteChange, replaceDependencies } from "./storing";

/** Takes in what a catalogue says; what it said before of the same services is forgotten. */
export const tellDependencies = command("machine", TellDependenciesInput, replaceDependencies);

/** A person says that a dependency is none, or is one after all, whoever tells it. */
export const ignoreDependency = command(
  "policy.manage",
  IgnoreDependencyInput,
  async (tx, { service, dependsOn, isIgnored }): Promise<{ isIgnored: boolean }> => {
    const changed = await tx.db
      .update(serviceDependency)
      .set({ ignoredAt: isIgnored ? tx.now() : null })
      .where(and(eq(serviceDependency.service, service), eq(serviceDependency.dependsOn, dependsOn)))
      .returning({ service: serviceDependency.service });
    if (changed.length === 0) throw new AppError("not_found", "This dependency is not known.");
    await noteChange(tx);
    await recordAudit(tx, {
      action: isIgnored ? "topology.ignore" : "topology.use",
      entity: "topology",
      entityId: service.slice(0, 100),
      after: { service, dependsOn },
    });
    return { isIgnored };
  },
);
