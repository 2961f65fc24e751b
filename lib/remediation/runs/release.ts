/** The last look before the deed: whatever let the run happen must still hold, in the transaction that releases it. */
import { eq, inArray } from "drizzle-orm";
import { actionCertificate } from "#db/schema/remediation";
import { setting } from "#db/schema/settings";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { roles } from "#lib/platform/rules";
import { settings } from "#lib/settings/model";
import { isActive } from "#lib/tickets/model";
import { ticketById } from "#lib/tickets/queries";
import { recurredIn } from "../autonomy/recurrence";
import { toolFault } from "../deed-tool/deed-tool";
import { argumentsDigest, differenceWords, digestOf, effectDifferences } from "../digest";
import { type ActionEffect, locks, riskClass, toBeTyped } from "../model";
import type { LockedRun } from "./rows";

/** Why the run may not be executed now, in a sentence; null when it may. */
export async function refusalOf(tx: Ctx, locked: LockedRun, effect: ActionEffect): Promise<string | null> {
  const { run, stored } = locked;
  if (await areStopped(tx)) return "Actions are stopped for the whole installation.";
  if (!stored.enabled) return "The action was switched off.";
  if (stored.risk > run.risk) return "The action's class of risk was raised since.";
  if (stored.version !== run.version) return "The action was changed since it was approved.";
  if (riskClass(run.risk) === 4) return "Vigil never executes actions of this class.";
  if (tx.now() >= run.expiresAt) return "The approval expired.";
  if (!isActive((await ticketById(tx, run.ticketId)).status))
    return "The ticket was closed since: what it was to mend may be over.";
  const fault = await toolFault(tx, stored);
  if (fault !== null) return fault;
  if (argumentsDigest(stored, run) !== run.argumentsDigest)
    return "The arguments are not those that were approved.";
  if (digestOf(effect) !== run.effectDigest) {
    const changed = differenceWords(effectDifferences(run.effect, effect));
    return `What it acts on changed since it was approved: ${changed}.`;
  }
  return grantFault(tx, locked);
}

/** What is wrong with what let the run happen: the approvals, the permission of its class, the certificate. */
async function grantFault(tx: Ctx, { run, stored, approvals }: LockedRun): Promise<string | null> {
  const bound = approvals.filter(
    (one) => one.argumentsDigest === run.argumentsDigest && one.effectDigest === run.effectDigest,
  );
  if (bound.some(({ kind }) => kind === "standing")) {
    return run.risk === 0 && stored.risk === 0 ? null : "Only harmless actions run without an approval.";
  }
  const certificateId = bound.find(({ kind }) => kind === "certificate")?.certificateId ?? null;
  if (certificateId !== null) return certificateFault(tx, { run, stored }, certificateId);
  const ids = bound.flatMap(({ kind, userId }) => (kind === "person" && userId ? [userId] : []));
  const people = ids.length === 0 ? [] : await tx.db.select().from(user).where(inArray(user.id, ids));
  const able = people.filter(
    ({ disabledAt, role }) => disabledAt === null && roles.indexOf(role) >= roles.indexOf(stored.approver),
  );
  const needed = Math.max(1, locks[riskClass(run.risk)].people);
  if (new Set(able.map(({ id }) => id)).size < needed)
    return "Somebody who approved it may no longer do so, or too few did.";
  return null;
}

async function certificateFault(
  tx: Ctx,
  { run, stored }: Pick<LockedRun, "run" | "stored">,
  certificateId: number,
): Promise<string | null> {
  const [certificate] = await tx.db
    .select()
    .from(actionCertificate)
    .where(eq(actionCertificate.id, certificateId))
    .for("update");
  const stands =
    certificate &&
    certificate.endedAt === null &&
    certificate.confirmedAt !== null &&
    certificate.action === run.action &&
    certificate.category === run.category &&
    certificate.version === stored.version;
  if (!stands) return "What it had earned was withdrawn.";
  if (run.risk > 2 || toBeTyped(run.risk, run.provenance).length > 0) return "A person has to approve this.";
  return (await recurredIn(tx, certificate)) ? "The trouble it had mended came back elsewhere." : null;
}

/** True while actions are stopped: read in the transaction itself, never from memory. */
export async function areStopped(tx: Ctx): Promise<boolean> {
  const [row] = await tx.db
    .select({ value: setting.value })
    .from(setting)
    .where(eq(setting.key, "policy.actions"))
    .for("share");
  const { schema, initial } = settings["policy.actions"];
  const parsed = schema.safeParse(row?.value ?? initial);
  // What cannot be read stops.
  return parsed.success ? parsed.data.isStopped : true;
}
