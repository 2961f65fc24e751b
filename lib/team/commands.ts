/** Who works here and what they may do: people and keys. */
import { randomBytes, randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { setting } from "#db/schema/settings";
import { account, session } from "#db/schema/sign-in";
import { apiKey, user } from "#db/schema/team";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import { authorise, type Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { Role } from "#lib/platform/rules";
import { keepAdministrator, oneAtATime } from "#lib/platform/sign-in/administrators";
import { clearAttempts } from "#lib/platform/sign-in/attempts";
import { hashPassword } from "#lib/platform/sign-in/passwords";
import { isSetupCode } from "#lib/platform/sign-in/setup-code";
import { refuseStale } from "#lib/platform/stale";
import { makeApiKey } from "./api-key";
import {
  ChangeRoleInput,
  CreateApiKeyInput,
  CreatePersonInput,
  DisablePersonInput,
  FirstAdministratorInput,
  ResetPasswordInput,
  RevokeApiKeyInput,
} from "./model";
import { guideKey, hasAdministrator } from "./queries";

/**
 * Makes the first administrator, for whoever knows the set-up code. `conflict` once there is one, or when somebody has the
 * address; `invalid` for another code.
 */
export const createFirstAdministrator = command("machine", FirstAdministratorInput, async (tx, input) => {
  await oneAtATime(tx);
  if (await hasAdministrator(tx))
    throw new AppError(
      "conflict",
      "Vigil is already set up. Sign in, or ask an administrator for an account.",
    );
  const { code, password, ...person } = input;
  if (!isSetupCode(code)) {
    const message = "This is not the set-up code of this installation.";
    throw new AppError("invalid", message, { fields: [{ field: "code", message }] });
  }
  await refuseTaken(tx, input.email);
  return addPerson(tx, { ...person, role: "admin" }, password);
});

/** Makes an account with a temporary password, which is returned once, kept only under the key of the request, and opens nothing but its own change. */
export const createPerson = command("people.manage", CreatePersonInput, async (tx, input) => {
  await oneAtATime(tx);
  await refuseTaken(tx, input.email);
  const temporaryPassword = makePassword();
  const person = await addPerson(tx, input, temporaryPassword, { isTemporary: true });
  return { ...person, temporaryPassword };
});

/** Gives a person a new temporary password, to be changed as they sign in, and ends their sessions. */
export const resetPassword = command("people.manage", ResetPasswordInput, async (tx, { userId }) => {
  const person = await personToChange(tx, userId);
  const temporaryPassword = makePassword();
  const password = await hashPassword(temporaryPassword);
  await tx.db.delete(account).where(and(eq(account.userId, userId), eq(account.providerId, "credential")));
  await addCredential(tx, userId, password);
  await tx.db.update(user).set({ mustChangePassword: true }).where(eq(user.id, userId));
  await endSessions(tx, userId);
  await clearAttempts(tx, person.email);
  await recordAudit(tx, { action: "person.reset_password", entity: "user", entityId: userId });
  return { id: userId, name: person.name, temporaryPassword };
});

/** Changes a person's role and ends their sessions, so that the new role holds from the next request on. */
export const changeRole = command("people.manage", ChangeRoleInput, async (tx, { userId, role, seen }) => {
  const person = await personToChange(tx, userId);
  if (person.role === role) return { id: userId, role };
  refuseStale(person.role, seen, role);
  await keepAdministrator(tx, userId, "conflict");
  await tx.db.update(user).set({ role, updatedAt: tx.now() }).where(eq(user.id, userId));
  await endSessions(tx, userId);
  await recordAudit(tx, {
    action: "person.change_role",
    entity: "user",
    entityId: userId,
    before: { role: person.role },
    after: { role },
  });
  return { id: userId, role };
});

/** Shuts a person out, or lets them in again. Their history stays; their sessions and API keys stop working. */
export const disablePerson = command(
  "people.manage",
  DisablePersonInput,
  async (tx, { userId, isDisabled }) => {
    const person = await personToChange(tx, userId);
    if (isDisabled) await keepAdministrator(tx, userId, "conflict");
    const disabledAt = isDisabled ? (person.disabledAt ?? tx.now()) : null;
    await tx.db.update(user).set({ disabledAt, updatedAt: tx.now() }).where(eq(user.id, userId));
    if (isDisabled) await endSessions(tx, userId);
    await recordAudit(tx, {
      action: isDisabled ? "person.disable" : "person.enable",
      entity: "user",
      entityId: userId,
    });
    return { id: userId, disabledAt };
  },
);

/** Makes an API key for the person asking; the key is in the answer and nowhere else. Its scopes are within that person's role. */
export const createApiKey = command(
  "apikey.manage",
  CreateApiKeyInput,
  async (tx, { name, scopes, days }) => {
    if (tx.actor.kind !== "user") throw new AppError("forbidden", "Only a person can make a key.");
    for (const scope of scopes) authorise(tx, scope);
    const { key, prefix, hash } = makeApiKey();
    const expiresAt = days === null ? null : new Date(tx.now().getTime() + days * 24 * 3_600_000);
    const [row] = await tx.db
      .insert(apiKey)
      .values({ name, prefix, hash, scopes, expiresAt, createdBy: tx.actor.id, createdAt: tx.now() })
      .returning({ id: apiKey.id });
    const id = row?.id ?? 0;
    await recordAudit(tx, {
      action: "api_key.create",
      entity: "api_key",
      entityId: id,
      after: { name, prefix, scopes, expiresAt: expiresAt?.toISOString() ?? null },
    });
    return { id, name, key };
  },
);

/** Stops a key at once and for good. */
export const revokeApiKey = command("apikey.manage", RevokeApiKeyInput, async (tx, { id }) => {
  const [row] = await tx.db
    .update(apiKey)
    .set({ revokedAt: tx.now() })
    .where(and(eq(apiKey.id, id), isNull(apiKey.revokedAt)))
    .returning({ id: apiKey.id, revokedAt: apiKey.revokedAt });
  if (!row) throw new AppError("not_found", "This key does not exist or is revoked already.");
  await recordAudit(tx, { action: "api_key.revoke", entity: "api_key", entityId: id });
  return row;
});

async function refuseTaken(tx: Ctx, email: string): Promise<void> {
  const [taken] = await tx.db.select({ name: user.name }).from(user).where(eq(user.email, email));
  if (!taken) return;
  const message = `${taken.name} already has this address.`;
  throw new AppError("conflict", message, { fields: [{ field: "email", message }] });
}

async function addPerson(
  tx: Ctx,
  person: { name: string; email: string; role: Role },
  password: string,
  { isTemporary = false } = {},
) {
  const id = randomUUID();
  const at = tx.now();
  const dates = { createdAt: at, updatedAt: at };
  await tx.db.insert(user).values({ id, ...person, mustChangePassword: isTemporary, ...dates });
  await addCredential(tx, id, await hashPassword(password));
  await recordAudit(tx, { action: "person.create", entity: "user", entityId: id, after: person });
  return { id, ...person };
}

async function addCredential(tx: Ctx, userId: string, password: string): Promise<void> {
  await tx.db
    .insert(account)
    .values({ id: randomUUID(), accountId: userId, providerId: "credential", userId, password });
}

async function endSessions(tx: Ctx, userId: string): Promise<void> {
  await tx.db.delete(session).where(eq(session.userId, userId));
}

async function personToChange(tx: Ctx, userId: string) {
  await oneAtATime(tx);
  const [person] = await tx.db.select().from(user).where(eq(user.id, userId));
  if (!person) throw new AppError("not_found", "This person has no account.");
  return person;
}

/** Sixteen letters and digits without look-alikes in groups of four: about 79 bits. */
function makePassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const picked = [...randomBytes(64)].filter((byte) => byte < 248).slice(0, 16);
  const text = picked.map((byte) => letters[byte % letters.length]).join("");
  return text.match(/.{1,4}/g)?.join("-") ?? text;
}

/** Puts the newcomers' guide away for whoever asks, for good and on every machine. */
export const dismissGuide = command("desk.read", z.object({}), async (tx): Promise<void> => {
  const { id } = tx.actor;
  await tx.db
    .insert(setting)
    .values({ key: guideKey(id), value: true, updatedBy: id, updatedAt: tx.now() })
    .onConflictDoNothing();
});
