/** Sign-in through better-auth's own handler: who gets in, who does not, and what nobody can give himself. */
import { eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { audit } from "#db/schema/platform";
import { session } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { createPerson, resetPassword } from "#lib/team/commands";
import { auth, mustChangePassword, signedInActor } from "./auth";
import { clientHeader } from "./edge/client";
import {
  actorOf,
  askAuth,
  authForEach,
  cookieOf,
  personWithPassword as makePerson,
  password,
  remakeAuth,
} from "./sign-in/testing/sign-in";
import { test } from "./testing/database";
import { unique } from "./testing/unique";

authForEach();

test("the right password signs in, a wrong one does not", async ({ ctx }) => {
  const person = await makePerson(ctx, "lead");
  expect((await post("sign-in/email", { email: person.email, password: "wrong wrong wrong" })).status).toBe(
    401,
  );
  const cookie = await signIn(person.email);
  expect(await actorOf(cookie)).toMatchObject({
    kind: "user",
    id: person.id,
    name: person.name,
    role: "lead",
  });
  const entries = await ctx.db.select().from(audit).where(eq(audit.entityId, person.id)).orderBy(audit.id);
  expect(entries).toMatchObject([
    { action: "session.refuse", actorId: "sign-in" },
    { action: "session.create", actorId: person.id },
  ]);
});

test("nobody signs up, and nobody gives himself a role", async ({ ctx }) => {
  const email = `${unique()}@desk.test`;
  const signUp = { email, password, name: "Eve", role: "admin" };
  await expect(post("sign-up/email", signUp)).rejects.toMatchObject({ code: "not_found" });
  const unguarded = auth().api.signUpEmail({ body: { email, password, name: "Eve" } });
  await expect(unguarded).rejects.toMatchObject({ statusCode: 400 });
  const person = await makePerson(ctx, "viewer");
  const cookie = await signIn(person.email);
  const update = post("update-user", { name: "Still a viewer", role: "admin" }, cookie);
  await expect(update).rejects.toMatchObject({ code: "not_found" });
  expect(await actorOf(cookie)).toMatchObject({ role: "viewer" });
});

test("a disabled person neither signs in nor keeps a session", async ({ ctx }) => {
  const person = await makePerson(ctx, "analyst");
  const cookie = await signIn(person.email);
  await ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, person.id));
  expect(await actorOf(cookie)).toBeNull();
  const refused = await post("sign-in/email", { email: person.email, password });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ message: expect.stringContaining("disabled") });
});

test("a temporary password opens nothing but its own change", async ({ ctx }) => {
  const made = await createPerson(ctx, { name: "Noor", email: `${unique()}@desk.test`, role: "analyst" });
  const first = made.temporaryPassword;
  const cookie = cookieOf(await post("sign-in/email", { email: made.email, password: first }));
  const headers = new Headers({ cookie });
  expect(await signedInActor(headers)).toBeNull();
  expect(await mustChangePassword(headers)).toBe(true);
  const change = (newPassword: string, from = cookie) =>
    post("change-password", { currentPassword: first, newPassword, revokeOtherSessions: true }, from);
  const same = await change(first);
  expect(await same.json()).toMatchObject({ code: "SAME_PASSWORD" });
  expect((await change("short")).status).toBe(400);
  expect(await mustChangePassword(headers)).toBe(true);
  const changed = await change("a password of my own");
  expect(changed.status).toBe(200);
  const own = new Headers({ cookie: cookieOf(changed) });
  expect(await signedInActor(own)).toMatchObject({ id: made.id, role: "analyst" });
  expect(await mustChangePassword(own)).toBe(false);
  const entries = await ctx.db.select().from(audit).where(eq(audit.entityId, made.id));
  expect(entries.map(({ action }) => action)).toContain("person.change_password");

  const again = await resetPassword(ctx, { userId: made.id });
  const reset = await post("sign-in/email", { email: made.email, password: again.temporaryPassword });
  expect(await mustChangePassword(new Headers({ cookie: cookieOf(reset) }))).toBe(true);
});

test("nobody talks his way out of a temporary password", async ({ ctx }) => {
  const made = await createPerson(ctx, { name: "Noor", email: `${unique()}@desk.test`, role: "analyst" });
  const cookie = cookieOf(
    await post("sign-in/email", { email: made.email, password: made.temporaryPassword }),
  );
  const wish = { mustChangePassword: false, newEmail: "x@desk.test", newPassword: password };
  for (const path of ["update-user", "update-session", "set-password", "change-email"])
    await expect(post(path, wish, cookie)).rejects.toMatchObject({ code: "not_found" });
  expect(await actorOf(cookie)).toBeNull();
});

test("deleting the session row signs out at once", async ({ ctx }) => {
  const person = await makePerson(ctx, "analyst");
  const cookie = await signIn(person.email);
  await ctx.db.delete(session).where(eq(session.userId, person.id));
  expect(await actorOf(cookie)).toBeNull();
});

test("the one-click sign-in exists in the demo only, for a browser of this machine only", async ({ ctx }) => {
  const person = await makePerson(ctx, "analyst");
  const demo = (userId: string, more: Record<string, string> = {}) =>
    post("sign-in/demo", { userId }, undefined, "127.0.0.1", {
      origin: "http://localhost:3000",
      host: "localhost:3000",
      ...more,
    });
  expect((await demo(person.id)).status).toBe(404);
  vi.stubEnv("VIGIL_DEMO", "1");
  vi.stubEnv("HOST", "0.0.0.0");
  remakeAuth();
  const response = await demo(person.id);
  expect(await actorOf(cookieOf(response))).toMatchObject({ id: person.id });
  expect((await demo("nobody")).status).toBe(404);
  const elsewhere = { origin: "http://10.0.0.7:3000", host: "10.0.0.7:3000" };
  expect((await demo(person.id, elsewhere)).status).toBe(403);
  expect((await demo(person.id, { [clientHeader]: "10.0.0.8" })).status).toBe(403);
});

test("only a page of a name of ours signs in, whatever the server calls itself", async ({ ctx }) => {
  vi.stubEnv("VIGIL_HOSTS", "desk.internal");
  const { email } = await makePerson(ctx, "analyst");
  const from = async (page: string, host: string) =>
    (await post("sign-in/email", { email, password }, undefined, address(), { origin: page, host })).status;
  expect(await from("http://desk.internal:3000", "desk.internal:3000")).toBe(200);
  expect(await from("http://evil.test", "desk.internal:3000")).toBe(403);
  // A name of their own that points here: every check of one against the other would pass.
  expect(await from("http://evil.test", "evil.test")).toBe(403);
});

test("the demo's sign-in runs into the rate limit, and that is recorded", async ({ ctx }) => {
  const statuses = [];
  const ip = "203.0.113.7";
  for (let attempt = 0; attempt < 21; attempt++)
    statuses.push((await post("sign-in/demo", { userId: "x" }, undefined, ip)).status);
  expect(statuses.slice(0, 20)).not.toContain(429);
  expect(statuses[20]).toBe(429);
  const entries = await ctx.db.select().from(audit).where(eq(audit.action, "limit.reach"));
  expect(entries.filter(({ after }) => after?.ipAddress === ip)).toHaveLength(1);
});

function address(): string {
  return `198.51.100.${Math.ceil(Math.random() * 250)}`;
}

function post(
  path: string,
  body: unknown,
  cookie?: string,
  ip = address(),
  headers: Record<string, string> = {},
) {
  return askAuth(path, { body, cookie, ip, headers });
}

async function signIn(email: string): Promise<string> {
  const response = await post("sign-in/email", { email, password });
  expect(response.status).toBe(200);
  return cookieOf(response);
}
