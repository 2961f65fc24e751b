/** Sign-in: better-auth on our own tables, with roles nobody can give themselves and sessions that end when a role changes. */
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { eq, sql } from "drizzle-orm";
import { database } from "#db/client";
import { processWide } from "#db/process-wide";
import * as schema from "#db/schema/index";
import { recordAudit } from "./audit";
import { type Actor, actorCtx, systemCtx, withTransaction } from "./context";
import { clientHeader } from "./edge/client";
import { ownHosts } from "./edge/hosts";
import { env } from "./env";
import { log } from "./log";
import { type Role, roles } from "./rules";
import { installationKey } from "./secrets";
import { arrivingRole } from "./sign-in/arriving";
import { demoSignIn } from "./sign-in/demo";
import { passkeys, secondFactor, secondFactorRule } from "./sign-in/factors";
import { identityProvider } from "./sign-in/identity-provider";
import { oidc } from "./sign-in/oidc";
import { hashPassword, verifyPassword } from "./sign-in/passwords";
import { saml } from "./sign-in/saml/saml";

export const passwordLength = { least: 10, most: 128 } as const;

type Auth = ReturnType<typeof makeAuth>;
const made = processWide<Auth>("auth");

/** The process's sign-in, made at first use; its `handler` answers everything under /api/auth. */
export function auth(): Auth {
  made.value ??= makeAuth();
  return made.value;
}

/**
 * Who the session cookie in these headers stands for; null without a valid one, when the person was disabled, and
 * until a password that somebody else set is changed.
 */
export async function signedInActor(headers: Headers): Promise<Extract<Actor, { kind: "user" }> | null> {
  const found = await openSession(headers);
  if (!found || found.user.mustChangePassword || (await lacksSecondFactor(found.user))) return null;
  const { id, name, role } = found.user;
  // Anybody becomes anybody in the demo: there is nothing to prove.
  const provenAt = env().VIGIL_DEMO ? new Date() : (found.session.provenAt ?? null);
  return { kind: "user", id, name, role, provenAt };
}

/** True when whoever is signed in must set up a second factor before anything else. */
export async function mustAddFactor(headers: Headers): Promise<boolean> {
  const found = await openSession(headers);
  return found !== null && !found.user.mustChangePassword && (await lacksSecondFactor(found.user));
}

/** True when the role asks for more than a password and the person has no more; who signs in elsewhere is asked there. */
async function lacksSecondFactor(person: { id: string; role: Role; twoFactorEnabled?: boolean | null }) {
  if (env().VIGIL_DEMO || person.twoFactorEnabled) return false;
  const { roles: asked } = await secondFactorRule(systemCtx("sign-in"));
  if (!asked.includes(person.role)) return false;
  const [found] = await database().execute<{ lacks: boolean }>(sql`
    select exists (select from account where user_id = ${person.id} and provider_id = 'credential')
      and not exists (select from passkey where user_id = ${person.id}) as lacks`);
  return found?.lacks ?? false;
}

/** True when whoever is signed in must choose a password before anything else. */
export async function mustChangePassword(headers: Headers): Promise<boolean> {
  return (await openSession(headers))?.user.mustChangePassword ?? false;
}

/** The session the cookie in these headers stands for; null without one. */
export async function currentSessionId(headers: Headers): Promise<string | null> {
  return (await auth().api.getSession({ headers }))?.session.id ?? null;
}

async function openSession(headers: Headers) {
  const found = await auth().api.getSession({ headers });
  if (!found || found.user.disabledAt) return null;
  return (await isInUse(found.session)) ? found : null;
}

/** Noted this often at most, in milliseconds: exact enough, and spares a write a request. */
const seenEveryMs = 5 * 60_000;

/** Notes that a session is used; one that nobody used for too long ends instead. */
async function isInUse({ id, updatedAt }: { id: string; updatedAt: Date }): Promise<boolean> {
  const now = new Date();
  const idleMs = now.getTime() - updatedAt.getTime();
  const own = eq(schema.session.id, id);
  if (idleMs > env().VIGIL_SESSION_IDLE_HOURS * 3_600_000) {
    await database().delete(schema.session).where(own);
    return false;
  }
  if (idleMs > seenEveryMs) await database().update(schema.session).set({ updatedAt: now }).where(own);
  return true;
}

function makeAuth() {
  const { VIGIL_URL, VIGIL_DEMO, VIGIL_SESSION_HOURS } = env();
  return betterAuth({
    appName: "Vigil",
    baseURL: VIGIL_URL,
    trustedOrigins: ownOrigins,
    secret: installationKey("sessions").toString("base64url"),
    database: drizzleAdapter(database(), { provider: "pg", schema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      // Administrators make accounts; the first one is made by the set-up page.
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      additionalFields: {
        role: { type: [...roles], input: false },
        disabledAt: { type: "date", required: false, input: false },
        mustChangePassword: { type: "boolean", required: false, input: false },
      },
    },
    // A session lives in the database alone, so that revoking it takes effect with the next request.
    session: {
      expiresIn: VIGIL_SESSION_HOURS * 3600,
      disableSessionRefresh: true,
      // How fresh a session has to be for what is asked for in between, answer.ts decides by its last proof.
      freshAge: 0,
      additionalFields: { provenAt: { type: "date", required: false, input: false } },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 600,
      // Wrong passwords have limits of their own, right ones need none beside the usual.
      customRules: {
        "/sign-in/demo": { window: 60, max: 20 },
        "/sign-in/email": { window: 60, max: 600 },
        "/saml/acs": { window: 60, max: 60 },
        "/change-password": { window: 60, max: 600 },
        "/get-session": false,
      },
    },
    advanced: {
      cookiePrefix: "vigil",
      ipAddress: { ipAddressHeaders: [clientHeader] },
      // Said outright, because the library leaves the check out under test.
      disableOriginCheck: false,
      useSecureCookies: VIGIL_URL?.startsWith("https:") ?? false,
    },
    databaseHooks: {
      user: {
        create: {
          before: async (made) => ({ data: { ...made, role: arrivingRole(made.email) } }),
          after: ({ id, name, email }) => auditArrival({ id, name, email }),
        },
      },
      session: { create: { before: ({ userId }) => refuseDisabled(userId), after: auditSignIn } },
      account: {
        update: {
          before: async (_account, request) => refuseSamePassword(request?.body),
          after: ({ userId }) => passwordChanged(userId),
        },
      },
    },
    // Who was made by SCIM comes into that account by the address the provider has verified; oidc.ts refuses those with a password.
    account: { accountLinking: { requireLocalEmailVerified: false } },
    plugins: [secondFactor, passkeys, ...(VIGIL_DEMO ? [demoSignIn] : []), ...elsewhere()],
    telemetry: { enabled: false },
    // Wrong passwords are the visitor's news, not the operator's.
    logger: {
      level: "error",
      log: (_level, message) => log().warn({ message }, "Sign-in refused or failed"),
    },
  });
}

/** What signs in at the identity provider. */
function elsewhere() {
  const protocol = identityProvider()?.protocol;
  return [...(protocol === "oidc" ? [oidc()] : []), ...(protocol === "saml" ? [saml()] : [])];
}

/**
 * A page of the very host the request was sent to, if that is a name of ours; the URL of a request inside Next may
 * name another one.
 */
function ownOrigins(request?: Request): string[] {
  const host = request?.headers.get("host");
  return host && ownHosts()(host) ? [`http://${host}`, `https://${host}`] : [];
}

async function refuseDisabled(userId: string): Promise<void> {
  const person = await personById(userId);
  if (!person?.disabledAt) return;
  throw new APIError("FORBIDDEN", {
    code: "ACCOUNT_DISABLED",
    message: "This account is disabled. Ask an administrator.",
  });
}

function refuseSamePassword(body: { newPassword?: unknown; currentPassword?: unknown } | undefined): void {
  if (!body || body.newPassword !== body.currentPassword) return;
  throw new APIError("BAD_REQUEST", {
    code: "SAME_PASSWORD",
    message: "Choose a password that is not the current one.",
  });
}

/** The person knows a password nobody else knows. Only they can have changed it: administrators set them by command. */
async function passwordChanged(userId: string): Promise<void> {
  const person = await personById(userId);
  if (!person) return;
  const { id, name, role } = person;
  await withTransaction(actorCtx({ kind: "user", id, name, role }), async (tx) => {
    await tx.db.update(schema.user).set({ mustChangePassword: false }).where(eq(schema.user.id, id));
    await recordAudit(tx, { action: "person.change_password", entity: "user", entityId: id });
  });
}

async function auditSignIn(
  { userId, ipAddress }: { userId: string; ipAddress?: string | null },
  request: { path?: string } | null,
): Promise<void> {
  const person = await personById(userId);
  if (!person) return;
  // The password was right and the code is still asked for: the session is revoked at once.
  if (person.twoFactorEnabled && request?.path === "/sign-in/email") return;
  const ctx = actorCtx({ kind: "user", id: person.id, name: person.name, role: person.role });
  await recordAudit(ctx, {
    action: "session.create",
    entity: "user",
    entityId: person.id,
    after: { ipAddress: ipAddress || null },
  });
}

/** An account nobody made here: its person came from the identity provider. */
async function auditArrival({ id, ...after }: { id: string; name: string; email: string }): Promise<void> {
  await recordAudit(systemCtx("single sign-on"), {
    action: "person.create",
    entity: "user",
    entityId: id,
    after,
  });
}

async function personById(id: string) {
  return database().query.user.findFirst({ where: eq(schema.user.id, id) });
}
