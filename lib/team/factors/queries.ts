/** What somebody signs in with. */
import { and, asc, eq } from "drizzle-orm";
import { account, passkey } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import type { Factors } from "../model";

/** The factors of whoever asks. */
export async function ownFactors({ db, actor }: Ctx): Promise<Factors> {
  const [[person], passkeys, passwords] = await Promise.all([
    db.select({ hasApp: user.twoFactorEnabled }).from(user).where(eq(user.id, actor.id)),
    db
      .select({ id: passkey.id, name: passkey.name, createdAt: passkey.createdAt })
      .from(passkey)
      .where(eq(passkey.userId, actor.id))
      .orderBy(asc(passkey.createdAt), asc(passkey.id)),
    db.$count(account, and(eq(account.userId, actor.id), eq(account.providerId, "credential"))),
  ]);
  return { hasPassword: passwords > 0, hasApp: person?.hasApp ?? false, passkeys };
}
