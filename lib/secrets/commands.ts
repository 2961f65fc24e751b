/** Managing named secrets: entered, rotated, revoked. Whoever uses one by name has the new value with the next request. */
import { eq } from "drizzle-orm";
import { namedSecret } from "#db/schema/secrets";
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { seal } from "#lib/platform/secrets";
import { CreateSecretInput, RevokeSecretInput, RotateNamedSecretInput } from "./model";

/** Keeps a secret under a new name. `conflict` when the name is taken, also by a revoked one. */
export const createSecret = command(
  "secret.manage",
  CreateSecretInput,
  async (tx, { name, value, hosts }): Promise<{ name: string }> => {
    const rows = await tx.db
      .insert(namedSecret)
      .values({ name, sealed: seal(value), hosts, createdBy: tx.actor.id, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ name: namedSecret.name });
    if (rows.length === 0) {
      const message = "belongs to another secret";
      throw new AppError("conflict", `name: ${message}`, { fields: [{ field: "name", message }] });
    }
    await note(tx, name, { action: "secret.create", after: { hosts } });
    return { name };
  },
);

/** Gives a secret a new value at once, for everything that uses it. */
export const rotateNamedSecret = command(
  "secret.manage",
  RotateNamedSecretInput,
  async (tx, { name, value }): Promise<{ name: string }> => {
    await lockUsable(tx, name);
    await tx.db
      .update(namedSecret)
      .set({ sealed: seal(value), rotatedAt: tx.now() })
      .where(eq(namedSecret.name, name));
    await note(tx, name, { action: "secret.rotate" });
    return { name };
  },
);

/** Forgets a secret's value for good: whatever uses it says that it was revoked. */
export const revokeSecret = command(
  "secret.manage",
  RevokeSecretInput,
  async (tx, { name }): Promise<{ name: string }> => {
    await lockUsable(tx, name);
    await tx.db
      .update(namedSecret)
      .set({ sealed: null, revokedAt: tx.now() })
      .where(eq(namedSecret.name, name));
    await note(tx, name, { action: "secret.revoke" });
    return { name };
  },
);

async function lockUsable(tx: Ctx, name: string): Promise<void> {
  const [row] = await tx.db.select().from(namedSecret).where(eq(namedSecret.name, name)).for("update");
  if (!row) throw new AppError("not_found", `There is no secret ${name}.`);
  if (row.sealed === null) throw new AppError("conflict", "This secret was revoked. Enter another one.");
}

async function note(tx: Ctx, name: string, entry: Omit<AuditEntry, "entity" | "entityId">): Promise<void> {
  await recordAudit(tx, { ...entry, entity: "secret", entityId: name });
  await publishChange(tx, "setting", null, { entity: "secret", id: name });
}
