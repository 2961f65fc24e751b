/** With a key of its own this desk signs what it asks, and reads what was encrypted for it; without, it says so. */
import { createVerify, generateKeyPairSync } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { test, testDatabase } from "../../testing/database";
import { providerState } from "../provider-state";
import { actorOf, authForEach, origin } from "../testing/sign-in";
import { readOwnKey } from "./own-key";
import { ask, begin, comeBack } from "./testing/saml-browser";
import {
  answerWith,
  assertionFor,
  encrypted,
  keyFileOf,
  makeSigner,
  metadataOf,
  pemOf,
  type Signer,
  signed,
} from "./testing/saml-provider";

const file = join(tmpdir(), `vigil-saml-own-${process.pid}.xml`);
const keyFile = join(tmpdir(), `vigil-saml-own-${process.pid}.pem`);
let provider: Signer;
let own: Signer;
let other: Signer;

beforeAll(async () => {
  [provider, own, other] = await Promise.all([makeSigner(), makeSigner(), makeSigner()]);
  await writeFile(file, metadataOf([provider], 'WantAuthnRequestsSigned="true"'));
  await writeFile(keyFile, keyFileOf(own));
  await testDatabase();
});
afterAll(() => Promise.all([file, keyFile].map((path) => rm(path, { force: true }))));
authForEach(() => ({
  VIGIL_URL: origin,
  VIGIL_SAML_METADATA: file,
  VIGIL_SAML_KEY: keyFile,
  VIGIL_SAML_DOMAINS: "desk.test",
  VIGIL_SAML_ROLES: '{"support": "analyst"}',
}));

const somebody = () => ({
  email: "noor@desk.test",
  attributes: { email: ["noor@desk.test"], groups: ["support"] },
});
const assertion = (url: string) => signed(assertionFor(url, somebody()), "Assertion", provider);
const ours = () => pemOf(own.certificate);

test("a request is signed so that the provider can check it", async () => {
  const { search } = new URL((await begin()).url);
  const [, asked = "", signature = ""] = /(SAMLRequest=.*)&Signature=([^&]+)/.exec(search) ?? [];
  const isRight = (text: string) =>
    createVerify("RSA-SHA256").update(text).verify(ours(), decodeURIComponent(signature), "base64");
  expect(isRight(asked)).toBe(true);
  expect(isRight(`${asked}x`)).toBe(false);
  expect(asked).toContain(
    `SigAlg=${encodeURIComponent("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")}`,
  );
});

test("the provider is told what to encrypt for and to check with", async () => {
  const told = await (await ask("saml/metadata", { method: "GET" })).text();
  expect(told).toContain('AuthnRequestsSigned="true"');
  expect(told).toMatch(/use="signing"[\s\S]+use="encryption"/);
  expect(told.replace(/\s/g, "").split(own.certificate)).toHaveLength(3);
});

test.for<[string, (url: string) => Promise<string>]>([
  ["a signed assertion", async (url) => answerWith(url, await encrypted(assertion(url), ours()))],
  [
    "a signed assertion under CBC",
    async (url) =>
      answerWith(
        url,
        await encrypted(assertion(url), ours(), {
          encryptionAlgorithm: "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        }),
      ),
  ],
  [
    "an assertion in an answer signed as a whole",
    async (url) =>
      signed(answerWith(url, await encrypted(assertionFor(url, somebody()), ours())), "Response", provider),
  ],
])("%s that was encrypted for us is read", async ([, make]) => {
  const begun = await begin();
  const { cookie } = await comeBack(begun, await make(begun.url));
  expect(await actorOf(cookie)).toMatchObject({ role: "analyst" });
});

test.for<[string, (url: string) => Promise<string>]>([
  [
    "for another key",
    async (url) => answerWith(url, await encrypted(assertion(url), pemOf(other.certificate))),
  ],
  [
    "and signed by nobody",
    async (url) => answerWith(url, await encrypted(assertionFor(url, somebody()), ours())),
  ],
  [
    "and signed by somebody else",
    async (url) =>
      answerWith(url, await encrypted(signed(assertionFor(url, somebody()), "Assertion", other), ours())),
  ],
  [
    "with a weak signature within",
    async (url) =>
      answerWith(
        url,
        await encrypted(signed(assertionFor(url, somebody()), "Assertion", provider, "sha1"), ours()),
      ),
  ],
  [
    "with a weak signature within, under another name",
    async (url) =>
      answerWith(
        url,
        (
          await encrypted(signed(assertionFor(url, somebody()), "Assertion", provider, "sha1"), ours())
        ).replace('xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"', 'xmlns:saml="urn:other"'),
      ),
  ],
  [
    "by a key locked the old way",
    async (url) =>
      answerWith(
        url,
        await encrypted(assertion(url), ours(), {
          keyEncryptionAlgorithm: "http://www.w3.org/2001/04/xmlenc#rsa-1_5",
        }),
      ),
  ],
  [
    "twice, one beside the other",
    async (url) => {
      const one = await encrypted(assertion(url), ours());
      return answerWith(url, one + one);
    },
  ],
  [
    "with what nests too deeply within",
    async (url) => answerWith(url, await encrypted("<a>".repeat(400) + "</a>".repeat(400), ours())),
  ],
  [
    "with a declared type within",
    async (url) =>
      answerWith(url, await encrypted(`<!DOCTYPE a [<!ENTITY b "c">]>${assertion(url)}`, ours())),
  ],
])("an assertion encrypted %s opens nothing", async ([, make]) => {
  const begun = await begin();
  const { location, cookie } = await comeBack(begun, await make(begun.url));
  expect(location).toBe("/login?error=saml");
  expect(await actorOf(cookie)).toBeNull();
});

test("without a key the settings say what is not read, and a provider that wants signed requests is refused with a sentence", async () => {
  expect(await providerState()).toMatchObject({ hasOwnKey: true, problem: null });
  vi.stubEnv("VIGIL_SAML_KEY", "");
  expect(await providerState()).toMatchObject({
    hasOwnKey: false,
    problem: expect.stringMatching(/VIGIL_SAML_KEY/),
  });
  const asked = await ask("sign-in/saml", { body: { callbackURL: "/inbox" } });
  expect(asked.status).toBe(503);
});

test.for<[string, (text: string) => string, RegExp]>([
  ["nothing", () => "", /private key/],
  ["no certificate", () => own.key, /certificate/],
  ["no key", () => ours(), /private key/],
  ["a certificate of another key", () => `${own.key}\n${pemOf(other.certificate)}`, /another key/],
  [
    "a short key",
    (text) => {
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
      return text.replace(own.key, String(privateKey.export({ type: "pkcs8", format: "pem" })));
    },
    /2048/,
  ],
  [
    "a key of another kind",
    (text) => {
      const { privateKey } = generateKeyPairSync("ed25519");
      return text.replace(own.key, String(privateKey.export({ type: "pkcs8", format: "pem" })));
    },
    /RSA/,
  ],
])("a file with %s is refused with a sentence", ([, make, reason]) => {
  expect(() => readOwnKey(make(keyFileOf(own)))).toThrow(reason);
});
