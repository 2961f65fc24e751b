/** Signing in at an identity provider: whom it sends comes in with the role of their groups, and nobody else does. */
import { generateKeyPairSync } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, vi } from "vitest";
import { audit } from "#db/schema/platform";
import { account, passkey } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { provisionPerson } from "#lib/team/scim/commands";
import { changeGroup, provisionGroup, removeGroup } from "#lib/team/scim/groups/commands";
import { type Ctx, systemCtx } from "../context";
import { test } from "../testing/database";
import { unique } from "../testing/unique";
import { type Claims, startIdentityProvider } from "./testing/identity-provider";
import { actorOf, askAuth, authForEach, cookieOf, expectNewLead, origin } from "./testing/sign-in";

let provider: Awaited<ReturnType<typeof startIdentityProvider>>;

beforeAll(async () => {
  provider = await startIdentityProvider();
});
afterAll(() => provider.stop());
authForEach(() => ({
  VIGIL_URL: origin,
  VIGIL_OIDC_ISSUER: provider.issuer,
  VIGIL_OIDC_CLIENT_ID: "vigil",
  VIGIL_OIDC_CLIENT_SECRET: "between us",
  VIGIL_OIDC_DOMAINS: "desk.test",
  VIGIL_OIDC_NETWORKS: "127.0.0.0/8",
  VIGIL_OIDC_ROLES: '{"support": "analyst", "leads": "lead"}',
}));
beforeEach(() => {
  provider.state.spoil = (claims) => claims;
  provider.state.elsewhere = {};
  provider.state.userInfo = {};
  provider.state.asked = [];
});

function somebody(more: Claims = {}): Claims & { email: string } {
  const sub = unique("sub");
  return { sub, email: `${sub}@desk.test`, email_verified: true, name: "Noor", groups: ["support"], ...more };
}

let visitors = 0;

/** Goes there and comes back as `person`; the cookie of what came of it. */
async function signIn(person: Claims, to = "/inbox") {
  provider.state.person = person;
  // Beginnings are counted by address.
  visitors += 1;
  const ip = `203.0.113.${visitors}`;
  const begun = await askAuth("sign-in/social", { body: { provider: "oidc", callbackURL: to }, ip });
  const { url } = (await begun.json()) as { url: string };
  const back = new URLSearchParams(provider.answer(url));
  const came = await askAuth(`callback/oidc?${back}`, { method: "GET", cookie: cookieOf(begun), ip });
  return { location: came.headers.get("location") ?? "", cookie: cookieOf(came) };
}

test("who comes for the first time gets an account with the role of their groups, audited", async ({
  ctx,
}) => {
  const person = somebody({ groups: ["support", "leads", "others"] });
  const { location, cookie } = await signIn(person);
  expect(location).toBe("/inbox");
  await expectNewLead(ctx, cookie);
});

test("who asked for a page comes back to it, with its query", async () => {
  const { location } = await signIn(somebody(), "/tickets/3?event=7&tab=agent");
  expect(location).toBe("/tickets/3?event=7&tab=agent");
});

test("groups that change there change the role here with the next sign-in", async ({ ctx }) => {
  const person = somebody();
  expect(await actorOf((await signIn(person)).cookie)).toMatchObject({ role: "analyst" });
  const actor = await actorOf((await signIn({ ...person, groups: ["leads"] })).cookie);
  expect(actor).toMatchObject({ role: "lead" });
  const changed = and(eq(audit.entityId, actor?.id ?? ""), eq(audit.action, "person.change_role"));
  expect(await ctx.db.$count(audit, changed)).toBe(1);
});

test.for([
  ["an address of another domain", { email: "noor@elsewhere.test" }],
  ["an address the provider has not verified", { email_verified: false }],
  ["nobody's group", { groups: ["strangers"] }],
] as const)("%s does not come in, gets no account, and is told why on a page", async ([, more], { ctx }) => {
  const person = somebody(more);
  const { cookie, location } = await signIn(person);
  expect(location).toMatch(/^\/login\?error=(ADDRESS_NOT_WELCOME|NO_ROLE)$/);
  expect(await actorOf(cookie)).toBeNull();
  expect(await count(ctx, person.email)).toBe(0);
});

test.for([
  ["for somebody else", (claims: Claims) => ({ ...claims, aud: "another desk" })],
  ["of another provider", (claims: Claims) => ({ ...claims, iss: "http://evil.test" })],
  ["that is over", (claims: Claims) => ({ ...claims, exp: 1 })],
  ["of another sign-in", (claims: Claims) => ({ ...claims, nonce: "seen elsewhere" })],
  ["of no sign-in", (claims: Claims) => ({ ...claims, nonce: undefined })],
  ["made for another desk too", (claims: Claims) => ({ ...claims, aud: ["vigil", "another desk"] })],
  ["another desk was given", (claims: Claims) => ({ ...claims, azp: "another desk" })],
] as const)("a token %s opens nothing", async ([, spoil], { ctx }) => {
  provider.state.spoil = spoil;
  const person = somebody();
  const { cookie } = await signIn(person);
  expect(await actorOf(cookie)).toBeNull();
  expect(await count(ctx, person.email)).toBe(0);
});

test("a token signed with another key opens nothing", async ({ ctx }) => {
  const { key } = provider.state;
  provider.state.key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const person = somebody();
  const { cookie } = await signIn(person);
  provider.state.key = key;
  expect(await actorOf(cookie)).toBeNull();
  expect(await count(ctx, person.email)).toBe(0);
});

test("nobody comes from there into an account that has a password: it is there for when the provider is not", async ({
  ctx,
}) => {
  const person = somebody({ groups: ["leads"] });
  const id = unique("user");
  await ctx.db
    .insert(user)
    .values({ id, name: "Ingrid", email: person.email, role: "admin", emailVerified: true });
  await ctx.db
    .insert(account)
    .values({ id: unique(), accountId: id, providerId: "credential", userId: id, password: "x" });
  const { cookie } = await signIn(person);
  expect(await actorOf(cookie)).toBeNull();
  const [kept] = await ctx.db.select().from(user).where(eq(user.id, id));
  expect(kept).toMatchObject({ role: "admin" });
});

test("nobody comes into an account that was given a password after they had come, by whatever address", async ({
  ctx,
}) => {
  const person = somebody();
  const actor = await actorOf((await signIn(person)).cookie);
  const id = actor?.id ?? "";
  await ctx.db
    .insert(account)
    .values({ id: unique(), accountId: id, providerId: "credential", userId: id, password: "x" });
  for (const email of [person.email, `${unique("new")}@desk.test`]) {
    const { cookie, location } = await signIn({ ...person, email });
    expect(location).toContain("ACCOUNT_HAS_PASSWORD");
    expect(await actorOf(cookie)).toBeNull();
  }
});

test("an address the token does not name is asked for, and believed about the same person only", async () => {
  const { email, email_verified, ...person } = somebody();
  provider.state.userInfo = { sub: "somebody else", email, email_verified };
  expect(await actorOf((await signIn(person)).cookie)).toBeNull();
  provider.state.userInfo = { sub: person.sub, email, email_verified };
  expect(await actorOf((await signIn(person)).cookie)).toMatchObject({ role: "analyst" });
});

test("a provider inside the network is not asked where its network is not named", async () => {
  vi.stubEnv("VIGIL_OIDC_NETWORKS", "10.0.0.0/8");
  const begun = await askAuth("sign-in/social", { body: { provider: "oidc", callbackURL: "/" } });
  expect(begun.status).toBe(503);
  expect(provider.state.asked).toEqual([]);
});

test.for(["token_endpoint", "jwks_uri", "userinfo_endpoint"])(
  "a provider that says its %s is inside the network has nothing asked there",
  async (name) => {
    vi.stubEnv("VIGIL_OIDC_NETWORKS", "127.0.0.1/32");
    const inside = await startIdentityProvider("127.0.0.2");
    provider.state.elsewhere = { [name]: `${inside.issuer}/latest/meta-data` };
    const { email: _email, ...person } = somebody();
    const { cookie, location } = await signIn(person);
    expect(location).toContain("error=");
    expect(await actorOf(cookie)).toBeNull();
    expect(inside.state.asked).toEqual([]);
    await inside.stop();
  },
);

test("a provider that calls itself otherwise is not believed", async () => {
  provider.state.elsewhere = { issuer: "https://login.elsewhere.test" };
  const begun = await askAuth("sign-in/social", { body: { provider: "oidc", callbackURL: "/" } });
  expect(begun.status).toBe(503);
});

test("a token that names no groups goes by those SCIM told of; one that names others does not", async ({
  ctx,
}) => {
  const { groups: _, ...person } = somebody();
  const machine = systemCtx("SCIM", ctx.db);
  const { id } = await provisionPerson(machine, { userName: person.email });
  const group = await provisionGroup(machine, { name: "leads", members: [] });
  expect(await actorOf((await signIn(person).catch(() => ({ cookie: "" }))).cookie)).toBeNull();
  await changeGroup(machine, { id: group.id, steps: [{ how: "add", members: [id] }] });
  expect(await actorOf((await signIn(person)).cookie)).toMatchObject({ id, role: "lead" });
  const named = { ...person, groups: ["support"] };
  expect(await actorOf((await signIn(named)).cookie)).toMatchObject({ id, role: "analyst" });
  await removeGroup(machine, { id: group.id });
});

test("an account without a password, as SCIM makes them, is entered by its address and gets the role of its groups", async ({
  ctx,
}) => {
  const person = somebody({ groups: ["leads"] });
  const id = unique("user");
  await ctx.db.insert(user).values({ id, name: "Noor", email: person.email, role: "viewer" });
  expect(await actorOf((await signIn(person)).cookie)).toMatchObject({ id, role: "lead" });
});

test("whoever has to stay an administrator does, whatever their groups are by now", async ({ ctx }) => {
  const person = somebody({ groups: ["support"] });
  const id = unique("user");
  await ctx.db.update(user).set({ role: "viewer" }).where(eq(user.role, "admin"));
  const others = [unique("user"), id];
  for (const one of others)
    await ctx.db.insert(user).values({
      id: one,
      name: "Noor",
      email: one === id ? person.email : `${one}@desk.test`,
      role: "admin",
    });
  const key = { publicKey: "x", counter: 0, deviceType: "multiDevice", backedUp: true };
  await ctx.db.insert(passkey).values({ id: unique(), userId: id, credentialID: unique(), ...key });
  expect(await actorOf((await signIn(person)).cookie)).toMatchObject({ id, role: "admin" });
  await ctx.db.delete(passkey).where(eq(passkey.userId, id));
  expect(await actorOf((await signIn(person)).cookie)).toMatchObject({ id, role: "analyst" });
});

test("who was disabled here does not come in from there", async ({ ctx }) => {
  const person = somebody();
  await signIn(person);
  await ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.email, person.email));
  const { cookie } = await signIn(person).catch(() => ({ cookie: "" }));
  expect(await actorOf(cookie)).toBeNull();
});

function count(ctx: Ctx, email: string): Promise<number> {
  return ctx.db.$count(user, eq(user.email, email));
}
