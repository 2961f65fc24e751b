/** Somebody always administers the desk, and somebody without the identity provider, whichever way they would be taken away. */
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { account, passkey } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { actorCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { askAuth, authForEach, origin } from "#lib/platform/sign-in/testing/sign-in";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import {
  PATCH as patchGroup,
  PUT as putGroup,
  DELETE as removeGroup,
} from "../../app/api/scim/v2/Groups/[id]/route";
import { DELETE, PATCH, PUT } from "../../app/api/scim/v2/Users/[id]/route";
import { changeRole, createPerson, disablePerson } from "./commands";
import { resetFactors } from "./factors/commands";
import { provisionPerson } from "./scim/commands";
import { changeGroup, provisionGroup } from "./scim/groups/commands";
import { sessionFor } from "./testing/session-for";

const token = "a-token-of-the-tests-that-is-long-enough";
const admins = "Administrators";

authForEach(() => ({
  VIGIL_SCIM_TOKEN: token,
  VIGIL_OIDC_ROLES: JSON.stringify({ [admins]: "admin" }),
  VIGIL_DEMO: "",
}));

type Desk = { id: string; email: string; groupId: string; other: string };

/** An administrator by a group of SCIM's, of whom nobody but a viewer in reserve, told of by SCIM too, could take the place. */
async function desk(ctx: Ctx, { ways = 0 } = {}): Promise<Desk> {
  const machine = systemCtx("SCIM", ctx.db);
  const made = () => provisionPerson(machine, { userName: `${unique("noor")}@desk.test` });
  const [{ id, email }, { id: other }] = [await made(), await made()];
  await ctx.db.execute("delete from scim_group");
  await ctx.db.update(user).set({ role: "viewer" });
  const { id: groupId } = await provisionGroup(machine, { name: admins, members: [id] });
  for (let way = 0; way < ways; way++) await addPasskey(ctx, id);
  expect(await standing(ctx, id)).toEqual({ role: "admin", isDisabled: false });
  return { id, email, groupId, other };
}

async function addPasskey(ctx: Ctx, userId: string): Promise<string> {
  const id = unique("key");
  const key = { publicKey: "x", counter: 0, deviceType: "multiDevice", backedUp: true };
  await ctx.db.insert(passkey).values({ id, userId, credentialID: unique("credential"), ...key });
  return id;
}

async function standing({ db }: Ctx, id: string) {
  const [found] = await db.select().from(user).where(eq(user.id, id));
  return { role: found?.role, isDisabled: found?.disabledAt !== null };
}

const asked = (method: string, body?: unknown) =>
  new Request(`${origin}/api/scim/v2`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const of = (id: string) => ({ params: Promise.resolve({ id }) });
const step = (op: string, more: object) => ({ Operations: [{ op, ...more }] });

/** Every request by which an identity provider could take an administrator away. */
const requests: Record<string, (desk: Desk) => Promise<Response>> = {
  "PATCH of active": ({ id }) =>
    PATCH(asked("PATCH", step("replace", { path: "active", value: "False" })), of(id)),
  "PATCH without a path": ({ id }) =>
    PATCH(asked("PATCH", step("replace", { value: { active: false } })), of(id)),
  "PUT of somebody inactive": ({ id, email }) =>
    PUT(asked("PUT", { userName: email, active: false }), of(id)),
  DELETE: ({ id }) => DELETE(asked("DELETE"), of(id)),
  "removal from the group": ({ id, groupId }) =>
    patchGroup(asked("PATCH", step("remove", { path: `members[value eq "${id}"]` })), of(groupId)),
  "removal of all from the group": ({ groupId }) =>
    patchGroup(asked("PATCH", step("remove", { path: "members" })), of(groupId)),
  "PUT of a group without them": ({ groupId }) =>
    putGroup(asked("PUT", { displayName: admins, members: [] }), of(groupId)),
  "a group of another name": ({ groupId }) =>
    patchGroup(asked("PATCH", step("replace", { path: "displayName", value: "Others" })), of(groupId)),
  "DELETE of the group": ({ groupId }) => removeGroup(asked("DELETE"), of(groupId)),
};

describe.for(Object.keys(requests))("%s", (name) => {
  const request = (desk: Desk) => requests[name]?.(desk) ?? Promise.reject(new Error(name));

  test("does not take the last administrator", async ({ ctx }) => {
    const there = await desk(ctx);
    const answer = await request(there);
    expect(answer.headers.get("content-type")).toContain("application/scim+json");
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
        status: "403",
        detail: expect.stringContaining("last administrator"),
      },
    ]);
    expect(await standing(ctx, there.id)).toEqual({ role: "admin", isDisabled: false });
  });

  test("does not take the last who can sign in without the provider, and does take others", async ({
    ctx,
  }) => {
    const there = await desk(ctx, { ways: 1 });
    await ctx.db.update(user).set({ role: "admin" }).where(eq(user.id, there.other));
    const answer = await request(there);
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { detail: expect.stringContaining("without the identity provider") },
    ]);
    expect(await standing(ctx, there.id)).toEqual({ role: "admin", isDisabled: false });
    await addPasskey(ctx, there.other);
    expect([200, 204]).toContain((await request(there)).status);
    const after = await standing(ctx, there.id);
    expect(after.isDisabled || after.role === "viewer").toBe(true);
  });
});

test("one administrator takes over from another by one change of the group, in whichever order it is told", async ({
  ctx,
}) => {
  const machine = systemCtx("SCIM", ctx.db);
  for (const hows of [
    ["remove", "add"],
    ["add", "remove"],
  ] as const) {
    const { id, other, groupId } = await desk(ctx);
    const steps = hows.map((how) => ({ how, members: [how === "add" ? other : id] }));
    await changeGroup(machine, { id: groupId, steps });
    expect([(await standing(ctx, id)).role, (await standing(ctx, other)).role]).toEqual(["viewer", "admin"]);
  }
});

test("at the desk, too, an administrator with a password remains where others come from the provider", async ({
  ctx,
}) => {
  const { id: fromThere } = await desk(ctx);
  const local = await createPerson(ctx, { name: "Ingrid", email: `${unique()}@desk.test`, role: "admin" });
  const { id: userId } = local;
  const refusal = { code: "conflict", message: expect.stringContaining("without the identity provider") };
  await expect(disablePerson(ctx, { userId, isDisabled: true })).rejects.toMatchObject(refusal);
  await expect(changeRole(ctx, { userId, role: "lead" })).rejects.toMatchObject(refusal);
  await changeRole(ctx, { userId: fromThere, role: "viewer" });
  const last = { code: "conflict", message: expect.stringContaining("the last administrator.") };
  await expect(disablePerson(ctx, { userId, isDisabled: true })).rejects.toMatchObject(last);
  await createPerson(ctx, { name: "Ada", email: `${unique()}@desk.test`, role: "admin" });
  await changeRole(ctx, { userId, role: "lead" });
});

test("an administrator's last passkey stays while nobody else has a way in of their own", async ({ ctx }) => {
  const { id, other } = await desk(ctx, { ways: 1 });
  await ctx.db.update(user).set({ role: "admin" }).where(eq(user.id, other));
  const second = await addPasskey(ctx, id);
  const { cookie } = Object.fromEntries(await sessionFor(ctx, id));
  const remove = (passkeyId: string) =>
    askAuth("passkey/delete-passkey", { body: { id: passkeyId }, cookie });
  expect((await remove(second)).status).toBe(200);
  const [first] = await ctx.db.select().from(passkey).where(eq(passkey.userId, id));
  await expect(remove(first?.id ?? "")).rejects.toMatchObject({ code: "conflict" });
  const admin = actorCtx({ kind: "user", id: other, name: "Omar", role: "admin" }, ctx.db);
  await expect(resetFactors(admin, { userId: id })).rejects.toMatchObject({ code: "conflict" });
  expect(await ctx.db.$count(passkey, eq(passkey.userId, id))).toBe(1);
  await ctx.db
    .insert(account)
    .values({ id: unique(), accountId: id, providerId: "credential", userId: id, password: "x" });
  await resetFactors(admin, { userId: id });
  expect(await ctx.db.$count(passkey, eq(passkey.userId, id))).toBe(0);
});
