/** A small identity provider that speaks OpenID Connect, for tests: whoever comes is whom the test says. */
import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Claims = Record<string, unknown>;
type Asked = { challenge: string; nonce: string | null };

/**
 * Starts one; `person` are the claims of the next sign-in, `spoil` changes a token before it is signed, `elsewhere` the addresses
 * it tells of, `userInfo` is what it says to who holds an access token. `asked` are the paths it was asked for.
 */
export async function startIdentityProvider(host = "127.0.0.1") {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const asked = new Map<string, Asked>();
  const state = {
    person: {} as Claims,
    spoil: (claims: Claims): Claims => claims,
    key: privateKey,
    elsewhere: {} as Record<string, string>,
    userInfo: {} as Claims,
    asked: [] as string[],
  };
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", issuer());
    state.asked.push(pathname);
    const json = (body: unknown, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/.well-known/openid-configuration")
      return json({
        issuer: issuer(),
        authorization_endpoint: `${issuer()}/authorize`,
        token_endpoint: `${issuer()}/token`,
        userinfo_endpoint: `${issuer()}/userinfo`,
        jwks_uri: `${issuer()}/jwks`,
        id_token_signing_alg_values_supported: ["RS256"],
        ...state.elsewhere,
      });
    if (pathname === "/userinfo") return json(state.userInfo);
    if (pathname === "/jwks")
      return json({
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }],
      });
    if (pathname !== "/token") return json({}, 404);
    let body = "";
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    const question = asked.get(form.get("code") ?? "");
    const proof = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!question || proof !== question.challenge) return json({ error: "invalid_grant" }, 400);
    const now = Math.floor(Date.now() / 1000);
    const claims = state.spoil({
      iss: issuer(),
      aud: "vigil",
      iat: now,
      exp: now + 60,
      nonce: question.nonce,
      ...state.person,
    });
    json({ access_token: "x", token_type: "Bearer", id_token: jwt(claims) });
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  const issuer = () => `http://${host}:${(server.address() as AddressInfo).port}`;
  const jwt = (claims: Claims) => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "RS256", kid: "1" })}.${part(claims)}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), state.key).toString("base64url")}`;
  };
  return {
    issuer: issuer(),
    state,
    /** What its sign-in page sends back with: the address it was gone to with, answered. */
    answer(authorizationUrl: string): { code: string; state: string } {
      const { searchParams } = new URL(authorizationUrl);
      const code = randomUUID();
      asked.set(code, {
        challenge: searchParams.get("code_challenge") ?? "",
        nonce: searchParams.get("nonce"),
      });
      return { code, state: searchParams.get("state") ?? "" };
    },
    stop: () => new Promise((done) => server.close(done)),
  };
}
