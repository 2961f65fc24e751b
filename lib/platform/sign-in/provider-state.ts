/** How the identity provider is set, for whoever administers the desk. */
import { env } from "../env";
import { groupRoles, identityProvider } from "./identity-provider";
import type { ProviderState } from "./model";
import { ownKey } from "./saml/own-key";
import { samlProvider } from "./saml/provider-metadata";

/** Null where none is set. */
export async function providerState(): Promise<ProviderState | null> {
  const provider = identityProvider();
  if (!provider) return null;
  const roles = groupRoles();
  const issuer = env().VIGIL_OIDC_ISSUER ?? "";
  const state = { ...provider, roles, issuer, certificateEndsAt: null, hasOwnKey: false, problem: null };
  if (provider.protocol === "oidc") return state;
  try {
    const [{ entityId, endsAt }, own] = await Promise.all([samlProvider(), ownKey()]);
    return { ...state, issuer: entityId, certificateEndsAt: endsAt, hasOwnKey: own !== null };
  } catch (error) {
    return { ...state, problem: error instanceof Error ? error.message : String(error) };
  }
}
