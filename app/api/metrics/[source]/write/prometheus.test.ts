/** A real Prometheus that scrapes itself and writes here, over HTTP. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, vi } from "vitest";
import { createMetricSource } from "#lib/metrics/commands";
import { ingestSamples } from "#lib/metrics/ingest";
import { pollSources } from "#lib/metrics/polling";
import { keptSeries, keptSource } from "#lib/metrics/testing/kept";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { knownDependencies } from "#lib/topology/queries";
import { POST } from "./route";

const isThere = hasPrometheus();
const serviceGraph = `# TYPE traces_service_graph_request_total counter
traces_service_graph_request_total{client="checkout",server="payments",connection_type=""} 12
traces_service_graph_request_total{client="user",server="checkout",connection_type="virtual_node"} 30
`;
const folder = mkdtempSync(join(tmpdir(), "vigil-prometheus-"));
let server: Server | undefined;
let prometheus: ChildProcess | undefined;

afterAll(async () => {
  prometheus?.kill("SIGKILL");
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!isThere)("a real Prometheus", () => {
  test("writes its samples here, and answers queries", async ({ ctx }) => {
    vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
    vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
    const { secret } = await createMetricSource(ctx, { id: "real", name: "Prometheus", kind: "push" });
    const statuses: number[] = [];
    server = createServer(async (incoming, outgoing) => {
      // What a generator of service graphs shows to be scraped.
      if (incoming.method === "GET")
        return outgoing.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(serviceGraph);
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      const request = new Request("http://vigil.test/", {
        method: "POST",
        headers,
        body: Buffer.concat(chunks),
      });
      const answer = await POST(request, { params: Promise.resolve({ source: "real" }) });
      statuses.push(answer.status);
      outgoing.writeHead(answer.status).end(await answer.text());
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const port = await freePort();
    writeFileSync(
      join(folder, "prometheus.yml"),
      `global: { scrape_interval: 1s }
scrape_configs:
  - job_name: itself
    static_configs: [{ targets: ["127.0.0.1:${port}"] }]
  - job_name: tempo
    static_configs: [{ targets: ["127.0.0.1:${(server.address() as AddressInfo).port}"] }]
remote_write:
  - url: http://127.0.0.1:${(server.address() as AddressInfo).port}/
    authorization: { credentials: ${secret} }
`,
    );
    prometheus = spawn(
      "prometheus",
      [
        `--config.file=${folder}/prometheus.yml`,
        `--storage.tsdb.path=${folder}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: "ignore" },
    );
    await expect.poll(() => ingestSamples(systemCtx("metrics", ctx.db))).toBeGreaterThan(0);
    await expect
      .poll(async () => {
        await ingestSamples(systemCtx("metrics", ctx.db));
        return (await keptSeries(ctx, "real")).find(({ name }) => name === "up")?.lastValue;
      })
      .toBe(1);
    expect(new Set(statuses)).toEqual(new Set([204]));
    await expect
      .poll(async () => {
        await ingestSamples(systemCtx("metrics", ctx.db));
        return (await knownDependencies(ctx)).dependencies;
      })
      .toMatchObject([
        { service: "checkout", dependsOn: "payments", origins: ["metrics"], sources: ["real"] },
      ]);
    const series = await keptSeries(ctx, "real");
    expect(series.find(({ name }) => name === "process_cpu_seconds_total")).toMatchObject({
      isCounter: true,
    });
    expect(series.some(({ name }) => name.endsWith("_bucket"))).toBe(false);

    const url = `http://127.0.0.1:${port}/`;
    const queries = ["up", "sum(rate(prometheus_http_requests_total[1m]))", "1 +"];
    await createMetricSource(ctx, { id: "asked", name: "Asked", kind: "promql", url, queries });
    expect(await pollSources(systemCtx("metrics", ctx.db))).toBe(1);
    expect(await pollSources(systemCtx("metrics", ctx.db))).toBe(0);
    const asked = await keptSeries(ctx, "asked");
    expect(asked.find(({ name, labels }) => name === "up" && labels.job === "itself")).toMatchObject({
      lastValue: 1,
      labels: { job: "itself" },
    });
    expect((await keptSource(ctx, "asked"))?.lastPollError).toContain("1 +");
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function hasPrometheus(): boolean {
  try {
    execFileSync("prometheus", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    process.stdout.write(
      "SKIPPED: prometheus is not there; remote write is checked with bodies made here only.\n",
    );
    return false;
  }
}
