/** The key of this desk, where its operator gave it one: requests are signed with it, and assertions encrypted for it. */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { env } from "../../env";

/** As PEM; `certificate` is what the provider is told. */
export type OwnKey = { key: string; certificate: string };

/** What a key has to have at least, in bits. */
const shortest = 2048;
const certificateIn = /-----BEGIN CERTIFICATE-----[^-]{1,20000}-----END CERTIFICATE-----/;

/** The key of VIGIL_SAML_KEY, read anew each time; null where none is set. Rejects with a sentence that says what is wrong with the file. */
export async function ownKey(): Promise<OwnKey | null> {
  const { VIGIL_SAML_KEY } = env();
  if (!VIGIL_SAML_KEY) return null;
  const text = await readFile(VIGIL_SAML_KEY, "utf8").catch(() => {
    throw new Error("VIGIL_SAML_KEY names a file that cannot be read.");
  });
  return readOwnKey(text);
}

/** Reads it; throws with a sentence. */
export function readOwnKey(text: string): OwnKey {
  const key = reading("private key", () => createPrivateKey(text));
  const certificate = reading("certificate", () => new X509Certificate(certificateIn.exec(text)?.[0] ?? ""));
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== "rsa" || modulusLength < shortest)
    throw new Error(`The key in VIGIL_SAML_KEY is no RSA key of at least ${shortest} bits.`);
  if (!certificate.checkPrivateKey(key))
    throw new Error("The certificate in VIGIL_SAML_KEY belongs to another key.");
  return {
    key: key.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: certificate.toString(),
  };
}

function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new Error(
      `The file of VIGIL_SAML_KEY holds no ${what} that can be read (PEM, without a password).`,
    );
  }
}
