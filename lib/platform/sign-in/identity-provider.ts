/** The identity provider people sign in at: one, set in the environment, with its domains and what its groups are here. */
import { env } from "../env";
import type { Role } from "../rules";
import type { IdentityProvider } from "./model";

/** The provider; null where none is set. */
export function identityProvider(): IdentityProvider | null {
  const set = env();
  if (set.VIGIL_SAML_METADATA)
    return { protocol: "saml", name: set.VIGIL_SAML_NAME, domains: set.VIGIL_SAML_DOMAINS };
  if (!set.VIGIL_OIDC_ISSUER || !set.VIGIL_OIDC_CLIENT_ID) return null;
  return { protocol: "oidc", name: set.VIGIL_OIDC_NAME, domains: set.VIGIL_OIDC_DOMAINS };
}

/** What groups of the provider are here, whether it names them at a sign-in or by SCIM. */
export function groupRoles(): Readonly<Record<string, Role>> {
  const { VIGIL_SAML_METADATA, VIGIL_SAML_ROLES, VIGIL_OIDC_ROLES } = env();
  return VIGIL_SAML_METADATA ? VIGIL_SAML_ROLES : VIGIL_OIDC_ROLES;
}
