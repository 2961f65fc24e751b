/** Answers to a SAML sign-in that open nothing: unsigned, forged, wrapped, of another time or for another place. */
import { desc } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { user } from "#db/schema/team";
import { test } from "../../testing/database";
import { actorOf } from "../testing/sign-in";
import { begin, comeBack } from "./testing/saml-browser";
import { answerWith, assertionFor, type Said, signed } from "./testing/saml-provider";
import { ago, assertion, good, other, provider, somebody, trustedProvider } from "./testing/trusted-provider";

trustedProvider();

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

const signatureOf = (xml: string) => inside(xml, "Signature");
