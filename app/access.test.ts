/** Every route and every action against whoever asks: signed out, with a key of each scope, with each role. New ones are found by themselves. */

import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, vi } from "vitest";
import { type Permission, permissions, roleMay, roles } from "#lib/platform/rules";
import { test } from "#lib/platform/testing/database";
import { keyOf } from "#lib/team/testing/key-of";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined, delete: () => {}, set: () => {} }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
});
afterEach(() => vi.unstubAllEnvs());

/** Routes with a door of their own; each has tests of its own. */
const ownDoors: Record<string, string> = {
  "app/api/auth/[...all]/route.ts": "signs in",
  "app/api/demo/automation/route.ts": "takes signed calls of the demo's own actions",
  "app/api/health/route.ts": "tells whether it is well",
  "app/api/health/live/route.ts": "tells whether it lives",
  "app/api/health/ready/route.ts": "tells whether it is ready",
  "app/api/hooks/[connector]/route.ts": "takes signed deliveries",
  "app/api/oncall/feeds/[secret]/route.ts": "asks for the secret of a calendar address",
  "app/api/scim/v2/Groups/route.ts": "asks for the identity provider's token",
  "app/api/scim/v2/Groups/[id]/route.ts": "asks for the identity provider's token",
  "app/api/scim/v2/Users/route.ts": "asks for the identity provider's token",
  "app/api/scim/v2/Users/[id]/route.ts": "asks for the identity provider's token",
  "app/api/metrics/route.ts": "asks for a key, or this machine",
  "app/api/metrics/[source]/changes/route.ts": "takes what its source's token sends",
  "app/api/metrics/[source]/dependencies/route.ts": "takes what its source's token sends",
  "app/api/metrics/[source]/v1/metrics/route.ts": "takes what its source's token sends",
  "app/api/metrics/[source]/write/route.ts": "takes what its source's token sends",
  "app/api/openapi.json/route.ts": "describes the interface, the same everywhere",
  "app/api/status/[format]/route.ts": "shows anybody what people published",
};

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const scopes = Object.keys(permissions) as Permission[];
type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;

const files = readdirSync("app", { recursive: true, encoding: "utf8" }).map((path) => `app/${path}`);
const routes = await Promise.all(
  files
    .filter((path) => path.endsWith("/route.ts") && !(path in ownDoors))
    .sort()
    .map(async (path) => {
      const exports: Record<string, unknown> = await import(/* @vite-ignore */ `../${path}`);
      return methods.flatMap((method) => {
        const handler = exports[method];
        return typeof handler === "function"
          ? [{ name: `${method} ${path}`, path, method, handler: handler as Handler }]
          : [];
      });
    }),
);
const actions = await Promise.all(
  files
    .filter((path) => /\/actions\.ts$/.test(path) && path !== "app/setup/actions.ts")
    .sort()
    .map(async (path) => {
      const exports: Record<string, unknown> = await import(/* @vite-ignore */ `../${path}`);
      return Object.entries(exports).flatMap(([name, value]) =>
        typeof value === "function"
          ? [{ name: `${path} ${name}`, run: value as (input: unknown) => Promise<unknown> }]
          : [],
      );
    }),
);

/** Asks a route, and hangs up on whatever it answers. */
async function ask(
  { path, method, handler }: { path: string; method: string; handler: Handler },
  key?: string,
) {
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? "");
  const address = path.slice("app".length, -"/route.ts".length).replace(/\[\w+\]/g, "0");
  const hangUp = new AbortController();
  const request = new Request(`http://localhost${address}`, {
    method,
    signal: hangUp.signal,
    headers: { host: "localhost", ...(key && { authorization: `Bearer ${key}` }) },
    ...(method !== "GET" && { body: "{}" }),
  });
  const params = Promise.resolve(Object.fromEntries(names.map((name) => [name, "0"])));
  const { status, body } = await handler(request, { params });
  hangUp.abort();
  await body?.cancel().catch(() => {});
  return status;
}

describe.each(routes.flat())("$name", (route) => {
  test("is closed to whoever is signed out, and to a key without scopes", async ({ ctx }) => {
    expect(await ask(route)).toBe(401);
    expect(await ask(route, "vgl_nobody-has-this-one")).toBe(401);
    expect(await ask(route, await keyOf(ctx, "admin", []))).toBe(403);
  });

  test("opens to nobody without its scope, and to the roles that have it", async ({ ctx }) => {
    const opening: Permission[] = [];
    for (const scope of scopes) {
      const isWide = await ask(
        route,
        await keyOf(
          ctx,
          "admin",
          scopes.filter((other) => other !== scope),
        ),
      );
      if (isWide === 403) opening.push(scope);
    }
    expect(opening.length).toBeGreaterThan(0);
    for (const role of roles) {
      const status = await ask(route, await keyOf(ctx, role, scopes));
      const isAllowed = opening.every((scope) => roleMay(role, scope));
      expect(status === 403, `${role} for ${opening}`).toBe(!isAllowed);
    }
  });
});

describe.each(actions.flat())("$name", ({ run }) => {
  test("does nothing for whoever is signed out", async ({ ctx }) => {
    expect(ctx).toBeDefined();
    expect(await run({})).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  });
});

test("what has a door of its own still exists", () => {
  expect(Object.keys(ownDoors).filter((path) => !files.includes(path))).toEqual([]);
});
