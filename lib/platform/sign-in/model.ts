/** How people sign in: what a role is asked for. */
import { z } from "zod";
import { type Role, roles } from "../rules";

/** The roles that have to sign in with more than a password. */
export const SecondFactorRule = z.object({ roles: z.array(z.enum(roles)).max(roles.length) });
export type SecondFactorRule = z.infer<typeof SecondFactorRule>;
/** `seen`: the roles the form was filled with; others that somebody else chose since stay. */
export const SetSecondFactorRule = SecondFactorRule.extend({ seen: SecondFactorRule.shape.roles.optional() });
export const secondFactorKey = "security.second_factor";

/** How the identity provider is spoken to; also its name in addresses and in the table of accounts. */
export type Protocol = "oidc" | "saml";

/** The identity provider people sign in at. */
export type IdentityProvider = {
  protocol: Protocol;
  /** How it is called on the sign-in page. */
  name: string;
  /** Domains of the addresses that may come from there; none named: all it has verified. */
  domains: readonly string[];
};

/** How it is set, for whoever administers the desk. */
export type ProviderState = IdentityProvider & {
  /** What the provider calls itself. */
  issuer: string;
  roles: Readonly<Record<string, Role>>;
  /** When its last certificate ends; null where it has none here. */
  certificateEndsAt: Date | null;
  /** This desk has a key of its own: requests are signed, and encrypted assertions are read (SAML). */
  hasOwnKey: boolean;
  /** Why nobody can sign in there; null where nothing is known to be wrong. */
  problem: string | null;
};
