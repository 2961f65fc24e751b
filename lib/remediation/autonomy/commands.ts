/** Letting an action go by itself where its record has earned it: one person asks, another confirms, anybody of the two ends it. */

import { and, eq, isNull } from "drizzle-orm";
import { actionCertificate } from "#db/schema/remediation";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AuditVerb } from "#lib/platform/model";
import { storedAction } from "../catalogue/queries";
import { asked, isEarned } from "./bound";
import { endAutonomy } from "./evidence";
import { ScopeInput } from "./model";
import { recordOf, type Scope } from "./queries";

/** Highest class of risk that can be earned: two people stand behind each run of the next one. */
const mostRisk = 2;

/** Asks for autonomy. `unprocessable` while the record does not carry it. */
export const askAutonomy = command("action.certify", ScopeInput, async (tx, scope): Promise<Scope> => {
  const record = await earned(tx, scope);
  const { version } = await storedAction(tx, scope.action);
  const rows = await tx.db
    .insert(actionCertificate)
    .values({
      ...scope,
      ...asked,
      version,
      runs: record.runs,
      wrong: record.wrong,
      askedBy: tx.actor.id,
      askedAt: tx.now(),
    })
    .onConflictDoNothing()
    .returning();
  if (rows.length === 0) throw new AppError("conflict", "Autonomy was asked for, or given, before.");
  await auditScope(tx, scope, "ask_autonomy");
  return scope;
});

/** Confirms what another person asked for; the record has to carry it still. */
export const confirmAutonomy = command("action.certify", ScopeInput, async (tx, scope): Promise<Scope> => {
  const record = await earned(tx, scope);
  const [asked] = await tx.db.select().from(actionCertificate).where(openCertificateOf(scope)).for("update");
  if (!asked || asked.confirmedAt) throw new AppError("conflict", "Nothing waits to be confirmed.");
  if (asked.askedBy === tx.actor.id)
    throw new AppError("forbidden", "You asked for this. The second person is somebody else.");
  const { version } = await storedAction(tx, scope.action);
  const { runs, wrong } = record;
  await tx.db
    .update(actionCertificate)
    .set({ confirmedBy: tx.actor.id, confirmedAt: tx.now(), version, runs, wrong })
    .where(eq(actionCertificate.id, asked.id));
  await auditScope(tx, scope, "promote");
  return scope;
});

/** Takes autonomy back, or what was asked for; a second time changes nothing. */
export const revokeAutonomy = command("action.certify", ScopeInput, async (tx, scope): Promise<Scope> => {
  await endAutonomy(tx, scope, `${tx.actor.name} took it back.`);
  return scope;
});

async function earned(tx: Ctx, scope: Scope) {
  if (tx.actor.kind !== "user") throw new AppError("forbidden", "Only a person can decide on autonomy.");
  const { risk } = await storedAction(tx, scope.action);
  if (risk > mostRisk) throw new AppError("unprocessable", "People approve each run of this class of risk.");
  const record = await recordOf(tx, scope);
  if (!isEarned(record.wrong, record.runs))
    throw new AppError("unprocessable", "Its record does not carry this yet.", { ...record });
  return record;
}

function openCertificateOf({ action, category }: Scope) {
  return and(
    eq(actionCertificate.action, action),
    eq(actionCertificate.category, category),
    isNull(actionCertificate.endedAt),
  );
}

async function auditScope(tx: Ctx, { action, category }: Scope, verb: AuditVerb<"action">): Promise<void> {
  await recordAudit(tx, {
    action: `action.${verb}`,
    entity: "action",
    entityId: action,
    after: { category },
  });
  await publishChange(tx, "setting", null, { entity: "action", id: action });
}
