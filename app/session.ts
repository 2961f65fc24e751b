/** Who is looking: from the session cookie to the context every command and query takes. */
import { withWanted } from "#components/sign-in/wanted";
import "#lib/code-tools";
import "#lib/reactions";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { mustAddFactor, mustChangePassword, signedInActor } from "#lib/platform/auth";
import type { Ctx } from "#lib/platform/context";
import { askedPathHeader } from "#lib/platform/edge/guard";
import { AppError } from "#lib/platform/errors";
import { auditForbidden } from "#lib/platform/refusals";
import { type Permission, type Role, roleMay } from "#lib/platform/rules";
import { ctxOfActor } from "#lib/platform/sight";

/** A context that is certain to act for a person. */
export type PersonCtx = Ctx & { actor: { kind: "user"; id: string; name: string; role: Role } };

/** The signed-in person's context, or null. Asked once a request. */
export const optionalCtx = cache(async (): Promise<PersonCtx | null> => {
  const actor = await signedInActor(await headers());
  return actor && { ...(await ctxOfActor(actor)), actor };
});

/**
 * The signed-in person's context; sends everybody else to sign in, whoever has a temporary password to change it, and
 * roles without `permission` to a page that says so.
 */
export async function requireCtx(permission?: Permission): Promise<PersonCtx> {
  const ctx = await optionalCtx();
  if (!ctx) redirect(await doorOf(await headers()));
  if (permission && !roleMay(ctx.actor.role, permission)) {
    await auditForbidden(ctx, new AppError("forbidden", "This page needs another role.", { permission }));
    redirect(`/no-access?permission=${permission}`);
  }
  return ctx;
}

/** Where somebody goes who may not come in yet. */
async function doorOf(asked: Headers): Promise<string> {
  const to = asked.get(askedPathHeader) ?? "/";
  if (await mustChangePassword(asked)) return withWanted("/password", to);
  if (await mustAddFactor(asked)) return withWanted("/second-factor", to);
  return withWanted("/login", to);
}
