/** Where this desk's own side of SAML stands: what is told to the identity provider. */
import { generateServiceProviderMetadata } from "@node-saml/node-saml";
import { env } from "../../env";

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

/** The metadata to be given to the provider. */
export function ownMetadata(): string {
  const { entityId, recipient } = ownAddresses();
  return generateServiceProviderMetadata({
    issuer: entityId,
    callbackUrl: recipient,
    identifierFormat: null,
    wantAssertionsSigned: true,
  });
}
