/** A provider the desk trusts, for all tests of a file, and the answers it gives. */
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { unique } from "../../../testing/unique";
import { authForEach, origin } from "../../testing/sign-in";
import {
  answerWith,
  assertionFor,
  makeSigner,
  type Said,
  type Signer,
  signed,
  writeMetadata,
} from "./saml-provider";

/** The provider's key, the one it changes to, and somebody else's. */
export let provider: Signer;
export let next: Signer;
export let other: Signer;

/** Makes the keys and gives each test of the file a desk that trusts the first two. */
export function trustedProvider(): void {
  const file = join(tmpdir(), `vigil-saml-${process.pid}.xml`);
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
}

export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** Somebody nobody knows yet, of the groups named. */
export const somebody = (groups = ["support"]): Said => {
  const nameId = unique("sub");
  const email = `${nameId}@desk.test`;
  return { nameId, email, attributes: { email: [email], displayName: ["Noor"], groups } };
};

export const assertion = (url: string, said: Said) => signed(assertionFor(url, said), "Assertion", provider);

/** The answer that lets them in. */
export const good = (url: string, said: Said) => answerWith(url, assertion(url, said), said.answerTo);
