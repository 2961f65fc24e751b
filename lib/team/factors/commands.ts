/** Who has to sign in with more than a password, and help for those who lost what they did it with. */
import { and, eq } from "drizzle-orm";
import { setting } from "#db/schema/settings";
import { passkey, session, twoFactor } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { keepPasskeys, oneAtATime } from "#lib/platform/sign-in/administrators";
import { secondFactorRule } from "#lib/platform/sign-in/factors";
import { SetSecondFactorRule, secondFactorKey } from "#lib/platform/sign-in/model";
import { refuseStale, takeTurn } from "#lib/platform/stale";
import { ResetPasswordInput } from "../model";

/** Asks the roles named for a second factor: whoever has none sets it up before anything else opens. */
export const requireSecondFactor = command("people.manage", SetSecondFactorRule, async (tx, input) => {
  await takeTurn(tx, `setting ${secondFactorKey}`);
  const before = await secondFactorRule(tx);
  const value = { roles: input.roles };
  refuseStale(before.roles.toSorted(), input.seen?.toSorted(), value.roles.toSorted());
  const row = { value, updatedBy: tx.actor.id, updatedAt: tx.now() };
  await tx.db
    .insert(setting)
    .values({ key: secondFactorKey, ...row })
    .onConflictDoUpdate({ target: setting.key, set: row });
  await recordAudit(tx, {
    action: "setting.write",
    entity: "setting",
    entityId: secondFactorKey,
    before,
    after: value,
  });
  await publishChange(tx, "setting", null, { key: secondFactorKey });
  return value;
});

/** Takes away somebody's authenticator app, recovery codes and passkeys, and ends their sessions: for a lost phone. */
export const resetFactors = command("people.manage", ResetPasswordInput, async (tx, { userId }) => {
  await oneAtATime(tx);
  const [person] = await tx.db
    .select({ name: user.name })
    .from(user)
    .where(eq(user.id, userId))
    .for("update");
  if (!person) throw new AppError("not_found", "This person has no account.");
  await keepPasskeys(tx, userId);
  await tx.db.delete(twoFactor).where(eq(twoFactor.userId, userId));
  await tx.db.delete(passkey).where(eq(passkey.userId, userId));
  await tx.db
    .update(user)
    .set({ twoFactorEnabled: false })
    .where(and(eq(user.id, userId), eq(user.twoFactorEnabled, true)));
  await tx.db.delete(session).where(eq(session.userId, userId));
  await recordAudit(tx, { action: "person.reset_factors", entity: "user", entityId: userId });
  return { id: userId, name: person.name };
});
