/** Somebody comes from the identity provider: who may, into which account, with the role of their groups. */

import { APIError } from "better-auth/api";
import { and, eq, inArray, or } from "drizzle-orm";
import { account } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { recordAudit } from "../audit";
import { type Ctx, systemCtx, withTransaction } from "../context";
import type { Role } from "../rules";
import { oneAtATime, whyStays } from "./administrators";
import { groupsDecide, groupsOf, roleOfGroups } from "./groups";
import { identityProvider } from "./identity-provider";
import type { Protocol } from "./model";

/** Somebody the provider vouches for, by a token or an assertion that was checked. */
export type Visitor = {
  protocol: Protocol;
  /** What the provider calls them for good. */
  subject: string;
  email: string;
  /** The provider says that the address is theirs. */
  isVerified: boolean;
  /** As the provider names them; undefined where it names none. */
  groups: unknown;
};

/**
 * Lets somebody in as whom the provider says they are, with the role their groups stand for now; what the account does not
 * exist for yet is kept until it is made. Throws `APIError` for whoever may not come, and audits that.
 */
export async function welcome(visitor: Visitor): Promise<void> {
  try {
    refuseStranger(visitor);
    await refuseLocal(visitor);
    const role = await roleOf(visitor);
    if (!(await takeOver(visitor, role))) arriving.set(visitor.email, role);
  } catch (error) {
    if (error instanceof APIError) await auditRefusal(visitor, error.body?.code);
    throw error;
  }
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
function refuseStranger({ email, isVerified }: Visitor): void {
  const domains = identityProvider()?.domains ?? [];
  const domain = email.split("@").at(-1) ?? "";
  if (isVerified && (domains.length === 0 || domains.includes(domain))) return;
  throw refusal(
    "ADDRESS_NOT_WELCOME",
    "Your address is not verified there, or not of a domain that may sign in here.",
  );
}

/**
 * An account with a password is there for when the provider is away, or not to be believed: nobody enters it from there,
 * neither by its address nor as somebody who came into it before it had one.
 */
async function refuseLocal({ protocol, subject, email }: Visitor): Promise<void> {
  const { db } = systemCtx("single sign-on");
  const entered = db
    .select({ id: account.userId })
    .from(account)
    .where(and(eq(account.providerId, protocol), eq(account.accountId, subject)));
  const [found] = await db
    .select({ id: account.id })
    .from(account)
    .innerJoin(user, eq(user.id, account.userId))
    .where(
      and(eq(account.providerId, "credential"), or(eq(user.email, email), inArray(account.userId, entered))),
    );
  if (found) throw refusal("ACCOUNT_HAS_PASSWORD", "Your account here has a password. Sign in with it.");
}

/**
 * The highest role any of the groups stands for; a viewer where no group is given a role, refused where others are. A
 * provider that names no groups leaves that to what SCIM told.
 */
async function roleOf({ groups, email }: Visitor): Promise<Role> {
  if (!groupsDecide()) return "viewer";
  const named = groups === undefined ? await toldOf(email) : [groups].flat().map(String);
  const role = roleOfGroups(named);
  if (role) return role;
  throw refusal("NO_ROLE", "None of your groups has a role here. Ask whoever administers your groups.");
}

async function toldOf(email: string): Promise<string[]> {
  const ctx = systemCtx("single sign-on");
  const [found] = await ctx.db.select({ id: user.id }).from(user).where(eq(user.email, email));
  return found ? ((await groupsOf(ctx, [found.id])).get(found.id) ?? []) : [];
}

/**
 * Gives somebody who came before, or whose account SCIM made, the role their groups stand for now; whoever has to stay an
 * administrator does. False where there is no account yet.
 */
async function takeOver({ protocol, subject, email }: Visitor, role: Role): Promise<boolean> {
  return withTransaction(systemCtx("single sign-on"), async (tx) => {
    await oneAtATime(tx);
    const known = await accountOf(tx, protocol, subject, email);
    if (!known) return false;
    if (known.role === role || (await whyStays(tx, known.id))) return true;
    await tx.db.update(user).set({ role, updatedAt: tx.now() }).where(eq(user.id, known.id));
    await recordAudit(tx, {
      action: "person.change_role",
      entity: "user",
      entityId: known.id,
      before: { role: known.role },
      after: { role },
    });
    return true;
  });
}

/** The account somebody will come into: the one they came into before, else the one with their address. */
async function accountOf({ db }: Ctx, protocol: Protocol, subject: string, email: string) {
  const own = { id: user.id, role: user.role };
  const [before] = await db
    .select(own)
    .from(user)
    .innerJoin(account, eq(account.userId, user.id))
    .where(and(eq(account.providerId, protocol), eq(account.accountId, subject)))
    .for("update", { of: user });
  if (before) return before;
  const [named] = await db.select(own).from(user).where(eq(user.email, email)).for("update");
  return named;
}

async function auditRefusal({ email }: Visitor, code: unknown): Promise<void> {
  const ctx = systemCtx("single sign-on");
  const [known] = await ctx.db.select({ id: user.id }).from(user).where(eq(user.email, email));
  await recordAudit(ctx, {
    action: "session.refuse",
    entity: "user",
    entityId: known?.id ?? "unknown",
    after: {
      reason: String(code ?? "refused")
        .toLowerCase()
        .replaceAll("_", " "),
    },
  });
}

function refusal(code: string, message: string): APIError {
  return new APIError("FORBIDDEN", { code, message });
}
