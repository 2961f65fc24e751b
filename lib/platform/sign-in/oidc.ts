/** Signing in at an identity provider (OpenID Connect): one, set in the environment, with its domains and what its groups are here. */

import { APIError } from "better-auth/api";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { and, eq, isNull, or } from "drizzle-orm";
import { account } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { recordAudit } from "../audit";
import { systemCtx, withTransaction } from "../context";
import { env } from "../env";
import type { Role } from "../rules";
import { oneAtATime, whyStays } from "./administrators";
import { groupsDecide, groupsOf, roleOfGroups } from "./groups";

/** The name of the provider in addresses and in the table of accounts. */
export const oidcProvider = "oidc";
/** The page the provider sends people back to. */
export const oidcCallback = `/callback/${oidcProvider}`;

/** How the provider is called on the sign-in page; null where none is set. */
export function oidcName(): string | null {
  const { VIGIL_OIDC_ISSUER, VIGIL_OIDC_CLIENT_ID, VIGIL_OIDC_NAME } = env();
  return VIGIL_OIDC_ISSUER && VIGIL_OIDC_CLIENT_ID ? VIGIL_OIDC_NAME : null;
}

/** The plugin that signs in there; only with a signed token, bound to this very sign-in (nonce, state, PKCE). */
export function oidc() {
  const { VIGIL_OIDC_ISSUER, VIGIL_OIDC_CLIENT_ID, VIGIL_OIDC_CLIENT_SECRET } = env();
  return genericOAuth({
    config: [
      {
        providerId: oidcProvider,
        discoveryUrl: `${VIGIL_OIDC_ISSUER?.replace(/\/$/, "")}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId: VIGIL_OIDC_CLIENT_ID ?? "",
        clientSecret: VIGIL_OIDC_CLIENT_SECRET,
        scopes: ["openid", "email", "profile"],
        mapProfileToUser: async (profile) => {
          const email = String(profile.email ?? "").toLowerCase();
          refuseStranger(email, profile.email_verified === true);
          await refuseLocal(email);
          const role = await roleOf(profile[env().VIGIL_OIDC_GROUPS], email);
          await takeOver(String(profile.sub), email, role);
          arriving.set(email, role);
          return { email, emailVerified: true, name: String(profile.name ?? email) };
        },
      },
    ],
  });
}

/** Roles of those who are on their way in, until their account is made; a handful at a time. */
const arriving = new Map<string, Role>();

/** The role with which the account of somebody who just came from the provider is made. */
export function arrivingRole(email: string): Role {
  const role = arriving.get(email.toLowerCase()) ?? "viewer";
  arriving.delete(email.toLowerCase());
  return role;
}

/** Only addresses the provider has verified, of the domains that are named, come in. */
function refuseStranger(email: string, isVerified: boolean): void {
  const { VIGIL_OIDC_DOMAINS } = env();
  const domain = email.split("@").at(-1) ?? "";
  if (isVerified && (VIGIL_OIDC_DOMAINS.length === 0 || VIGIL_OIDC_DOMAINS.includes(domain))) return;
  throw new APIError("FORBIDDEN", {
    code: "ADDRESS_NOT_WELCOME",
    message: "Your address is not verified there, or not of a domain that may sign in here.",
  });
}

/** An account with a password is there for when the provider is away, or not to be believed: nobody enters it from there. */
async function refuseLocal(email: string): Promise<void> {
  const [found] = await systemCtx("single sign-on")
    .db.select({ id: account.id })
    .from(account)
    .innerJoin(user, eq(user.id, account.userId))
    .where(and(eq(user.email, email), eq(account.providerId, "credential")));
  if (!found) return;
  throw new APIError("FORBIDDEN", {
    code: "ACCOUNT_HAS_PASSWORD",
    message: "Your account here has a password. Sign in with it.",
  });
}

/**
 * The highest role any of the groups stands for; a viewer where no group is given a role, refused where others are. A
 * token that names no groups leaves that to what SCIM told.
 */
async function roleOf(groups: unknown, email: string): Promise<Role> {
  if (!groupsDecide()) return "viewer";
  const named = groups === undefined ? await toldOf(email) : [groups].flat().map(String);
  const role = roleOfGroups(named);
  if (role) return role;
  throw new APIError("FORBIDDEN", {
    code: "NO_ROLE",
    message: "None of your groups has a role here. Ask whoever administers your groups.",
  });
}

async function toldOf(email: string): Promise<string[]> {
  const ctx = systemCtx("single sign-on");
  const [found] = await ctx.db.select({ id: user.id }).from(user).where(eq(user.email, email));
  return found ? ((await groupsOf(ctx, [found.id])).get(found.id) ?? []) : [];
}

/**
 * Gives somebody who came before, or whose account SCIM made, the role their groups stand for now; whoever has to stay an
 * administrator does.
 */
async function takeOver(subject: string, email: string, role: Role): Promise<void> {
  await withTransaction(systemCtx("single sign-on"), async (tx) => {
    await oneAtATime(tx);
    const [known] = await tx.db
      .select({ id: user.id, role: user.role })
      .from(user)
      .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, oidcProvider)))
      .where(or(eq(account.accountId, subject), and(isNull(account.id), eq(user.email, email))))
      .orderBy(account.id)
      .limit(1)
      .for("update", { of: user });
    if (!known || known.role === role || (await whyStays(tx, known.id))) return;
    await tx.db.update(user).set({ role, updatedAt: tx.now() }).where(eq(user.id, known.id));
    await recordAudit(tx, {
      action: "person.change_role",
      entity: "user",
      entityId: known.id,
      before: { role: known.role },
      after: { role },
    });
  });
}
