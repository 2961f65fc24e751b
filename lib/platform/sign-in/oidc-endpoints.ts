/** The identity provider's own addresses (OpenID Connect), found where it says, and asked through the guarded client alone. */
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { env } from "../env";
import { log } from "../log";
import { loggedText } from "../log-safely";
import { insideOf } from "../outgoing/addresses";
import { guardedFetch } from "../outgoing/guarded-fetch";

/** Where it is asked what, and how its tokens are signed. */
export type Endpoints = {
  issuer: string;
  authorization: string;
  token: string;
  userInfo: string | null;
  keys: JWTVerifyGetKey;
  algorithms: string[];
};

/** Nobody who signs in waits longer for one answer, in milliseconds. */
const timeout = 10_000;
/** No answer of a provider is longer, in bytes. */
const longest = 512_000;

/** Only these are taken, whatever the provider offers: none of them can be made with what is public. */
const signing = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

const web = z.url({ protocol: /^https?$/ });
const Discovery = z.object({
  issuer: web,
  authorization_endpoint: web,
  token_endpoint: web,
  userinfo_endpoint: web.optional(),
  jwks_uri: web,
  id_token_signing_alg_values_supported: z.array(z.string()).default(["RS256"]),
});

/**
 * Asks the provider; no redirect is followed, nothing endless read. Rejects for an address that may not be reached, and says so
 * in the log.
 */
export async function askProvider(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const { VIGIL_OUTGOING_PRIVATE, VIGIL_OIDC_NETWORKS } = env();
  const ask = guardedFetch(insideOf(VIGIL_OUTGOING_PRIVATE, VIGIL_OIDC_NETWORKS));
  try {
    const response = await ask(url, { ...init, signal: AbortSignal.timeout(timeout) });
    const body = await bytesOf(response);
    return new Response(body, { status: response.status, headers: response.headers });
  } catch (error) {
    const reason = loggedText(error instanceof Error ? error.message : String(error));
    const detail = reason.replace("VIGIL_OUTGOING_PRIVATE=1", "VIGIL_OIDC_NETWORKS");
    log().warn({ detail }, "The identity provider could not be asked.");
    throw error;
  }
}

/** Null for none. */
async function bytesOf({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > longest) throw new Error(`Its answer is longer than ${longest / 1000} kB.`);
    chunks.push(chunk);
  }
  return chunks.length > 0 ? new Uint8Array(Buffer.concat(chunks)) : null;
}

/** What an issuer says of itself; asked once, and again while it does not answer. */
export function endpointsOf(issuer: string): () => Promise<Endpoints> {
  let found: Promise<Endpoints> | null = null;
  return () => {
    found ??= discover(issuer).catch((error: unknown) => {
      found = null;
      throw error;
    });
    return found;
  };
}

async function discover(issuer: string): Promise<Endpoints> {
  const bare = issuer.replace(/\/$/, "");
  const response = await askProvider(`${bare}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`The identity provider answered ${response.status}.`);
  const told = Discovery.parse(await response.json());
  if (told.issuer.replace(/\/$/, "") !== bare) {
    log().warn("The identity provider calls itself otherwise than VIGIL_OIDC_ISSUER does.");
    throw new Error("another issuer");
  }
  return {
    issuer: told.issuer,
    authorization: told.authorization_endpoint,
    token: told.token_endpoint,
    userInfo: told.userinfo_endpoint ?? null,
    keys: createRemoteJWKSet(new URL(told.jwks_uri), { [customFetch]: askProvider }),
    algorithms: told.id_token_signing_alg_values_supported.filter((one) => signing.includes(one)),
  };
}
