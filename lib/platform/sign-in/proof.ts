/** Proving again who one is, and changing how one does: what of /api/auth needs a fresh proof, gives one, and is audited. */

import { eq } from "drizzle-orm";
import { session } from "#db/schema/sign-in";
import { recordAudit } from "../audit";
import { auth } from "../auth";
import { type Actor, actorCtx, type Ctx, requireProof } from "../context";
import { env } from "../env";
import type { AuditAction } from "../model";
import type { Role } from "../rules";
import { askedFor, type SignInPath } from "./paths";

/** What each path, answered well, has done to the account of whoever is signed in. */
const changes: Readonly<Record<string, AuditAction>> = {
  "/verify-password": "session.prove",
  "/two-factor/disable": "second_factor.remove",
  "/two-factor/generate-backup-codes": "recovery_codes.renew",
  "/passkey/verify-registration": "passkey.add",
  "/passkey/delete-passkey": "passkey.remove",
};
const codePath = "/two-factor/verify-totp";

type Holder = { ctx: Ctx; sessionId: string; hasFactor: boolean };

/** Whoever is signed in, where a path under /api/auth needs to know; throws `unproven` where the last proof is too old. */
export async function holderFor(path: SignInPath, headers: Headers): Promise<Holder | null> {
  const needsProof = askedFor(path) === "proof";
  if (!needsProof && !(path in changes) && path !== codePath) return null;
  const found = await auth().api.getSession({ headers });
  if (!found) return null;
  const { id, name, role } = found.user as { id: string; name: string; role: Role };
  const provenAt = env().VIGIL_DEMO ? new Date() : (found.session.provenAt ?? null);
  const actor: Actor = { kind: "user", id, name, role, provenAt };
  const ctx = actorCtx(actor);
  if (needsProof) requireProof(ctx);
  return { ctx, sessionId: found.session.id, hasFactor: found.user.twoFactorEnabled === true };
}

/** Notes what was answered well: a proof counts from now on, a change of how one signs in is in the trail. */
export async function recordChange(path: string, { ctx, sessionId, hasFactor }: Holder): Promise<void> {
  const action = changes[path] ?? (path === codePath && !hasFactor ? "second_factor.add" : null);
  if (!action) return;
  if (action === "session.prove")
    await ctx.db.update(session).set({ provenAt: ctx.now() }).where(eq(session.id, sessionId));
  await recordAudit(ctx, { action, entity: "user", entityId: ctx.actor.id });
}
