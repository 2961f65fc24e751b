/** Where this desk's own side of SAML stands: what is told to the identity provider. */
import { generateServiceProviderMetadata } from "@node-saml/node-saml";
import { env } from "../../env";
import type { OwnKey } from "./own-key";

/** Where the provider posts to. */
export const postedPath = "/api/auth/saml/acs";

/** This desk's name and address, as the provider is told them. */
export function ownAddresses(): { entityId: string; recipient: string; finish: string } {
  const desk = (env().VIGIL_URL ?? "").replace(/\/$/, "");
  return {
    entityId: `${desk}/api/auth/saml/metadata`,
    recipient: `${desk}${postedPath}`,
    finish: `${desk}/api/auth/saml/finish`,
  };
}

/** The metadata to be given to the provider; with a key it says that requests are signed, and what to encrypt for. */
export function ownMetadata(own: OwnKey | null): string {
  const { entityId, recipient } = ownAddresses();
  return generateServiceProviderMetadata({
    issuer: entityId,
    callbackUrl: recipient,
    identifierFormat: null,
    wantAssertionsSigned: true,
    ...(own && {
      privateKey: own.key,
      publicCerts: own.certificate,
      signatureAlgorithm: "sha256" as const,
      decryptionPvk: own.key,
      decryptionCert: own.certificate,
    }),
  });
}
