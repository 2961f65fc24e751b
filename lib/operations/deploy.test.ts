/** The files to run Vigil elsewhere name programs, variables, addresses and metrics that there are. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { modelUsage } from "#db/schema/models";
import { Environment } from "#lib/platform/env";
import { test } from "#lib/platform/testing/database";
import { exposition } from "./exposition";
import { metrics } from "./metrics";

const files = ["Dockerfile", "compose.yaml", ...filesBelow("deploy")];
const texts = files.map((file) => [file, readFileSync(file, "utf8")] as const);

test.for(texts)("%s names variables Vigil reads", ([, text]) => {
  const known = Object.keys(Environment.shape);
  const named = text.match(/\b(?:VIGIL|OPENAI|DATABASE)_[A-Z_]+\b/g) ?? [];
  expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
});

test.for(texts)("%s starts programs and asks addresses that are there", ([, text]) => {
  const programs = text.match(/\b(?:app|lib|db)\/[\w/-]+\.(?:ts|mjs)\b/g) ?? [];
  expect(programs.filter((path) => !existsSync(path))).toEqual([]);
  const addresses = text.match(/\/api\/[a-z/]+/g) ?? [];
  expect(addresses.filter((path) => !existsSync(join("app", path, "route.ts")))).toEqual([]);
});

test.for(["deploy/prometheus/alerts.yaml", "deploy/grafana/vigil.json"])(
  "%s asks for metrics and labels there are",
  async (path, { ctx }) => {
    await ctx.db.insert(modelUsage).values({ day: "2026-03-02", model: "m", calls: 1 }).onConflictDoNothing();
    const told = exposition(await metrics(ctx));
    const names = new Set([...told.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
    const asked = expressionsOf(path);
    const metricsAsked = asked.flatMap((text) => text.match(/\bvigil_[a-z_]+/g) ?? []);
    expect(new Set(metricsAsked).size).toBeGreaterThan(5);
    expect(metricsAsked.filter((name) => !names.has(name.replace(/_(bucket|count|sum)$/, "")))).toEqual([]);
    // Where Prometheus is, what a dashboard writes beside a line is a label of ours.
    const labels = new Set([...told.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
    const source = readFileSync("lib/operations/metrics.ts", "utf8");
    const written = [...readFileSync(path, "utf8").matchAll(/\{\{(\w+)\}\}/g)].map(
      ([, label]) => label ?? "",
    );
    expect(written.filter((label) => !labels.has(label) && !source.includes(label))).toEqual([]);
  },
);

/** The PromQL of a file of alerts or of a dashboard. */
function expressionsOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  if (path.endsWith(".yaml"))
    return [...text.matchAll(/expr: (.+)/g)].map(([, expression]) => expression ?? "");
  const { panels } = JSON.parse(text) as { panels: { targets: { expr: string }[] }[] };
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
}

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

test("every process has a data folder it may write to, wherever it runs", () => {
  const textOf = (path: string) => readFileSync(path, "utf8");
  const [, folder = "none"] = /VIGIL_DATA_DIR=(\S+)/.exec(textOf("Dockerfile")) ?? [];
  expect(textOf("Dockerfile")).toContain(`VOLUME ${folder}`);
  expect(textOf("compose.yaml")).toContain(`:${folder}"]`);
  const processes = textOf("deploy/kubernetes/vigil.yaml").split("kind: Deployment").slice(1);
  expect(processes).toHaveLength(2);
  for (const text of processes) expect(text).toContain(`mountPath: ${folder} }`);
  for (const unit of ["vigil", "vigil-worker@"]) {
    const text = textOf(`deploy/systemd/${unit}.service`);
    const [, state = "none"] = /StateDirectory=(\S+)/.exec(text) ?? [];
    expect(text).toContain(`VIGIL_DATA_DIR=/var/lib/${state}`);
  }
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
