/** What an identity provider does to accounts: it makes them, names them, and shuts people out who left. */
import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { account, session } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { keepAdministrator, oneAtATime } from "#lib/platform/sign-in/administrators";
import { nameOf, type Provisioned, ScimUser } from "./model";

/** Makes an account without a password: its person signs in at the provider. A viewer, until their groups say more. */
export const provisionPerson = command("machine", ScimUser, async (tx, told): Promise<Provisioned> => {
  const [made] = await tx.db
    .insert(user)
    .values({
      id: randomUUID(),
      name: nameOf(told),
      email: told.userName,
      emailVerified: true,
      role: "viewer",
    })
    .onConflictDoNothing()
    .returning();
  if (!made) throw new AppError("conflict", "Somebody has this address already.");
  const { id, name, email } = made;
  await recordAudit(tx, { action: "person.create", entity: "user", entityId: id, after: { name, email } });
  if (told.active) return made;
  return change(tx, made, { active: false });
});

/**
 * Changes a name, shuts somebody out with the next request, or lets them in again. `forbidden` for accounts with a
 * password, and for whoever has to stay an administrator.
 */
export const changeProvisioned = command(
  "machine",
  z.object({ id: z.string(), active: z.boolean().optional(), displayName: z.string().optional() }),
  async (tx, { id, ...changes }): Promise<Provisioned> => {
    await oneAtATime(tx);
    const [found] = await tx.db.select().from(user).where(eq(user.id, id)).for("update");
    if (!found) throw new AppError("not_found", "There is nobody with this id.");
    return change(tx, found, changes);
  },
);

async function change(
  tx: Ctx,
  person: Provisioned,
  { active, displayName }: { active?: boolean; displayName?: string },
): Promise<Provisioned> {
  await refuseLocal(tx, person.id);
  const isDisabled = active === undefined ? person.disabledAt !== null : !active;
  const disabledAt = isDisabled ? (person.disabledAt ?? tx.now()) : null;
  if (isDisabled) await keepAdministrator(tx, person.id, "forbidden");
  const name = displayName || person.name;
  await tx.db.update(user).set({ name, disabledAt, updatedAt: tx.now() }).where(eq(user.id, person.id));
  if (isDisabled) await tx.db.delete(session).where(eq(session.userId, person.id));
  if (isDisabled !== (person.disabledAt !== null))
    await recordAudit(tx, {
      action: isDisabled ? "person.disable" : "person.enable",
      entity: "user",
      entityId: person.id,
    });
  return { ...person, name, disabledAt };
}

/** Accounts with a password are for when the provider is away, or not to be believed: it never changes them. */
async function refuseLocal(tx: Ctx, userId: string): Promise<void> {
  const own = and(eq(account.userId, userId), eq(account.providerId, "credential"));
  if ((await tx.db.$count(account, own)) === 0) return;
  throw new AppError("forbidden", "This account has a password of its own and is managed at the desk.");
}
