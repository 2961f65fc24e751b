/** Guessing passwords ends, however many guess at once and whatever they say of themselves; who knows theirs gets in. */
import { desc, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { audit } from "#db/schema/platform";
import { verification } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import type { Ctx } from "../context";
import { test } from "../testing/database";
import { unique } from "../testing/unique";
import { attemptLimits, pruneAttempts, takeAttempt } from "./attempts";
import { askAuth, authForEach, cookieOf, password, personWithPassword } from "./testing/sign-in";

authForEach();

test("sixty wrong passwords at once on one account from sixty addresses: ten are heard", async ({ ctx }) => {
  const email = await makePerson(ctx);
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => signIn(email, "wrong wrong wrong", `198.51.100.${index}`)),
  );
  expect(statuses(answers)).toEqual({ 401: 10, 429: 50 });
  const refused = await signIn(email, password, "203.0.113.1");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(600);
  const [person] = await ctx.db.select().from(user).where(eq(user.email, email));
  const rows = await ctx.db
    .select()
    .from(audit)
    .where(eq(audit.entityId, person?.id ?? ""))
    .orderBy(desc(audit.id));
  expect(rows.map(({ action, after }) => `${action}: ${after?.reason}`).sort()).toEqual([
    "session.refuse: account limit",
    ...Array(10).fill("session.refuse: wrong password"),
  ]);
});

test("forty accounts from one address: thirty are heard, whatever the sender forwards", async () => {
  const ip = "2001:db8:9:9::1";
  const answers = [];
  for (let index = 0; index < 40; index++)
    answers.push(
      await signIn(`${unique()}@desk.test`, "wrong wrong wrong", ip, {
        "x-forwarded-for": `192.0.2.${index}`,
      }),
    );
  expect(statuses(answers)).toEqual({ 401: 30, 429: 10 });
  expect((await signIn(`${unique()}@desk.test`, "x", "2001:db8:9:9::2")).status).toBe(429);
});

test("the right password is no attempt, and makes the wrong ones forgotten", async ({ ctx }) => {
  const email = await makePerson(ctx);
  const ip = "203.0.113.2";
  for (let round = 0; round < 4; round++) {
    for (let wrong = 0; wrong < 7; wrong++)
      await signIn(email, "wrong wrong wrong", `203.0.113.${100 + wrong}`);
    expect((await signIn(email, password, ip)).status).toBe(200);
  }
});

describe("who is signed in does not guess either", () => {
  test.for([
    ["verify-password", (wrong: string) => ({ password: wrong })],
    ["change-password", (wrong: string) => ({ currentPassword: wrong, newPassword: "a password of my own" })],
  ] as const)("%s", async ([path, body], { ctx }) => {
    const email = await makePerson(ctx);
    const cookie = cookieOf(await signIn(email, password, "203.0.113.3"));
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, index) =>
        post(path, body(`wrong ${index}`), `203.0.113.${index}`, { cookie }),
      ),
    );
    expect(statuses(answers)).toEqual({ 400: 10, 429: 5 });
  });
});

test("a count is over when its window is", async ({ ctx }) => {
  const attempt = { email: `${unique()}@desk.test`, address: "203.0.113.200" };
  const at = (minutes: number): Ctx => ({
    ...ctx,
    now: () => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000),
  });
  for (let index = 0; index < attemptLimits.account; index++)
    expect(await takeAttempt(at(index), attempt)).toBeNull();
  expect(await takeAttempt(at(11), attempt)).toMatchObject({
    limit: "account",
    retryAfterSeconds: 240,
    isFirst: true,
  });
  expect(await takeAttempt(at(12), attempt)).toMatchObject({ isFirst: false });
  expect(await takeAttempt(at(16), attempt)).toBeNull();
  await pruneAttempts(at(40));
  expect(await takeAttempt(at(41), attempt)).toBeNull();
});

test("what is kept of a sign-in elsewhere goes when nobody came back in time", async ({ ctx }) => {
  const [late, waiting] = [unique(), unique()];
  const kept = (identifier: string, minutes: number) => ({
    id: identifier,
    identifier,
    value: "{}",
    expiresAt: new Date(Date.now() + minutes * 60_000),
  });
  await ctx.db.insert(verification).values([kept(late, -1), kept(waiting, 10)]);
  await pruneAttempts(ctx);
  expect(await ctx.db.$count(verification, eq(verification.id, late))).toBe(0);
  expect(await ctx.db.$count(verification, eq(verification.id, waiting))).toBe(1);
});

test("an account nobody has is refused in the same words and steps as a wrong password", async ({ ctx }) => {
  const email = await makePerson(ctx);
  const known = await signIn(email, "wrong wrong wrong", "203.0.113.5");
  const unknown = await signIn(`${unique()}@desk.test`, "wrong wrong wrong", "203.0.113.5");
  expect(unknown.status).toBe(known.status);
  expect(await unknown.json()).toEqual(await known.json());
  const [entry] = await ctx.db
    .select()
    .from(audit)
    .where(eq(audit.entityId, "unknown"))
    .orderBy(desc(audit.id))
    .limit(1);
  expect(entry).toMatchObject({ action: "session.refuse" });
  expect(JSON.stringify(entry)).not.toContain("@desk.test");
});

function signIn(email: string, given: string, ip: string, more: Record<string, string> = {}) {
  return post("sign-in/email", { email, password: given }, ip, more);
}

function post(path: string, body: unknown, ip: string, headers: Record<string, string> = {}) {
  return askAuth(path, { body, ip, headers });
}

function statuses(answers: Response[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

async function makePerson(ctx: Ctx): Promise<string> {
  return (await personWithPassword(ctx)).email;
}
