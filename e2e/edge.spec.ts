/** The door of the desk as it really runs: foreign names and pages are refused, and a page runs no script but its own. */
import { request as send } from "node:http";
import { connect } from "node:net";
import { expect, test } from "./fixtures";

type Answer = { status: number; text: string };

/** A request as no browser would let a page make it, for instance with a host of somebody else's. */
function ask(url: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(
      new URL(path, url),
      { method: body ? "POST" : "GET", headers, agent: false },
      (answer) => {
        let text = "";
        answer.on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

test("a name of somebody else's that points here opens nothing, not even the demo", async ({ url }) => {
  const evil = { host: "evil.example", origin: "http://evil.example", "content-type": "application/json" };
  const body = JSON.stringify({ userId: "demo-ingrid" });
  for (const path of ["/", "/login", "/inbox", "/api/inbox", "/api/auth/get-session"])
    expect((await ask(url, path, evil)).status, path).toBe(421);
  expect((await ask(url, "/api/auth/sign-in/demo", evil, body)).status).toBe(421);
});

test("what asks for another protocol, or names no address, is told at once", async ({ url }) => {
  for (const [line, more] of [
    ["GET /_next/webpack-hmr", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"],
    ["GET /api/inbox", "Upgrade: h2c\r\nConnection: Upgrade\r\n"],
    ["OPTIONS *", ""],
    ["GET http://evil.example/inbox", ""],
  ])
    expect(await spoken(url, `${line} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`), line).toMatch(
      /^HTTP\/1.1 400 /,
    );
});

/** What comes back for these very bytes until the connection ends. */
function spoken(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
}

test("an action asked for by another site's page is refused", async ({ url, signIn }) => {
  const page = await signIn("hannah");
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const action = { cookie, "next-action": "0".repeat(42), "content-type": "text/plain;charset=UTF-8" };
  const foreign = await ask(url, "/inbox", { ...action, origin: "http://evil.example" }, "[]");
  expect(foreign.status).toBe(403);
  const own = await ask(url, "/inbox", { ...action, origin: new URL(url).origin }, "[]");
  expect(own.status).not.toBe(403);
});

test.describe("a page", () => {
  // What is tried here is what the browser complains of.
  test.use({ expectedNoise: /Content Security Policy|nothing-there/ });
  for (const colorScheme of ["light", "dark"] as const)
    test(`a script that got into a page does not run, ours do, ${colorScheme}`, async ({ signIn }) => {
      const page = await signIn("hannah");
      await page.emulateMedia({ colorScheme });
      const answer = await page.goto("/inbox");
      const policy = answer?.headers()["content-security-policy"] ?? "";
      expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      const violated = await page.evaluate(async () => {
        const told = new Promise<string>((resolve) =>
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective)),
        );
        // As an attacker's markup would: an attribute that runs.
        document.body.insertAdjacentHTML(
          "beforeend",
          '<img alt="" src="/nothing-there" onerror="window.ran = true">',
        );
        return `${await told} ${"ran" in window}`;
      });
      expect(violated).toBe("script-src-attr false");
    });
});
