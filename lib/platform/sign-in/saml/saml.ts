/**
 * Signing in at an identity provider that speaks SAML 2.0. Its answer is posted by a page of the provider, which brings no
 * cookie of ours along: it is checked there, and the browser that began comes for what it says with its cookie.
 */
import { randomBytes } from "node:crypto";
import { SAML } from "@node-saml/node-saml";
import type { GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { handleOAuthUserInfo } from "better-auth/oauth2";
import { z } from "zod";
import { recordAudit } from "../../audit";
import { systemCtx } from "../../context";
import { clientHeader } from "../../edge/client";
import { env } from "../../env";
import { log } from "../../log";
import { loggedText } from "../../log-safely";
import { welcome } from "../arriving";
import { ownAddresses, ownMetadata, postedPath } from "./addresses";
import { longestAway, readAssertion } from "./assertion";
import { type OwnKey, ownKey } from "./own-key";
import { personOf } from "./person";
import { type SamlProvider, samlProvider } from "./provider-metadata";

/** Which browser began when, and where it goes then; kept until it is back. */
const Begun = z.object({
  browser: z.string(),
  beganAt: z.coerce.date(),
  to: z.string(),
  onError: z.string(),
});
const Person = z.object({
  subject: z.string(),
  email: z.string(),
  name: z.string(),
  groups: z.array(z.string()).optional(),
});
/** Whom the provider named, until the browser comes for it. */
const Arrived = Begun.extend({ person: Person });

const requestKey = (id: string) => `saml-request:${id}`;
const arrivalKey = (token: string) => `saml-arrival:${token}`;
const protocol = "saml";
/** The browser comes at once, in milliseconds. */
const comesWithin = 60_000;
const away = "/login?error=saml";

/** The plugin: begin, be posted to, come back, and what to tell the provider. */
export function saml() {
  return {
    id: protocol,
    // A page of the provider posts there; what it posts is bound to a sign-in that was begun here.
    init: () => ({ context: { skipOriginCheck: [postedPath.replace("/api/auth", "")] } }),
    endpoints: {
      beginSaml: createAuthEndpoint(
        "/sign-in/saml",
        {
          method: "POST",
          body: z.object({
            callbackURL: z.string().max(2000),
            errorCallbackURL: z.string().max(2000).optional(),
          }),
        },
        begin,
      ),
      takeSaml: createAuthEndpoint(
        "/saml/acs",
        {
          method: "POST",
          body: z.object({ SAMLResponse: z.string() }),
          metadata: { allowedMediaTypes: ["application/x-www-form-urlencoded"] },
        },
        take,
      ),
      finishSaml: createAuthEndpoint(
        "/saml/finish",
        { method: "GET", query: z.object({ token: z.string().max(100) }) },
        finish,
      ),
      tellSaml: createAuthEndpoint("/saml/metadata", { method: "GET" }, async () => {
        return new Response(ownMetadata(await ownKey()), {
          headers: { "content-type": "application/samlmetadata+xml" },
        });
      }),
    },
  } as const;
}

type At<Given> = GenericEndpointContext & Given;

/** Sends the browser there with a request of its own. */
async function begin(at: At<{ body: { callbackURL: string; errorCallbackURL?: string | undefined } }>) {
  const { provider, own } = await provided();
  const id = `_${randomBytes(20).toString("hex")}`;
  const browser = randomBytes(32).toString("base64url");
  const { callbackURL: to, errorCallbackURL: onError = "/login" } = at.body;
  await keep(at, requestKey(id), { browser, beganAt: new Date(), to, onError }, longestAway);
  const { name, attributes } = at.context.createAuthCookie(protocol, { maxAge: longestAway / 1000 });
  await at.setSignedCookie(name, browser, at.context.secret, attributes);
  return at.json({ url: await requestUrl(provider, own, id), redirect: true });
}

/** Where there is a key the request is signed, whether the provider asks for that or not. */
async function requestUrl(
  { entryPoint, certificates }: SamlProvider,
  own: OwnKey | null,
  id: string,
): Promise<string> {
  const { entityId, recipient } = ownAddresses();
  const request = new SAML({
    issuer: entityId,
    callbackUrl: recipient,
    entryPoint,
    idpCert: certificates,
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    generateUniqueId: () => id,
    ...(own && { privateKey: own.key, signatureAlgorithm: "sha256" as const }),
  });
  return request.getAuthorizeUrlAsync("", undefined, {});
}

/** Checks what was posted, and has the browser come for it. */
async function take(at: At<{ body: { SAMLResponse: string } }>): Promise<never> {
  const begun: { onError?: string } = {};
  const place = await taken(at, begun).catch(async (error: unknown) => {
    await auditAnswer(at, error);
    return withError(begun.onError, "saml");
  });
  throw at.redirect(place);
}

/**
 * An answer to a sign-in that nobody began is not even read, and each is answered once, rightly or wrongly: reading costs, and
 * anybody may post. `begun` learns where whoever asked is led otherwise.
 */
async function taken(
  at: At<{ body: { SAMLResponse: string } }>,
  begun: { onError?: string },
): Promise<string> {
  const { SAMLResponse } = at.body;
  const { provider, own } = await provided();
  const id = requestIn(SAMLResponse);
  const kept = id && (await at.context.internalAdapter.consumeVerificationValue(requestKey(id)));
  if (!kept) throw new Error("answers no sign-in that waits for one");
  const request = Begun.parse(JSON.parse(kept.value));
  begun.onError = request.onError;
  const beganAt = async (asked: string) => (asked === id ? request.beganAt : null);
  const asserted = await readAssertion(SAMLResponse, { provider, own, ...ownAddresses(), beganAt });
  const token = randomBytes(32).toString("base64url");
  await keep(at, arrivalKey(token), { ...request, person: personOf(asserted, env()) }, comesWithin);
  return `${ownAddresses().finish}?token=${token}`;
}

/** The request an answer says it is for, from its first line; what it really is for is read later, where it is signed. */
function requestIn(posted: string): string | undefined {
  const head = Buffer.from(posted.slice(0, 4_000), "base64").toString("utf8");
  return /\sInResponseTo=["'](_[0-9a-f]{40})["']/.exec(head)?.[1];
}

/** Lets the browser in that began; nobody is signed in as somebody else by a link or a form. */
async function finish(at: At<{ query: { token: string } }>): Promise<never> {
  const kept = await at.context.internalAdapter.consumeVerificationValue(arrivalKey(at.query.token));
  const { name, attributes } = at.context.createAuthCookie(protocol);
  const browser = await at.getSignedCookie(name, at.context.secret);
  at.setCookie(name, "", { ...attributes, maxAge: 0 });
  if (!kept) throw at.redirect(away);
  const { person, to, onError, browser: beganBy } = Arrived.parse(JSON.parse(kept.value));
  if (browser !== beganBy) {
    await auditAnswer(at, new Error("another browser"));
    throw at.redirect(withError(onError, "saml"));
  }
  const { subject, email, groups } = person;
  await welcome({ protocol, subject, email, isVerified: true, groups });
  const { data } = await handleOAuthUserInfo(at, {
    userInfo: { id: subject, email, name: person.name, emailVerified: true },
    account: { providerId: protocol, accountId: subject },
    callbackURL: to,
    isTrustedProvider: true,
  });
  if (!data) throw at.redirect(withError(onError, "saml"));
  await setSessionCookie(at, data);
  throw at.redirect(to);
}

async function provided(): Promise<{ provider: SamlProvider; own: OwnKey | null }> {
  return Promise.all([samlProvider(), ownKey()]).then(
    ([provider, own]) => ({ provider, own }),
    (error: unknown) => {
      const detail = loggedText(error instanceof Error ? error.message : String(error));
      log().warn({ detail }, "The identity provider cannot be asked.");
      throw new APIError("SERVICE_UNAVAILABLE", { message: "The identity provider is not set up." });
    },
  );
}

async function keep(at: GenericEndpointContext, identifier: string, value: object, forMs: number) {
  const expiresAt = new Date(Date.now() + forMs);
  await at.context.internalAdapter.createVerificationValue({
    identifier,
    value: JSON.stringify(value),
    expiresAt,
  });
}

/** Why an answer was not taken; whoever sent it learns nothing of that. */
async function auditAnswer(at: GenericEndpointContext, error: unknown): Promise<void> {
  const reason = loggedText(error instanceof Error ? error.message : String(error));
  await recordAudit(systemCtx("single sign-on"), {
    action: "session.refuse",
    entity: "user",
    entityId: "unknown",
    after: { ipAddress: at.headers?.get(clientHeader) ?? null, reason: `SAML: ${reason}` },
  });
}

function withError(page = "/login", code: string): string {
  return `${page}${page.includes("?") ? "&" : "?"}error=${encodeURIComponent(code)}`;
}
