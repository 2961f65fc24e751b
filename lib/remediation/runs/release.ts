/** The last look before the execution: whatever let the run happen must still hold, in the transaction that releases it. */
import { eq, inArray } from "drizzle-orm";
import { actionCertificate } from "#db/schema/remediation";
import { setting } from "#db/schema/settings";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { roles } from "#lib/platform/rules";
import { whoSees } from "#lib/platform/sight";
import { settings } from "#lib/settings/model";
import { readSetting } from "#lib/settings/queries";
import { isActive } from "#lib/tickets/model";
import { ticketById } from "#lib/tickets/queries";
import { noCategory } from "../autonomy/model";
import { recurredIn } from "../autonomy/recurrence";
import { argumentsDigest, differenceWords, digestOf, effectDifferences } from "../digest";
import { toolFault } from "../execution-tool/execution-tool";
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
async function grantFault(tx: Ctx, locked: LockedRun): Promise<string | null> {
  const { run, stored, approvals } = locked;
  const bound = approvals.filter(
    (one) => one.argumentsDigest === run.argumentsDigest && one.effectDigest === run.effectDigest,
  );
  const grant = bound.find(({ kind }) => kind === "standing" || kind === "certificate");
  if (grant) {
    if ((await readSetting(tx, "investigation.stop")).isStopped)
      return "The agent was stopped, and nobody approved this.";
    if (grant.certificateId !== null) return certificateFault(tx, locked, grant.certificateId);
    return run.risk === 0 && stored.risk === 0 ? null : "Only harmless actions run without an approval.";
  }
  const able = await ableOf(tx, locked, bound, "person");
  const needed = Math.max(1, locks[riskClass(run.risk)].people);
  return able.size < needed ? "Somebody who approved it may no longer do so, or too few did." : null;
}

/** Of those who gave one kind of approval the ones who may still: they are here, have the role, and see the ticket. */
export async function ableOf(
  tx: Ctx,
  { run, stored }: Pick<LockedRun, "run" | "stored">,
  approvals: LockedRun["approvals"],
  of: "person" | "roll_back",
): Promise<Set<string>> {
  const ids = approvals.flatMap(({ kind, userId }) => (kind === of && userId ? [userId] : []));
  if (ids.length === 0) return new Set();
  const sees = await whoSees(tx, run.ticketId);
  const people = await tx.db.select().from(user).where(inArray(user.id, ids));
  const able = people.filter(
    ({ id, disabledAt, role }) =>
      disabledAt === null && roles.indexOf(role) >= roles.indexOf(stored.approver) && sees(id),
  );
  return new Set(able.map(({ id }) => id));
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
  const { category } = await ticketById(tx, run.ticketId);
  if ((category ?? noCategory) !== run.category)
    return "The ticket was filed elsewhere since, where it has not earned this.";
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
