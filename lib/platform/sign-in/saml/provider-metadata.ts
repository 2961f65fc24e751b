/** What the identity provider says of itself: the metadata file (SAML 2.0) its administrator saved, read anew each time. */
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { env } from "../../env";
import { ownKey } from "./own-key";
import { elementsOf, readXml } from "./xml";

export type SamlProvider = {
  /** The name it signs with. */
  entityId: string;
  /** Where people are sent to. */
  entryPoint: string;
  /** With which it signs, as PEM; several while it changes them. */
  certificates: string[];
  /** When the last of them ends. */
  endsAt: Date;
  /** It takes signed requests only. */
  wantsSigned: boolean;
};

const metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
const signature = "http://www.w3.org/2000/09/xmldsig#";
const redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

/** The provider of VIGIL_SAML_METADATA. Rejects with a sentence that says what is wrong with the file, or lacks here for it. */
export async function samlProvider(): Promise<SamlProvider> {
  const { VIGIL_SAML_METADATA = "" } = env();
  const text = await readFile(VIGIL_SAML_METADATA, "utf8").catch(() => {
    throw new Error("VIGIL_SAML_METADATA names a file that cannot be read.");
  });
  const provider = readProvider(text);
  if (provider.wantsSigned && !(await ownKey()))
    throw new Error(
      "The provider takes signed requests only: set VIGIL_SAML_KEY, or let it take unsigned ones.",
    );
  return provider;
}

/** Reads it; throws with a sentence. */
export function readProvider(text: string): SamlProvider {
  const root = readXml(text);
  if (root.localName !== "EntityDescriptor" || root.namespaceURI !== metadata)
    throw new Error("This is not the metadata of one identity provider.");
  const [role, another] = elementsOf(root, metadata, "IDPSSODescriptor");
  if (!role || another) throw new Error("The metadata does not tell of one identity provider.");
  const service = elementsOf(role, metadata, "SingleSignOnService").find(
    (one) => one.getAttribute("Binding") === redirect,
  );
  const entryPoint = service?.getAttribute("Location") ?? "";
  if (!URL.canParse(entryPoint) || !/^https?:$/.test(new URL(entryPoint).protocol))
    throw new Error("The provider names no address to sign in at (HTTP-Redirect).");
  const certificates = elementsOf(role, metadata, "KeyDescriptor")
    .filter((key) => key.getAttribute("use") !== "encryption")
    .flatMap((key) => elementsOf(key, signature, "X509Certificate"))
    .map((one) => certificateOf(one.textContent ?? ""));
  if (certificates.length === 0) throw new Error("The metadata holds no certificate to sign with.");
  return {
    entityId: root.getAttribute("entityID") ?? "",
    entryPoint,
    certificates: certificates.map((one) => one.toString()),
    wantsSigned: /^(true|1)$/.test(role.getAttribute("WantAuthnRequestsSigned") ?? ""),
    endsAt: new Date(Math.max(...certificates.map(({ validTo }) => Date.parse(validTo)))),
  };
}

function certificateOf(text: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(text, "base64"));
  } catch {
    throw new Error("A certificate in the metadata cannot be read.");
  }
}
