/** Sign-in through better-auth's own handler: who gets in, who does not, and what nobody can give himself. */
import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { account, audit, session, user } from "#db/schema/index";
import { createPerson, resetPassword } from "#lib/team/commands";
import { auth, mustChangePassword, signedInActor } from "./auth";
import type { Ctx } from "./context";
import { test } from "./testing/database";
import { unique } from "./testing/unique";

const origin = "http://desk.test";
const password = "correct horse battery";
const holder = globalThis as { vigilAuth?: unknown };

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  holder.vigilAuth = undefined;
});
afterEach(() => vi.unstubAllEnvs());

test("the right password signs in, a wrong one does not", async ({ ctx }) => {
  const person = await makePerson(ctx, "lead");
  expect((await post("sign-in/email", { email: person.email, password: "wrong wrong wrong" })).status).toBe(
    401,
  );
  const cookie = await signIn(person.email);
  expect(await signedInActor(new Headers({ cookie }))).toEqual({
    kind: "user",
    id: person.id,
    name: person.name,
    role: "lead",
  });
  const [entry] = await ctx.db.select().from(audit).where(eq(audit.entityId, person.id));
  expect(entry).toMatchObject({ action: "session.create", actorId: person.id });
});

test("nobody signs up, and nobody gives himself a role", async ({ ctx }) => {
  const email = `${unique()}@desk.test`;
  const signUp = await post("sign-up/email", { email, password, name: "Eve", role: "admin" });
  expect(signUp.status).toBe(400);
  const person = await makePerson(ctx, "viewer");
  const cookie = await signIn(person.email);
  const update = await post("update-user", { name: "Still a viewer", role: "admin" }, cookie);
  expect(update.status).toBe(404);
  expect(await signedInActor(new Headers({ cookie }))).toMatchObject({ role: "viewer" });
});

test("a disabled person neither signs in nor keeps a session", async ({ ctx }) => {
  const person = await makePerson(ctx, "analyst");
  const cookie = await signIn(person.email);
  await ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, person.id));
  expect(await signedInActor(new Headers({ cookie }))).toBeNull();
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
  for (const path of ["update-user", "update-session", "set-password", "change-email"])
    await post(path, { mustChangePassword: false, newEmail: "x@desk.test", newPassword: password }, cookie);
  expect(await signedInActor(new Headers({ cookie }))).toBeNull();
});

test("deleting the session row signs out at once", async ({ ctx }) => {
  const person = await makePerson(ctx, "analyst");
  const cookie = await signIn(person.email);
  await ctx.db.delete(session).where(eq(session.userId, person.id));
  expect(await signedInActor(new Headers({ cookie }))).toBeNull();
});

test("the one-click sign-in exists in the demo only", async ({ ctx }) => {
  const person = await makePerson(ctx, "analyst");
  expect((await post("sign-in/demo", { userId: person.id })).status).toBe(404);
  vi.stubEnv("VIGIL_DEMO", "1");
  holder.vigilAuth = undefined;
  const response = await post("sign-in/demo", { userId: person.id });
  expect(await signedInActor(new Headers({ cookie: cookieOf(response) }))).toMatchObject({ id: person.id });
  expect((await post("sign-in/demo", { userId: "nobody" })).status).toBe(404);
});

test("a page of the host asked may sign in whatever the server calls itself, a page of another site may not", async ({
  ctx,
}) => {
  const { email } = await makePerson(ctx, "analyst");
  const from = (page: string) =>
    auth().handler(
      new Request("http://localhost:3000/api/auth/sign-in/email", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          origin: page,
          host: "10.0.0.7:3000",
          "x-forwarded-for": "198.51.100.251",
        },
        body: JSON.stringify({ email, password }),
      }),
    );
  expect((await from("http://10.0.0.7:3000")).status).toBe(200);
  expect((await from("http://evil.test")).status).toBe(403);
});

test("guessing passwords runs into the rate limit", async () => {
  const attempts = [];
  for (let attempt = 0; attempt < 21; attempt++)
    attempts.push((await post("sign-in/demo", { userId: "x" }, undefined, "203.0.113.7")).status);
  expect(attempts.slice(0, 20)).not.toContain(429);
  expect(attempts[20]).toBe(429);
});

function post(
  path: string,
  body: unknown,
  cookie?: string,
  ip = `198.51.100.${Math.ceil(Math.random() * 250)}`,
) {
  const headers = { "content-type": "application/json", origin, "x-forwarded-for": ip };
  return auth().handler(
    new Request(`${origin}/api/auth/${path}`, {
      method: "POST",
      headers: cookie ? { ...headers, cookie } : headers,
      body: JSON.stringify(body),
    }),
  );
}

async function signIn(email: string): Promise<string> {
  const response = await post("sign-in/email", { email, password });
  expect(response.status).toBe(200);
  return cookieOf(response);
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function makePerson(ctx: Ctx, role: "viewer" | "analyst" | "lead") {
  const id = unique("user");
  const person = { id, name: "Mira", email: `${id}@desk.test`, role };
  await ctx.db.insert(user).values(person);
  await ctx.db.insert(account).values({
    id: unique("account"),
    accountId: id,
    providerId: "credential",
    userId: id,
    password: await hashPassword(password),
  });
  return person;
}
