/** Signing in with SAML: whom the provider names comes in, in the browser that began; every other assertion opens nothing. */
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { audit } from "#db/schema/platform";
import { account } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { test } from "../../testing/database";
import { unique } from "../../testing/unique";
import { actorOf, authForEach, cookieOf, expectNewLead, origin } from "../testing/sign-in";
import { ask, begin, comeBack, get, post } from "./testing/saml-browser";
import {
  answerWith,
  assertionFor,
  makeSigner,
  requestIn,
  type Said,
  type Signer,
  signed,
  writeMetadata,
} from "./testing/saml-provider";

const file = join(tmpdir(), `vigil-saml-${process.pid}.xml`);
const minute = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * minute);
let provider: Signer;
let next: Signer;
let other: Signer;

beforeAll(async () => {
  [provider, next, other] = await Promise.all([makeSigner(), makeSigner(), makeSigner()]);
  await writeMetadata(file, [provider, next]);
});
afterAll(() => rm(file, { force: true }));
authForEach(() => ({
  VIGIL_URL: origin,
  VIGIL_SAML_METADATA: file,
  VIGIL_SAML_DOMAINS: "desk.test",
  VIGIL_SAML_ROLES: '{"support": "analyst", "leads": "lead"}',
}));

const somebody = (groups = ["support"]): Said => {
  const nameId = unique("sub");
  const email = `${nameId}@desk.test`;
  return { nameId, email, attributes: { email: [email], displayName: ["Noor"], groups } };
};

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

const assertion = (url: string, said: Said) => signed(assertionFor(url, said), "Assertion", provider);
const inside = (xml: string, name: string) =>
  new RegExp(`<(\\w+:)?${name}[ >][\\s\\S]*</(\\w+:)?${name}>`).exec(xml)?.[0] ?? "";
/** Somebody else's assertion that looks like the good one but for whom it names. */
const evil = (url: string) => assertionFor(url, somebody(["leads"]));

test.for<[string, (url: string, said: Said) => string | Promise<string>]>([
  ["nothing signed", (url, said) => answerWith(url, assertionFor(url, said))],
  ["another key", (url, said) => answerWith(url, signed(assertionFor(url, said), "Assertion", other))],
  [
    "a weak signature",
    (url, said) => answerWith(url, signed(assertionFor(url, said), "Assertion", provider, "sha1")),
  ],
  ["changed after it was signed", (url, said) => good(url, said).replaceAll("support", "leads")],
  [
    "its signature taken out",
    (url, said) =>
      good(url, said)
        .replace(inside(good(url, said), "Signature"), "")
        .replace(/<Signature[\s\S]*<\/Signature>/, ""),
  ],
  ["another provider", (url, said) => good(url, { ...said, issuer: "https://login.elsewhere.test" })],
  ["another desk", (url, said) => good(url, { ...said, audience: "https://other.desk.test" })],
  ["nobody in particular", (url, said) => good(url, { ...said, audience: null })],
  [
    "posted for another address",
    (url, said) => good(url, { ...said, recipient: "https://other.desk.test/acs" }),
  ],
  [
    "somebody who holds a key",
    (url, said) => good(url, { ...said, method: "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key" }),
  ],
  ["an assertion that is over", (url, said) => good(url, { ...said, notOnOrAfter: ago(3) })],
  ["an assertion that is not yet valid", (url, said) => good(url, { ...said, notBefore: ago(-3) })],
  ["an assertion made long ago", (url, said) => good(url, { ...said, issuedAt: ago(13) })],
  ["no statement that somebody signed in", (url, said) => good(url, { ...said, isStatement: false })],
  ["nobody asked", (url, said) => answerWith(url, assertion(url, { ...said, inResponseTo: null }), null)],
  [
    "a request nobody made",
    (url, said) => answerWith(url, assertion(url, { ...said, inResponseTo: "_x" }), "_x"),
  ],
  [
    "an assertion of one sign-in in an answer to another",
    (url, said) => answerWith(url, assertion(url, { ...said, inResponseTo: "_of-another" })),
  ],
  [
    "an assertion that does not say to what",
    (url, said) => answerWith(url, assertion(url, { ...said, inResponseTo: null })),
  ],
  [
    "a name that changes",
    (url, said) =>
      good(url, { ...said, nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient" }),
  ],
  ["a declared type", (url, said) => `<!DOCTYPE a [<!ENTITY b "c">]>${good(url, said)}`],
  [
    "an encrypted assertion",
    (url) =>
      answerWith(
        url,
        '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><x/></saml:EncryptedAssertion>',
      ),
  ],
  ["what is no answer", () => "<hello/>"],
  ["what is no XML", () => "hello"],
  [
    "ten thousand elements in each other",
    (url) => answerWith(url, `${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}`),
  ],
  ["tags that are never closed", (url) => answerWith(url, "<a>".repeat(80_000))],
  [
    "more elements than anybody has groups",
    (url, said) => answerWith(url, "<a/>".repeat(60_000) + assertion(url, said)),
  ],
  [
    "forty elements in each other",
    (url, said) => answerWith(url, assertion(url, said) + "<a>".repeat(40) + "</a>".repeat(40)),
  ],
  [
    "two hundred signatures",
    (url, said) => answerWith(url, signatureOf(assertion(url, said)).repeat(200) + assertion(url, said)),
  ],
  // Wrapped: the signed assertion is there, and another one beside, around or within it is to be read.
  ["one before it", (url, said) => answerWith(url, evil(url) + assertion(url, said))],
  ["one behind it", (url, said) => answerWith(url, assertion(url, said) + evil(url))],
  [
    "one around it",
    (url, said) =>
      answerWith(url, evil(url).replace("</saml:Subject>", `</saml:Subject><x>${assertion(url, said)}</x>`)),
  ],
  [
    "one that took its signature, the signed one among extensions",
    (url, said) => {
      const real = assertion(url, said);
      const wrapped = evil(url).replace("</saml:Issuer>", `</saml:Issuer>${signatureOf(real)}`);
      return answerWith(
        url,
        `<samlp:Extensions>${real.replace(signatureOf(real), "")}</samlp:Extensions>${wrapped}`,
      );
    },
  ],
  [
    "one that holds the signed one within its signature",
    (url, said) => {
      const real = assertion(url, said);
      const holding = signatureOf(real).replace(
        "</Signature>",
        `<Object>${real.replace(signatureOf(real), "")}</Object></Signature>`,
      );
      return answerWith(url, evil(url).replace("</saml:Issuer>", `</saml:Issuer>${holding}`));
    },
  ],
  [
    "one of the same name",
    (url, said) => {
      const real = assertion(url, said);
      const id = / ID="([^"]+)"/.exec(real)?.[1] ?? "";
      return answerWith(
        url,
        `${evil(url)
          .replace(/ ID="[^"]+"/, ` ID="${id}"`)
          .replace("</saml:Issuer>", `</saml:Issuer>${signatureOf(real)}`)}<x>${real}</x>`,
      );
    },
  ],
  [
    "a signed answer within another",
    (url, said) => {
      const real = signed(answerWith(url, assertionFor(url, said)), "Response", provider);
      return answerWith(url, `<samlp:Extensions>${real}</samlp:Extensions>${evil(url)}`);
    },
  ],
  [
    "a signed answer within the signature of another",
    (url, said) => {
      const real = signed(answerWith(url, assertionFor(url, said)), "Response", provider);
      const holding = signatureOf(real).replace(
        "</Signature>",
        `<Object>${real.replace(signatureOf(real), "")}</Object></Signature>`,
      );
      return answerWith(url, evil(url)).replace("</saml:Issuer>", `</saml:Issuer>${holding}`);
    },
  ],
])("%s opens nothing, and is in the trail", async ([, make], { ctx }) => {
  const begun = await begin();
  const people = await ctx.db.$count(user);
  const { location, cookie } = await comeBack(begun, await make(begun.url, somebody()));
  expect(location).toMatch(/^\/login\?error=saml$|^\/login\?to=[^&]*&error=saml$/);
  expect(await actorOf(cookie)).toBeNull();
  expect(await ctx.db.$count(user)).toBe(people);
  const [row] = await ctx.db.select().from(audit).orderBy(desc(audit.id)).limit(1);
  expect(row).toMatchObject({ action: "session.refuse", actorId: "single sign-on" });
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

const good = (url: string, said: Said) => answerWith(url, assertion(url, said), said.answerTo);
const signatureOf = (xml: string) => inside(xml, "Signature");
