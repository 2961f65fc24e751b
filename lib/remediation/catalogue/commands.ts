/** Managing the catalogue: each automation is signed with a secret that is shown once; a change voids what was approved or earned before. */

import { and, eq, isNull } from "drizzle-orm";
import { action, actionCertificate } from "#db/schema/remediation";
import { webhook } from "#lib/connectors/webhook";
import { refusal } from "#lib/connectors/webhook-request";
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { refuseStale } from "#lib/platform/stale";
import { referredSecret } from "#lib/secrets/model";
import { keepToken } from "#lib/secrets/token";
import { codeTools } from "#lib/tools/installed";
import { diagnosticTools } from "#lib/tools/queries";
import {
  type ActionWithSecret,
  AddActionInput,
  ChangeActionInput,
  RenewActionSecretInput,
  SwitchActionInput,
} from "./model";
import { type StoredAction, signsFor } from "./queries";
import { settled } from "./settled";

/** Adds an action. `conflict` when the name is taken, by another one or by a diagnostic. */
export const addAction = command(
  "action.manage",
  AddActionInput,
  async (tx, { bearer, ...asked }): Promise<ActionWithSecret> => {
    const { name } = asked;
    const diagnostics = [...(await diagnosticTools(tx)), ...codeTools()];
    if (diagnostics.some((one) => one.name === name))
      throw refusal("conflict", "name", "belongs to a diagnostic");
    const given = await settled(tx, asked);
    const secret = given.kind === "http" ? webhook.makeSecret() : null;
    const stored = {
      secret: secret && (await keepToken(tx, { token: secret, url: null, by: signsFor(name) })),
      bearer: bearer && (await keepToken(tx, { token: bearer, url: given.url, by: `action ${name}` })),
    };
    const rows = await tx.db
      .insert(action)
      .values({ ...given, ...stored, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning();
    if (rows.length === 0) throw refusal("conflict", "name", "belongs to another action");
    await record(tx, name, {
      action: "action.add",
      after: { ...given, hasBearer: bearer !== null, bearerSecret: referredSecret(bearer) },
    });
    return { name, secret };
  },
);

/** Changes everything but the name and the kind. A bearer never travels to another server. */
export const changeAction = command(
  "action.manage",
  ChangeActionInput,
  async (tx, { bearer: given, version, ...asked }): Promise<{ name: string }> => {
    const { name } = asked;
    const before = await lockAction(tx, name);
    refuseStale<number | null>(before.version, version, null);
    if (before.kind !== asked.kind) throw refusal("invalid", "kind", "cannot be changed");
    if (before.mcp?.server !== asked.mcp?.server || before.mcp?.name !== asked.mcp?.name)
      throw refusal("invalid", "mcp", "cannot be changed to another tool");
    const changed = await settled(tx, asked);
    const kept = originOf(before.url) === originOf(changed.url) ? before.bearer : null;
    const bearer =
      given === undefined
        ? kept
        : given && (await keepToken(tx, { token: given, url: changed.url, by: `action ${name}` }));
    const [after] = await tx.db
      .update(action)
      .set({ ...changed, bearer, version: before.version + 1 })
      .where(eq(action.name, name))
      .returning();
    await tx.db
      .update(actionCertificate)
      .set({ endedAt: tx.now(), endedBecause: "The action was changed." })
      .where(and(eq(actionCertificate.action, name), isNull(actionCertificate.endedAt)));
    await record(tx, name, {
      action: "action.change",
      before: shown(before),
      after: after ? shown(after) : null,
    });
    return { name };
  },
);

/** Switches an action off, or on again. Off, it is neither proposed nor executed, whatever was approved. */
export const switchAction = command(
  "action.manage",
  SwitchActionInput,
  async (tx, { name, isEnabled }): Promise<{ name: string; enabled: boolean }> => {
    const before = await lockAction(tx, name);
    if (before.enabled === isEnabled) return { name, enabled: isEnabled };
    await tx.db.update(action).set({ enabled: isEnabled }).where(eq(action.name, name));
    await record(tx, name, { action: isEnabled ? "action.enable" : "action.disable" });
    return { name, enabled: isEnabled };
  },
);

/** Gives an action a new signing secret, beside which the one before signs for another hour; one done by hand has none. */
export const renewActionSecret = command(
  "action.manage",
  RenewActionSecretInput,
  async (tx, { name }): Promise<ActionWithSecret> => {
    const before = await lockAction(tx, name);
    if (before.kind !== "http") throw new AppError("unprocessable", "A manual step has no secret.");
    const secret = webhook.makeSecret();
    const stored = await keepToken(tx, { token: secret, url: null, by: signsFor(name) });
    await tx.db.update(action).set({ secret: stored }).where(eq(action.name, name));
    await record(tx, name, { action: "action.renew_secret" });
    return { name, secret };
  },
);

async function lockAction(tx: Ctx, name: string): Promise<StoredAction> {
  const [row] = await tx.db.select().from(action).where(eq(action.name, name)).for("update");
  if (!row) throw new AppError("not_found", `There is no action ${name}.`);
  return row;
}

async function record(tx: Ctx, name: string, entry: Omit<AuditEntry, "entity" | "entityId">): Promise<void> {
  await recordAudit(tx, { ...entry, entity: "action", entityId: name });
  await publishChange(tx, "setting", null, { entity: "action", id: name });
}

function shown({ secret, bearer, createdAt, ...one }: StoredAction) {
  return { ...one, hasBearer: bearer !== null, bearerSecret: referredSecret(bearer) };
}

function originOf(url: string | null): string | null {
  return url && new URL(url).origin;
}
