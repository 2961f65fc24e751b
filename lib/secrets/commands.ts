/** Managing named secrets: entered, rotated, revoked. Whoever uses one by name has the new value with the next request. */
import { eq } from "drizzle-orm";
import { namedSecret } from "#db/schema/secrets";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { seal } from "#lib/platform/secrets";
import { CreateSecretInput, RevokeSecretInput, RotateNamedSecretInput } from "./model";
import { lockUsable, noteSecret, rotateStored } from "./store";

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
    await noteSecret(tx, name, { action: "secret.create", after: { hosts } });
    return { name };
  },
);

/** Gives a secret a new value at once, for everything that uses it. What only has to be recognised may be the old one for an hour. */
export const rotateNamedSecret = command(
  "secret.manage",
  RotateNamedSecretInput,
  async (tx, { name, value }): Promise<{ name: string }> => {
    await rotateStored(tx, name, value);
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
      .set({ sealed: null, previousSealed: null, previousUntil: null, revokedAt: tx.now() })
      .where(eq(namedSecret.name, name));
    await noteSecret(tx, name, { action: "secret.revoke" });
    return { name };
  },
);
