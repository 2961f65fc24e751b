/** The files to run Vigil elsewhere name programs, variables, addresses and metrics that there are. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Environment } from "#lib/platform/env";

const files = ["Dockerfile", "compose.yaml", ...filesBelow("deploy")];
const texts = files.map((file) => [file, readFileSync(file, "utf8")] as const);

test.each(texts)("%s names variables Vigil reads", (_, text) => {
  const known = Object.keys(Environment.shape);
  const named = text.match(/\b(?:VIGIL|OPENAI|DATABASE)_[A-Z_]+\b/g) ?? [];
  expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
});

test.each(texts)("%s starts programs and asks addresses that are there", (_, text) => {
  const programs = text.match(/\b(?:app|lib|db)\/[\w/-]+\.(?:ts|mjs)\b/g) ?? [];
  expect(programs.filter((path) => !existsSync(path))).toEqual([]);
  const addresses = text.match(/\/api\/[a-z/]+/g) ?? [];
  expect(addresses.filter((path) => !existsSync(join("app", path, "route.ts")))).toEqual([]);
});

test("the alerts ask for metrics there are", () => {
  const source = readFileSync("lib/operations/metrics.ts", "utf8");
  const asked = readFileSync("deploy/prometheus/alerts.yaml", "utf8").match(/\bvigil_[a-z_]+/g) ?? [];
  expect(asked.length).toBeGreaterThan(5);
  expect([...new Set(asked)].filter((name) => !source.includes(`"${name}"`))).toEqual([]);
});

test("the image holds all that web and worker read", () => {
  const dockerfile = readFileSync("Dockerfile", "utf8");
  for (const part of [
    "package.json",
    "tsconfig.json",
    "next.config.ts",
    "node_modules",
    ".next",
    "app",
    "lib",
    "db",
  ])
    expect(dockerfile, part).toContain(`/app/${part}`);
  expect(dockerfile).toMatch(/^USER node$/m);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
