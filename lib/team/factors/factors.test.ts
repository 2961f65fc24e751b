/** A second factor: set up, asked for, recovered from, required by role; and the proof that what is dangerous asks for. */
import { createOTP } from "@better-auth/utils/otp";
import { and, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { audit } from "#db/schema/platform";
import { passkey, session, twoFactor } from "#db/schema/sign-in";
import { mustAddFactor, signedInActor } from "#lib/platform/auth";
import { actorCtx, type Ctx } from "#lib/platform/context";
import {
  type Permission,
  permissions,
  proofMinutes,
  provenPermissions,
  type Role,
} from "#lib/platform/rules";
import {
  actorOf,
  askAuth,
  authForEach,
  cookieOf,
  password,
  personWithPassword,
} from "#lib/platform/sign-in/testing/sign-in";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createApiKey, createPerson } from "../commands";
import { requireSecondFactor, resetFactors } from "./commands";
import { ownFactors } from "./queries";

authForEach(() => ({ VIGIL_DEMO: "" }));

let people = 0;
let address = "";

async function enrol(cookie: string) {
  const enabled = await post("two-factor/enable", { password }, cookie);
  const { totpURI, backupCodes } = (await enabled.json()) as { totpURI: string; backupCodes: string[] };
  const secret = new URL(totpURI).searchParams.get("secret") ?? "";
  const code = () => createOTP(fromBase32(secret)).totp();
  const verified = await post("two-factor/verify-totp", { code: await code() }, cookie);
  expect(verified.status).toBe(200);
  return { code, backupCodes, cookie: cookieOf(verified) };
}

test("with an authenticator app the password alone opens nothing; a code does, and each recovery code once", async ({
  ctx,
}) => {
  const { id, email } = await person(ctx, "analyst");
  const { code, backupCodes } = await enrol(cookieOf(await signIn(email)));
  const [kept] = await ctx.db.select().from(twoFactor).where(eq(twoFactor.userId, id));
  expect(JSON.stringify(kept)).not.toContain(backupCodes[0]);
  expect(kept?.secret.length).toBeGreaterThan(60);

  const half = await signIn(email);
  expect(await half.json()).toMatchObject({ twoFactorRedirect: true });
  const asked = cookieOf(half);
  expect(await actorOf(asked)).toBeNull();
  expect((await post("two-factor/verify-totp", { code: "000000" }, asked)).status).toBe(401);
  const opened = await post("two-factor/verify-totp", { code: await code() }, asked);
  expect(await actorOf(cookieOf(opened))).toMatchObject({ id });

  const [recovery = ""] = backupCodes;
  const use = async () =>
    post("two-factor/verify-backup-code", { code: recovery }, cookieOf(await signIn(email)));
  expect((await use()).status).toBe(200);
  expect((await use()).status).toBe(401);
  const told = await ctx.db.select().from(audit).where(eq(audit.entityId, id));
  expect(told.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["second_factor.add", "session.create"]),
  );
});

test("guessing codes ends after five", async ({ ctx }) => {
  const { email } = await person(ctx, "analyst");
  const { code } = await enrol(cookieOf(await signIn(email)));
  const asked = cookieOf(await signIn(email));
  for (let guess = 0; guess < 5; guess++) {
    // From ever other addresses, whose own limit would end it sooner.
    address = `198.51.100.${guess}`;
    expect((await post("two-factor/verify-totp", { code: `00000${guess}` }, asked)).status).toBe(401);
  }
  address = "198.51.100.9";
  expect((await post("two-factor/verify-totp", { code: await code() }, asked)).ok).toBe(false);
});

test("a role that is asked for a second factor opens nothing before there is one; a passkey is one, too", async ({
  ctx,
}) => {
  const admin = await person(ctx, "admin");
  await requireSecondFactor(asPerson(ctx, admin.id, "admin"), { roles: ["lead"] });
  const lead = await person(ctx, "lead");
  const headers = new Headers({ cookie: cookieOf(await signIn(lead.email)) });
  expect([await signedInActor(headers), await mustAddFactor(headers)]).toEqual([null, true]);
  await ctx.db.insert(passkey).values({
    id: unique("key"),
    publicKey: "x",
    userId: lead.id,
    credentialID: unique("credential"),
    counter: 0,
    deviceType: "multiDevice",
    backedUp: true,
  });
  expect(await mustAddFactor(headers)).toBe(false);
  expect(await signedInActor(headers)).toMatchObject({ id: lead.id });
  await resetFactors(asPerson(ctx, admin.id, "admin"), { userId: lead.id });
  expect(await ownFactors(asPerson(ctx, lead.id, "lead"))).toMatchObject({ passkeys: [], hasApp: false });
  expect(await ctx.db.$count(session, eq(session.userId, lead.id))).toBe(0);
  await requireSecondFactor(asPerson(ctx, admin.id, "admin"), { roles: [] });
});

describe("a session that proved itself too long ago", () => {
  test("does nothing dangerous, until the password is given again", async ({ ctx }) => {
    const { id, email } = await person(ctx, "admin");
    const cookie = cookieOf(await signIn(email));
    const acting = async () => {
      const actor = await actorOf(cookie);
      if (!actor) throw new Error("nobody is signed in");
      return actorCtx(actor, ctx.db);
    };
    const key = { name: "ci", scopes: ["desk.read" as const], days: 1 };
    await createApiKey(await acting(), key);
    const longAgo = new Date(Date.now() - (proofMinutes + 1) * 60_000);
    await ctx.db.update(session).set({ provenAt: longAgo }).where(eq(session.userId, id));
    await expect(createApiKey(await acting(), key)).rejects.toMatchObject({ code: "unproven" });
    await expect(
      createPerson(await acting(), { name: "X", email: `${unique()}@desk.test`, role: "admin" }),
    ).rejects.toMatchObject({ code: "unproven" });
    const passkeyOptions = () =>
      askAuth("passkey/generate-register-options", { method: "GET", cookie, ip: address });
    await expect(passkeyOptions()).rejects.toMatchObject({ code: "unproven" });
    expect((await post("verify-password", { password: "wrong wrong wrong" }, cookie)).status).toBe(400);
    await expect(createApiKey(await acting(), key)).rejects.toMatchObject({ code: "unproven" });
    expect((await post("verify-password", { password }, cookie)).status).toBe(200);
    await createApiKey(await acting(), key);
    expect((await passkeyOptions()).status).toBe(200);
    const proofs = and(eq(audit.entityId, id), eq(audit.action, "session.prove"));
    expect(await ctx.db.$count(audit, proofs)).toBe(1);
  });

  test("is what every guarded permission asks of a person, and of nobody else", () => {
    const guarded: Permission[] = ["people.manage", "queue.restrict", "connector.manage", "model.manage"];
    const more: Permission[] = [
      "tool.manage",
      "action.manage",
      "action.certify",
      "apikey.manage",
      "secret.manage",
    ];
    expect([...provenPermissions].sort()).toEqual([...guarded, ...more].sort());
    expect([...provenPermissions].every((permission) => permission in permissions)).toBe(true);
  });
});

function asPerson(ctx: Ctx, id: string, role: Role): Ctx {
  return actorCtx({ kind: "user", id, name: "Somebody", role }, ctx.db);
}

function signIn(email: string) {
  return post("sign-in/email", { email, password });
}

function post(path: string, body: unknown, cookie?: string) {
  return askAuth(path, { body, cookie, ip: address });
}

async function person(ctx: Ctx, role: Role) {
  // Codes are counted by address as well.
  people += 1;
  address = `203.0.113.${people}`;
  return personWithPassword(ctx, role);
}

function fromBase32(text: string): string {
  const bits = [...text.replace(/=+$/, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return String.fromCharCode(...(bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
