/** The metadata file of an identity provider: read, or refused with a sentence that says what is wrong. */
import { beforeAll, expect, test } from "vitest";
import { readProvider } from "./provider-metadata";
import { makeSigner, metadataOf, providerName, type Signer } from "./testing/saml-provider";

let signers: Signer[];
beforeAll(async () => {
  signers = await Promise.all([makeSigner(), makeSigner()]);
});

test("its name, its address and all its certificates are read", () => {
  const { entityId, entryPoint, certificates, endsAt } = readProvider(metadataOf(signers));
  expect(entityId).toBe(providerName);
  expect(entryPoint).toBe("https://login.provider.test/sso?tenant=1");
  expect(certificates).toHaveLength(2);
  expect(endsAt.getTime()).toBeGreaterThan(Date.now());
});

test.for<[string, (text: string) => string, RegExp]>([
  ["no XML", () => "hello", /XML/],
  ["what breaks off", (text) => text.slice(0, -20), /well-formed|XML/],
  ["a page", () => "<html><body/></html>", /not the metadata/],
  ["a declared type", (text) => text.replace("?>", '?><!DOCTYPE a SYSTEM "file:///etc/passwd">'), /type/],
  ["no certificate", () => metadataOf([]), /no certificate/],
  [
    "a broken certificate",
    (text) => text.replace(/<ds:X509Certificate>[^<]+/, "<ds:X509Certificate>AAAA"),
    /cannot be read/,
  ],
  [
    "an address of a script",
    (text) => text.replace("https://login.provider.test/sso", "javascript:alert"),
    /no address/,
  ],
])("%s is refused", ([, make, reason]) => {
  expect(() => readProvider(make(metadataOf(signers)))).toThrow(reason);
});
