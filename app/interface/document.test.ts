/** The description of the interface holds every route there is, and what is answered is as it says. */
import { beforeEach, expect, vi } from "vitest";
import { z } from "zod";
import { apiRoutes } from "#lib/platform/edge/api-routes";
import { type Permission, permissions } from "#lib/platform/rules";
import { test } from "#lib/platform/testing/database";
import { keyOf } from "#lib/team/testing/key-of";
import { GET } from "../api/openapi.json/route";
import { byKey } from "./by-key";

vi.mock("next/headers", () => ({ headers: async () => new Headers(), cookies: async () => ({}) }));

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  return () => vi.unstubAllEnvs();
});

/** What only the desk's own pages ask: it changes with them, from one version to the next. */
const ofTheDesk = [
  "/api/actions/[name]/test",
  "/api/articles/links",
  "/api/attachments/[id]",
  "/api/auth/[...all]",
  "/api/connectors/[id]/test",
  "/api/connectors/mapping",
  "/api/counters",
  "/api/demo/automation",
  "/api/holidays",
  // Described by its own protocol.
  "/api/mcp",
  "/api/model/test",
  "/api/onboarding",
  "/api/oncall/handovers",
  "/api/oncall/import",
  "/api/oncall/notices/[id]/shown",
  "/api/presence",
  "/api/reads",
  "/api/scenarios/draft",
  "/api/stream",
  "/api/tools/[name]/test",
  "/api/watch/replay",
];

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(5),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.enum(["path", "query", "header"]) }))
    .default([]),
  responses: z.record(z.string(), z.unknown()),
});
const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), Operation)) });
const document = async () => Document.parse(await GET().json());

test("every route is described with all its methods, or is the desk's own", async () => {
  const { paths } = await document();
  const described = Object.entries(paths).map(
    ([path, methods]) =>
      [path.replace(/\{(\w+)\}/g, "[$1]"), Object.keys(methods).map((one) => one.toUpperCase())] as const,
  );
  const published = Object.entries(apiRoutes).filter(([path]) => !ofTheDesk.includes(path));
  const sorted = (all: readonly (readonly [string, readonly string[]])[]) =>
    Object.fromEntries(all.map(([path, methods]) => [path, methods.toSorted()]));
  expect(sorted(described)).toEqual(sorted(published));
  expect(ofTheDesk.filter((path) => !(path in apiRoutes))).toEqual([]);
});

test("names are there once, and what stands in a path is a parameter", async () => {
  const { paths } = await document();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  );
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { path, operation } of operations) {
    const inPath = operation.parameters.filter((one) => one.in === "path").map(({ name }) => name);
    expect([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)).toEqual(inPath);
    const query = operation.parameters.filter((one) => one.in === "query").map(({ name }) => name);
    expect(new Set(query).size).toBe(query.length);
  }
});

const listed = byKey.filter(({ path, method }) => method === "get" && !path.includes("{"));

test("what a key reads is what is described", async ({ ctx }) => {
  const key = await keyOf(ctx, "admin", Object.keys(permissions) as Permission[]);
  const query: Record<string, string> = {
    "/api/analytics": "?chart=backlog&from=2026-03-01&to=2026-03-02",
    "/api/analytics/tiles": "?from=2026-03-01&to=2026-03-02",
    "/api/customers": "?besides=1",
    "/api/dataset": "?format=trl-dpo",
    "/api/dataset/manifest": "?format=trl-dpo",
    "/api/incidents/major-of-ticket": "?ticketId=1",
    "/api/incidents/of-ticket": "?ticketId=1",
    "/api/passages": "?text=volume",
  };
  for (const { path, answer: schema, handler } of listed) {
    const request = new Request(`http://localhost${path}${query[path] ?? ""}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const answer = await handler(request, { params: Promise.resolve({}) });
    expect([path, answer.status]).toEqual([path, 200]);
    if (typeof schema === "string") expect(answer.headers.get("content-type")).toContain(schema);
    else expect([path, schema.safeParse(await answer.json()).error]).toEqual([path, undefined]);
  }
});
