/** Signing in with SAML: whom the provider names comes in, once, in the browser that began. */
import { and, eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { audit } from "#db/schema/platform";
import { account } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { test } from "../../testing/database";
import { unique } from "../../testing/unique";
import { actorOf, cookieOf, expectNewLead, origin } from "../testing/sign-in";
import { ask, begin, comeBack, get, post } from "./testing/saml-browser";
import { answerWith, assertionFor, requestIn, type Said, signed } from "./testing/saml-provider";
import { ago, good, next, provider, somebody, trustedProvider } from "./testing/trusted-provider";

trustedProvider();

test("who comes for the first time gets an account with the role of their groups, audited, and the page they asked for", async ({
  ctx,
}) => {
  const begun = await begin("/tickets/3?event=7");
  const said = somebody(["support", "leads", "others"]);
  const { location, cookie } = await comeBack(begun, good(begun.url, said));
  expect(location).toBe("/tickets/3?event=7");
  await expectNewLead(ctx, cookie);
});

test.for([
  [
    "an answer signed as a whole",
    (url: string, said: Said) => signed(answerWith(url, assertionFor(url, said)), "Response", provider),
  ],
  [
    "the key the provider changes to",
    (url: string, said: Said) => answerWith(url, signed(assertionFor(url, said), "Assertion", next)),
  ],
  [
    "a clock a minute ahead",
    (url: string, said: Said) => good(url, { ...said, notBefore: ago(-1), issuedAt: ago(-1) }),
  ],
] as const)("%s is taken", async ([, make]) => {
  const begun = await begin();
  const { cookie } = await comeBack(begun, make(begun.url, somebody()));
  expect(await actorOf(cookie)).toMatchObject({ role: "analyst" });
});

test("an address with a comment in it is read whole", async ({ ctx }) => {
  const begun = await begin();
  const said = somebody();
  const forged = `${said.email}<!---->.evil.test`;
  const { location } = await comeBack(
    begun,
    good(begun.url, { ...said, attributes: { email: [forged], groups: ["support"] } }),
  );
  expect(location).toContain("ADDRESS_NOT_WELCOME");
  expect(await ctx.db.$count(user, eq(user.email, said.email))).toBe(0);
});

test("an answer is good once, however many arrive at once", async () => {
  const begun = await begin();
  const answer = good(begun.url, somebody());
  const came = await Promise.all([1, 2, 3].map(() => post(answer)));
  const places = came.map((one) => one.headers.get("location") ?? "");
  expect(places.filter((place) => place.includes("/saml/finish?token="))).toHaveLength(1);
  expect((await post(answer)).headers.get("location")).toContain("error=saml");
  const finish = places.find((place) => place.includes("token=")) ?? "";
  expect(await actorOf(cookieOf(await get(finish, begun.cookie)))).not.toBeNull();
  expect((await get(finish, begun.cookie)).headers.get("location")).toContain("error=saml");
});

test("an answer that was not taken is not read a second time, mended or not", async () => {
  const begun = await begin();
  const said = somebody();
  await post(answerWith(begun.url, assertionFor(begun.url, said)));
  const { location, cookie } = await comeBack(begun, good(begun.url, said));
  expect(location).toContain("error=saml");
  expect(await actorOf(cookie)).toBeNull();
});

test("a browser that did not begin is not let in, by a link or a form of somebody else", async () => {
  const [attacker, victim] = [await begin(), await begin()];
  for (const cookie of ["", victim.cookie]) {
    const begun = await begin();
    const posted = await post(good(begun.url, somebody()));
    const came = await get(posted.headers.get("location") ?? "", cookie);
    expect(came.headers.get("location")).toContain("error=saml");
    expect(await actorOf(cookieOf(came))).toBeNull();
  }
  expect(requestIn(attacker.url).id).not.toBe(requestIn(victim.url).id);
});

test.for([
  [
    "an address of another domain",
    "ADDRESS_NOT_WELCOME",
    (said: Said) => ({ ...said, attributes: { email: ["noor@elsewhere.test"], groups: ["support"] } }),
  ],
  [
    "nobody's group",
    "NO_ROLE",
    (said: Said) => ({ ...said, attributes: { email: [said.email], groups: ["strangers"] } }),
  ],
] as const)("%s does not come in, and gets no account", async ([, code, change], { ctx }) => {
  const begun = await begin();
  const people = await ctx.db.$count(user);
  const { location, cookie } = await comeBack(begun, good(begun.url, change(somebody())));
  expect(location).toContain(`error=${code}`);
  expect(await actorOf(cookie)).toBeNull();
  expect(await ctx.db.$count(user)).toBe(people);
});

test("nobody comes from there into an account that has a password, not even who came into it before it had one", async ({
  ctx,
}) => {
  const said = somebody(["leads"]);
  const first = await begin();
  const actor = await actorOf((await comeBack(first, good(first.url, said))).cookie);
  const id = actor?.id ?? "";
  await ctx.db
    .insert(account)
    .values({ id: unique(), accountId: id, providerId: "credential", userId: id, password: "x" });
  const renamed = `${unique("new")}@desk.test`;
  for (const email of [said.email, renamed]) {
    const begun = await begin();
    const changed = { ...said, attributes: { email: [email], groups: ["leads"] } };
    const { location, cookie } = await comeBack(begun, good(begun.url, changed));
    expect(location).toContain("ACCOUNT_HAS_PASSWORD");
    expect(await actorOf(cookie)).toBeNull();
  }
  expect(await ctx.db.$count(user, eq(user.email, renamed))).toBe(0);
});

test("who was disabled here does not come in from there; a role follows the groups", async ({ ctx }) => {
  const said = somebody();
  const again = async (groups: string[]) => {
    const begun = await begin();
    const changed = { ...said, attributes: { email: [said.email], groups } };
    return actorOf((await comeBack(begun, good(begun.url, changed))).cookie);
  };
  expect(await again(["support"])).toMatchObject({ role: "analyst" });
  expect(await again(["leads"])).toMatchObject({ role: "lead" });
  const changes = and(eq(audit.action, "person.change_role"), eq(audit.actorId, "single sign-on"));
  expect(await ctx.db.$count(audit, changes)).toBeGreaterThan(0);
  await ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.email, said.email));
  expect(await again(["leads"])).toBeNull();
});

test("nobody is led to another site, and the desk tells the provider its own name and address", async () => {
  vi.mocked(console.error).mockImplementation(() => {});
  const asked = await ask("sign-in/saml", { body: { callbackURL: "https://evil.test/" } });
  expect(asked.status).toBe(403);
  // The library says it aloud.
  vi.mocked(console.error).mockClear();
  const told = await (await ask("saml/metadata", { method: "GET" })).text();
  expect(told).toContain(`entityID="${origin}/api/auth/saml/metadata"`);
  expect(told).toContain(`Location="${origin}/api/auth/saml/acs"`);
  const { issuer, recipient } = requestIn((await begin()).url);
  expect([issuer, recipient]).toEqual([`${origin}/api/auth/saml/metadata`, `${origin}/api/auth/saml/acs`]);
});
