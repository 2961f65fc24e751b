/** Signing in at an identity provider that speaks OpenID Connect: code, PKCE, state, nonce, and a signed token. */

import type { AuthContext } from "better-auth";
import { APIError } from "better-auth/api";
import {
  authorizationCodeRequest,
  createAuthorizationURL,
  getOAuth2Tokens,
  type OAuthProvider,
} from "better-auth/oauth2";
import { type JWTPayload, jwtVerify } from "jose";
import { env } from "../env";
import { welcome } from "./arriving";
import { askProvider, type Endpoints, endpointsOf } from "./oidc-endpoints";

const provider = "oidc";
/** Seconds the two clocks may differ. */
const skew = 30;

/** The plugin that signs in there: a provider of better-auth's own sign-in and callback, asked through the guarded client. */
export function oidc() {
  const { VIGIL_OIDC_ISSUER = "", VIGIL_OIDC_CLIENT_ID = "", VIGIL_OIDC_CLIENT_SECRET } = env();
  const endpoints = endpointsOf(VIGIL_OIDC_ISSUER);
  const options = { clientId: VIGIL_OIDC_CLIENT_ID, clientSecret: VIGIL_OIDC_CLIENT_SECRET };
  const found = () =>
    endpoints().catch(() => {
      throw new APIError("SERVICE_UNAVAILABLE", { message: "The identity provider cannot be asked." });
    });
  const own: OAuthProvider = {
    id: provider,
    name: provider,
    requiresIdTokenNonce: true,
    accountSubject: ({ profile }) => String(Reflect.get(profile, "sub") ?? ""),
    createAuthorizationURL: async (asked) =>
      createAuthorizationURL({
        id: provider,
        options,
        authorizationEndpoint: (await found()).authorization,
        state: asked.state,
        codeVerifier: asked.codeVerifier,
        scopes: ["openid", "email", "profile"],
        redirectURI: asked.redirectURI,
        nonce: asked.idTokenNonce,
      }),
    validateAuthorizationCode: async ({ code, codeVerifier, redirectURI }) => {
      const { token } = await found();
      const { body, headers } = await authorizationCodeRequest({ code, codeVerifier, redirectURI, options });
      const response = await askProvider(token, { method: "POST", body: String(body), headers });
      if (!response.ok) throw new Error(`The identity provider answered ${response.status}.`);
      return getOAuth2Tokens(await response.json());
    },
    getUserInfo: async ({ idToken, accessToken, expectedIdTokenNonce }) => {
      const found = await endpoints();
      const claims = await checked(found, idToken, expectedIdTokenNonce).catch(() => null);
      return claims && visitor(await withUserInfo(found, claims, accessToken));
    },
  };
  return {
    id: "oidc",
    init: ({ socialProviders }: AuthContext) => ({
      context: { socialProviders: [own, ...socialProviders] },
    }),
  } as const;
}

type Claims = JWTPayload & { sub: string };

/** What a token says, once it is certain that this provider signed it, lately, for us and for this very sign-in. */
async function checked(found: Endpoints, token = "", nonce = ""): Promise<Claims | null> {
  const { issuer, algorithms } = found;
  const { VIGIL_OIDC_CLIENT_ID: audience = "" } = env();
  const { payload } = await jwtVerify(token, found.keys, {
    issuer,
    audience,
    algorithms,
    requiredClaims: ["iss", "sub", "aud", "exp", "iat"],
    clockTolerance: skew,
  });
  const { sub, aud, azp } = payload;
  const isOurs = azp === undefined ? [aud].flat().length === 1 : azp === audience;
  return sub && isOurs && nonce && payload.nonce === nonce ? { ...payload, sub } : null;
}

/** A provider may keep the address out of its tokens: it is asked for it, and believed about the same person only. */
async function withUserInfo(found: Endpoints, claims: Claims, accessToken?: string): Promise<Claims> {
  if (claims.email !== undefined || !found.userInfo || !accessToken) return claims;
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await askProvider(found.userInfo, { headers }).catch(() => null);
  const told: unknown = response?.ok ? await response.json().catch(() => null) : null;
  if (typeof told !== "object" || told === null || Reflect.get(told, "sub") !== claims.sub) return claims;
  return { ...told, ...claims };
}

async function visitor(claims: Claims) {
  const email = String(claims.email ?? "").toLowerCase();
  const groups = claims[env().VIGIL_OIDC_GROUPS];
  const isVerified = claims.email_verified === true;
  await welcome({ protocol: provider, subject: claims.sub, email, isVerified, groups });
  return { user: { email, emailVerified: true, name: String(claims.name ?? email) }, data: claims };
}
