/** The guard knows every route and every way it may be asked. */
import { readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { apiRoutes, methodsOf } from "#lib/platform/edge/api-routes";

vi.mock("next/headers", () => ({ headers: async () => new Headers(), cookies: async () => ({}) }));

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

test("each route stands in the table with its methods, and nothing else does", async () => {
  const files = readdirSync("app/api", { recursive: true, encoding: "utf8" });
  const routes = files.filter((path) => path.endsWith("route.ts"));
  const found = await Promise.all(
    routes.map(async (path) => {
      const exports: Record<string, unknown> = await import(/* @vite-ignore */ `./api/${path}`);
      const folder = `/api/${path}`.replace(/\/route\.ts$/, "");
      return [folder, methods.filter((method) => method in exports)] as const;
    }),
  );
  expect(apiRoutes).toEqual(Object.fromEntries(found));
});

test.each(Object.entries(apiRoutes))("%s is found by an address of its kind", (path, answered) => {
  const address = path.replace(/\[\.\.\.\w+\]/, "any/thing").replace(/\[\w+\]/g, "7");
  expect(methodsOf(address)).toEqual(answered);
});
