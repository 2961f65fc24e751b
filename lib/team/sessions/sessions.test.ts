/** Where one is signed in, for how long, and who may end it. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { session } from "#db/schema/sign-in";
import { signedInActor } from "#lib/platform/auth";
import { actorCtx, type Ctx } from "#lib/platform/context";
import {
  askAuth,
  authForEach,
  cookieOf,
  password,
  personWithPassword,
} from "#lib/platform/sign-in/testing/sign-in";
import { test } from "#lib/platform/testing/database";
import { endSession } from "./commands";
import { sessionsOf } from "./queries";

authForEach();

test("one sees where one is signed in, ends what one likes, and nobody else's", async ({ ctx }) => {
  const mine = await person(ctx);
  const other = await person(ctx);
  const [here, there] = [await signIn(mine.email), await signIn(mine.email)];
  const elsewhere = await signIn(other.email);
  const sessions = await sessionsOf(mine.ctx, mine.id);
  expect(sessions).toHaveLength(2);
  const [newest] = sessions;
  await endSession(mine.ctx, { id: newest?.id ?? "" });
  const standing = await Promise.all([here, there].map((cookie) => signedInActor(new Headers({ cookie }))));
  expect(standing.filter((actor) => actor === null)).toHaveLength(1);
  const [foreign] = await sessionsOf(other.ctx, other.id);
  await expect(endSession(mine.ctx, { id: foreign?.id ?? "" })).rejects.toMatchObject({ code: "forbidden" });
  expect(await signedInActor(new Headers({ cookie: elsewhere }))).not.toBeNull();
  await endSession(ctx, { id: foreign?.id ?? "" });
  expect(await signedInActor(new Headers({ cookie: elsewhere }))).toBeNull();
  const rows = await ctx.db.select().from(audit).where(eq(audit.action, "session.end"));
  expect(rows.map(({ entityId }) => entityId)).toEqual(expect.arrayContaining([mine.id, other.id]));
});

test("a session nobody used for too long ends; one in use lives on", async ({ ctx }) => {
  const { id, email } = await person(ctx);
  const cookie = await signIn(email);
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  const used = (updatedAt: Date) => ctx.db.update(session).set({ updatedAt }).where(eq(session.userId, id));
  await used(ago(100));
  expect(await signedInActor(new Headers({ cookie }))).not.toBeNull();
  const [seen] = await sessionsOf(ctx, id);
  expect(seen?.seenAt.getTime()).toBeGreaterThan(ago(1).getTime());
  await used(ago(24 * 7 + 1));
  expect(await signedInActor(new Headers({ cookie }))).toBeNull();
  expect(await sessionsOf(ctx, id)).toEqual([]);
});

test("a changed password ends the other sessions, also for a client that does not ask for it", async ({
  ctx,
}) => {
  const { email } = await person(ctx);
  const [here, there] = [await signIn(email), await signIn(email)];
  const changed = await post(
    "change-password",
    { currentPassword: password, newPassword: "a password of my own" },
    here,
  );
  expect(changed.status).toBe(200);
  expect(await signedInActor(new Headers({ cookie: there }))).toBeNull();
});

test("the keys of sessions are handed out to nobody", async ({ ctx }) => {
  const { email } = await person(ctx);
  const cookie = await signIn(email);
  for (const path of ["list-sessions", "revoke-session", "revoke-sessions"])
    await expect(post(path, {}, cookie)).rejects.toMatchObject({ code: "not_found" });
});

function post(path: string, body: unknown, cookie?: string) {
  return askAuth(path, { body, cookie });
}

async function signIn(email: string): Promise<string> {
  const response = await post("sign-in/email", { email, password });
  expect(response.status).toBe(200);
  return cookieOf(response);
}

async function person(ctx: Ctx) {
  const { id, name, email } = await personWithPassword(ctx);
  return { id, email, ctx: actorCtx({ kind: "user", id, name, role: "analyst" }, ctx.db) };
}
