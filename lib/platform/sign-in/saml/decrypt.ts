/** Opens what a provider encrypted for this desk, where it is locked in a way that can be relied on. */
import { decrypt } from "xml-encryption";
import { elementsOf } from "./xml";

/** The library that reads it goes by names alone, and so does what looks at it before. */
const any = "*";
const encryption = "http://www.w3.org/2001/04/xmlenc#";
/** The key is locked by RSA-OAEP: from the older way others can learn it by asking often enough (Bleichenbacher). */
const safe = new Set([
  `${encryption}rsa-oaep-mgf1p`,
  `${encryption}aes128-cbc`,
  `${encryption}aes256-cbc`,
  "http://www.w3.org/2009/xmlenc11#aes128-gcm",
  "http://www.w3.org/2009/xmlenc11#aes256-gcm",
]);

/** The assertion in it as it was before; null where none is encrypted. Rejects for more than one, and for what does not open. */
export async function decrypted(root: Element, key: string | undefined): Promise<string | null> {
  const [found, another] = elementsOf(root, any, "EncryptedAssertion");
  if (!found) return null;
  if (another) throw new Error("several encrypted assertions");
  if (!key) throw new Error("encrypted assertion, and VIGIL_SAML_KEY is not set");
  const methods = elementsOf(found, any, "EncryptionMethod");
  if (methods.length !== 2 || methods.some((one) => !safe.has(one.getAttribute("Algorithm") ?? "")))
    throw new Error("encrypted in a way that is not supported");
  return new Promise((resolve, reject) => {
    // Whoever sent it learns nothing of why it did not open, nor does the trail.
    const options = { key, disallowDecryptionWithInsecureAlgorithm: true, warnInsecureAlgorithm: false };
    decrypt(found.toString(), options, (error, text) =>
      error || typeof text !== "string" ? reject(new Error("encrypted for another key")) : resolve(text),
    );
  });
}
