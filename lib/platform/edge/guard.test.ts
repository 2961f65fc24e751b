/** What comes through the door and what does not, over real sockets. */
import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { clientHeader } from "./client";
import { makeGuard } from "./guard";

afterEach(() => vi.unstubAllEnvs());

type Answer = { status: number; headers: IncomingHttpHeaders; seen: Record<string, string>; text: string };

/** What a request with these headers meets: the answer, and the headers left for whoever answers. */
async function ask(given: {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
}): Promise<Answer> {
  const guard = makeGuard();
  const server = createServer((request, response) => {
    if (guard(request, response)) response.end(JSON.stringify(request.headers));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { path = "/inbox", method = "GET", headers = {} } = given;
  const answer = await new Promise<Answer>((resolve, reject) => {
    const request = send({ port, host: "127.0.0.1", path, method, headers, agent: false }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => {
        const seen = response.statusCode === 200 && text ? JSON.parse(text) : {};
        resolve({ status: response.statusCode ?? 0, headers: response.headers, seen, text });
      });
    });
    request.on("error", reject);
    request.end();
  });
  await new Promise((resolve) => server.close(resolve));
  return answer;
}

describe("the host asked for", () => {
  test.each([
    ["localhost:3000", 200],
    ["127.0.0.1", 200],
    ["[::1]:3000", 200],
    ["desk.localhost", 200],
    ["vigil.example.com", 200],
    ["desk:3000", 200],
    ["evil.example", 421],
    ["localhost.evil.example", 421],
    ["vigil.example.com.evil.example", 421],
    ["evil.example#localhost", 421],
    ["127.0.0.1.evil.example", 421],
    ["10.0.0.7:3000", 421],
  ])("%s: %i", async (host, status) => {
    vi.stubEnv("VIGIL_URL", "https://vigil.example.com");
    vi.stubEnv("VIGIL_HOSTS", "other, desk");
    expect((await ask({ headers: { host } })).status).toBe(status);
  });

  test("a plain address is enough where others may reach the desk", async () => {
    vi.stubEnv("HOST", "0.0.0.0");
    expect((await ask({ headers: { host: "10.0.0.7:3000" } })).status).toBe(200);
    expect((await ask({ headers: { host: "evil.example" } })).status).toBe(421);
  });

  test("deliveries and health probes may use any name", async () => {
    const headers = { host: "vigil.svc.cluster.local" };
    expect((await ask({ path: "/api/hooks/pager", method: "POST", headers })).status).toBe(200);
    expect((await ask({ path: "/api/health", headers })).status).toBe(200);
    expect((await ask({ path: "/api/healthy", headers })).status).toBe(421);
    expect((await ask({ path: "/api/inbox", headers })).status).toBe(421);
  });
});

describe("the page a change comes from", () => {
  const host = "localhost:3000";
  test.each([
    [{ origin: "http://localhost:3000" }, 200],
    [{ origin: "https://localhost:3000" }, 200],
    [{}, 200],
    [{ origin: "http://localhost:3001" }, 403],
    [{ origin: "http://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-origin" }, 200],
    [{ origin: "http://evil.example", authorization: "Bearer vgl_x" }, 200],
  ])("%j: %i", async (headers, status) => {
    for (const method of ["POST", "PUT", "DELETE"])
      expect((await ask({ method, headers: { host, ...headers } as Record<string, string> })).status).toBe(
        status,
      );
  });
});

test.each(["TRACE", "PROPFIND", "PURGE"])("%s is refused everywhere", async (method) => {
  for (const path of ["/inbox", "/api/tickets/1", "/api/hooks/hook-1", "/api/health"]) {
    const { status, headers } = await ask({ path, method, headers: { host: "localhost" } });
    expect([status, headers.allow]).toEqual([405, "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"]);
  }
});

test.each([
  ["GET", "/api/nothing", 404, undefined],
  ["POST", "/api/hooks/pager/more", 404, undefined],
  ["GET", "/api//inbox", 404, undefined],
  ["GET", "/api/tickets/", 404, undefined],
  ["PUT", "/api/inbox", 405, "HEAD, OPTIONS, GET"],
  ["GET", "/api/hooks/pager", 405, "OPTIONS, POST"],
  ["POST", "/api/scim/v2/Users/7", 405, "HEAD, OPTIONS, GET, PUT, PATCH, DELETE"],
  ["GET", "/api/tickets/%ff", 400, undefined],
  ["GET", "/api/tickets/%", 400, undefined],
  ["GET", "/api/tickets/%00", 400, undefined],
  ["POST", "/api/hooks/../presence", 400, undefined],
  ["POST", "/api/hooks/..\\presence", 400, undefined],
  ["POST", "/api/hooks/..%5cpresence", 400, undefined],
  ["POST", "/api/hooks/%2e%2e/presence", 400, undefined],
  ["POST", "/api/hooks/x%2f..%2f..%2fpresence", 400, undefined],
  ["POST", "/api/hooks/.", 400, undefined],
] as const)("%s %s is refused with a document: %i", async (method, path, status, allow) => {
  const { headers, text, ...answer } = await ask({ method, path, headers: { host: "localhost" } });
  expect([answer.status, headers.allow, headers["content-type"]]).toEqual([
    status,
    allow,
    "application/problem+json",
  ]);
  expect(JSON.parse(text)).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
});

test.each([
  ["GET", "/api/inbox/"],
  ["HEAD", "/api/inbox"],
  ["OPTIONS", "/api/hooks/pager"],
  ["GET", "/api/incidents/of-ticket"],
  ["GET", "/api/incidents/7/major"],
  ["POST", "/api/auth/sign-in/email"],
  ["POST", "/tickets/7"],
])("%s %s is handed on", async (method, path) => {
  expect((await ask({ method, path, headers: { host: "localhost" } })).status).toBe(200);
});

test("what cannot be read as an address is refused for people too", async () => {
  const { status, text } = await ask({ path: "/tickets/%c0%af", headers: { host: "localhost" } });
  expect([status, text]).toEqual([400, "The address is not written as addresses are.\n"]);
});

test.each([
  ["/api/auth/saml/acs", 200],
  ["/api/auth/saml/acs?to=/inbox", 200],
  ["/api/auth/saml/acs/", 403],
  ["/api/auth/saml/finish", 403],
  ["//api/auth/saml/acs", 403],
  ["/api/auth/saml/../sign-in/email", 400],
])("a page of an identity provider may post to %s: %i", async (path, status) => {
  const headers = { host: "localhost:3000", origin: "https://login.example.com" };
  expect((await ask({ path, method: "POST", headers })).status).toBe(status);
});

describe("what a sender says of itself", () => {
  const forged = { host: "localhost", "x-forwarded-for": "127.0.0.9", [clientHeader]: "127.0.0.9" };

  test("is not believed of a stranger", async () => {
    vi.stubEnv("VIGIL_TRUSTED_PROXIES", "10.0.0.0/8");
    vi.stubEnv("LOG_LEVEL", "silent");
    const headers = { ...forged, "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
    const { seen, headers: answered } = await ask({ headers });
    expect(seen).toMatchObject({ [clientHeader]: "127.0.0.1", host: "localhost" });
    expect(Object.keys(seen).filter((name) => name.startsWith("x-forwarded"))).toEqual([]);
    expect(answered["strict-transport-security"]).toBeUndefined();
  });

  test("is believed of a proxy of ours", async () => {
    vi.stubEnv("VIGIL_TRUSTED_PROXIES", "127.0.0.1");
    vi.stubEnv("VIGIL_HOSTS", "vigil.example.com");
    const { seen, headers } = await ask({
      headers: {
        host: "upstream",
        "x-forwarded-for": "198.51.100.7",
        "x-forwarded-host": "vigil.example.com",
        "x-forwarded-proto": "https",
      },
    });
    expect(seen).toMatchObject({ [clientHeader]: "198.51.100.7", host: "vigil.example.com" });
    expect(headers["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
  });
});

test("every answer says what a browser must not do, refusals too", async () => {
  const first = await ask({
    headers: { host: "localhost", "content-security-policy": "script-src 'nonce-mine'" },
  });
  const policy = String(first.headers["content-security-policy"]);
  expect(first.seen["content-security-policy"]).toBe(policy);
  const scripts = /script-src ([^;]+)/.exec(policy)?.[1];
  expect(scripts).toMatch(/^'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-eval");
  const again = await ask({ headers: { host: "localhost" } });
  expect(again.headers["content-security-policy"]).not.toBe(policy);
  const refused = await ask({ headers: { host: "evil.example" } });
  for (const { headers } of [first, refused])
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
    });
  expect(first.headers["cross-origin-opener-policy"]).toBe("same-origin");
  const { headers } = await ask({ path: "/api/inbox", headers: { host: "localhost" } });
  expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
});
