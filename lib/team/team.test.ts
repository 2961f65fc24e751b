/** People, queues and keys on the real database. */
import { verifyPassword } from "better-auth/crypto";
import { and, eq, ne } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { account, session } from "#db/schema/sign-in";
import { apiKey, user } from "#db/schema/team";
import { actorCtx, type Ctx } from "#lib/platform/context";
import type { Role } from "#lib/platform/rules";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import {
  changeRole,
  createApiKey,
  createPerson,
  disablePerson,
  resetPassword,
  revokeApiKey,
} from "./commands";
import { apiKeyActor, apiKeys, onePersonPerRole, people, queueMembers, queues } from "./queries";
import { changeQueue, createQueue, setQueueMembers } from "./queues/commands";

const address = () => `${unique("mail")}@desk.test`;

test("a new person gets a temporary password that works and is stored nowhere readable", async ({ ctx }) => {
  const made = await createPerson(ctx, {
    name: "Mira",
    email: `  ${address().toUpperCase()}`,
    role: "analyst",
  });
  expect(made.email).toBe(made.email.toLowerCase().trim());
  expect(made.temporaryPassword).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  const [credential] = await ctx.db.select().from(account).where(eq(account.userId, made.id));
  expect(await verifyPassword({ hash: credential?.password ?? "", password: made.temporaryPassword })).toBe(
    true,
  );
  const entries = await ctx.db.select().from(audit).where(eq(audit.entityId, made.id));
  expect(entries.map(({ action }) => action)).toEqual(["person.create"]);
  expect(JSON.stringify(entries)).not.toContain(made.temporaryPassword);
  await expect(createPerson(ctx, { name: "Other", email: made.email, role: "viewer" })).rejects.toMatchObject(
    {
      code: "conflict",
      details: { fields: [{ field: "email" }] },
    },
  );
});

test("changing a role, disabling, or resetting a password ends the sessions", async ({ ctx }) => {
  for (const change of [
    (userId: string) => changeRole(ctx, { userId, role: "lead" }),
    (userId: string) => disablePerson(ctx, { userId, isDisabled: true }),
    (userId: string) => resetPassword(ctx, { userId }),
  ]) {
    const { id } = await person(ctx, "analyst");
    await ctx.db
      .insert(session)
      .values({ id: unique(), token: unique(), userId: id, expiresAt: new Date(Date.now() + 60_000) });
    await change(id);
    expect(await ctx.db.select().from(session).where(eq(session.userId, id))).toEqual([]);
  }
});

test("everybody is listed with the newest sign-in of the sessions that stand, disabled people last", async ({
  ctx,
}) => {
  const [inside, outside, gone] = [
    await person(ctx, "analyst"),
    await person(ctx, "analyst"),
    await person(ctx, "lead"),
  ];
  await disablePerson(ctx, { userId: gone.id, isDisabled: true });
  const expiresAt = new Date(Date.now() + 60_000);
  for (const createdAt of [new Date("2026-03-01T08:00:00Z"), new Date("2026-03-02T08:00:00Z")])
    await ctx.db
      .insert(session)
      .values({ id: unique(), token: unique(), userId: inside.id, expiresAt, createdAt });
  const listed = await people(ctx);
  const find = (id: string) => listed.find((each) => each.id === id);
  expect(find(inside.id)?.lastSignInAt).toEqual(new Date("2026-03-02T08:00:00Z"));
  expect(find(outside.id)?.lastSignInAt).toBeNull();
  expect(listed.at(-1)).toMatchObject({ disabledAt: expect.any(Date) });
});

test("two administrators cannot remove each other at once: one always stays", async ({ ctx }) => {
  const [first, second] = [await person(ctx, "admin"), await person(ctx, "admin")];
  await ctx.db
    .update(user)
    .set({ role: "viewer" })
    .where(and(eq(user.role, "admin"), ne(user.id, first.id), ne(user.id, second.id)));
  const results = await Promise.allSettled([
    changeRole(ctx, { userId: first.id, role: "viewer" }),
    disablePerson(ctx, { userId: second.id, isDisabled: true }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const admins = (await people(ctx)).filter(({ role, disabledAt }) => role === "admin" && !disabledAt);
  expect(admins).toHaveLength(1);
});

test("a queue's members are replaced as a whole", async ({ ctx }) => {
  const made = await createQueue(ctx, { key: unique("q").replace("_", "-"), name: "Network" });
  const [one, two] = [await person(ctx, "analyst"), await person(ctx, "lead")];
  await setQueueMembers(ctx, { queueId: made.id, userIds: [one.id, two.id, one.id] });
  await setQueueMembers(ctx, { queueId: made.id, userIds: [two.id] });
  expect((await queueMembers(ctx)).get(made.id)).toEqual([two.id]);
  await expect(setQueueMembers(ctx, { queueId: made.id, userIds: ["nobody"] })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(createQueue(ctx, { key: made.key, name: "Again" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a queue is changed as a whole, or not at all", async ({ ctx }) => {
  const key = unique("q").replace("_", "-");
  const { id: queueId, ...made } = await createQueue(ctx, { key, name: "Network" });
  const member = await person(ctx, "analyst");
  const now = async () => {
    const found = (await queues(ctx)).find(({ id }) => id === queueId);
    return { name: found?.name, userIds: (await queueMembers(ctx)).get(queueId) ?? [] };
  };
  const parts = { queueId, description: made.description, isRestricted: false };
  const lead = ctxAs(ctx.db, "lead");
  const hiding = { ...parts, name: "Storage", userIds: [member.id], isRestricted: true };
  await expect(changeQueue(lead, hiding)).rejects.toMatchObject({ code: "forbidden" });
  await changeQueue(lead, { ...parts, name: "Networks", userIds: [member.id, member.id] });
  expect(await now()).toEqual({ name: "Networks", userIds: [member.id] });
  const refused = { ...parts, name: "Storage", userIds: ["nobody"] };
  await expect(changeQueue(ctx, refused)).rejects.toMatchObject({ code: "not_found" });
  const hidden = { ...parts, name: "Storage", userIds: [], isRestricted: true };
  await expect(changeQueue(ctx, hidden)).rejects.toMatchObject({ code: "unprocessable" });
  expect(await now()).toEqual({ name: "Networks", userIds: [member.id] });
});

test("an API key acts with its maker's role of today, until it expires, is revoked, or the maker goes", async ({
  ctx,
}) => {
  const maker = await person(ctx, "admin");
  const asMaker = actorCtx({ kind: "user", id: maker.id, name: "Maker", role: "admin" }, ctx.db);
  const { id, key } = await createApiKey(asMaker, { name: "ci", scopes: ["dataset.export"], days: 30 });
  expect(await apiKeyActor(ctx, key)).toEqual({
    kind: "api_key",
    id: String(id),
    name: "ci",
    role: "admin",
    scopes: ["dataset.export"],
  });
  expect((await apiKeys(ctx)).find((entry) => entry.id === id)).toMatchObject({
    createdBy: "Mira",
    revokedAt: null,
  });
  expect(JSON.stringify(await ctx.db.select().from(apiKey))).not.toContain(key);

  const later: Ctx = { ...ctx, now: () => new Date(Date.now() + 31 * 24 * 3_600_000) };
  expect(await apiKeyActor(later, key)).toBeNull();
  expect(await apiKeyActor(ctx, `${key}x`)).toBeNull();
  await ctx.db.update(user).set({ role: "viewer" }).where(eq(user.id, maker.id));
  expect(await apiKeyActor(ctx, key)).toMatchObject({ role: "viewer" });
  await ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, maker.id));
  expect(await apiKeyActor(ctx, key)).toBeNull();

  await ctx.db.update(user).set({ disabledAt: null }).where(eq(user.id, maker.id));
  await revokeApiKey(ctx, { id });
  expect(await apiKeyActor(ctx, key)).toBeNull();
  await expect(revokeApiKey(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
});

test("a key cannot make keys", async ({ ctx }) => {
  const asKey = actorCtx(
    { kind: "api_key", id: "1", name: "ci", role: "admin", scopes: ["apikey.manage", "desk.read"] },
    ctx.db,
  );
  await expect(createApiKey(asKey, { name: "more", scopes: ["desk.read"], days: null })).rejects.toThrow(
    "Only a person",
  );
});

test("the demo offers one person of each role, the analyst first", async ({ ctx }) => {
  for (const role of ["viewer", "admin", "lead", "analyst", "analyst"] as const) await person(ctx, role);
  expect((await onePersonPerRole(ctx)).map(({ role }) => role)).toEqual([
    "analyst",
    "lead",
    "admin",
    "viewer",
  ]);
});

function person(ctx: Ctx, role: Role) {
  return createPerson(ctx, { name: "Mira", email: address(), role });
}
