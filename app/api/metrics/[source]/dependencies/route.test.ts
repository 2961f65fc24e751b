/** Who calls whom, through the routes: told by a catalogue, and seen in samples of calls however they are sent. */
import { beforeEach, describe, expect, vi } from "vitest";
import { createMetricSource } from "#lib/metrics/commands";
import { ingestSamples } from "#lib/metrics/ingest";
import { attributes, otlpJson, remoteWriteBody } from "#lib/metrics/testing/encode";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { knownDependencies } from "#lib/topology/queries";
import { POST as postOtlp } from "../v1/metrics/route";
import { POST as postWrite } from "../write/route";
import { POST } from "./route";

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
});

async function newSource(ctx: Ctx) {
  const id = unique("map")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
  const { secret } = await createMetricSource(ctx, { id, name: "Map", kind: "push" });
  const request = (body: BodyInit, headers: Record<string, string> = {}, search = "") =>
    new Request(`http://vigil.test/${search}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, ...headers },
      body,
    });
  const route = () => ({ params: Promise.resolve({ source: id }) });
  return {
    id,
    tell: (body: string, search = "", headers = {}) => POST(request(body, headers, search), route()),
    write: (body: BodyInit) =>
      postWrite(
        request(body, { "content-type": "application/x-protobuf", "content-encoding": "snappy" }),
        route(),
      ),
    otlp: (body: BodyInit) => postOtlp(request(body, { "content-type": "application/json" }), route()),
    /** Lines of what this source told. */
    async known() {
      await ingestSamples(systemCtx("metrics", ctx.db));
      const { dependencies } = await knownDependencies(ctx);
      return dependencies
        .filter(({ sources }) => sources.includes(id))
        .map(({ service, dependsOn, origins }) => `${service} > ${dependsOn} (${origins.join()})`);
    },
  };
}

describe("a service catalogue", () => {
  test("tells what services depend on, and later what they depend on then", async ({ ctx }) => {
    const { tell, known } = await newSource(ctx);
    const answer = await tell('{"checkout": ["payments", "stock"], "web": ["checkout"]}');
    expect([answer.status, await answer.json()]).toEqual([200, { services: 2, dependencies: 3 }]);
    await tell("service,depends_on\ncheckout,payments");
    expect(await known()).toEqual(["checkout > payments (catalogue)", "web > checkout (catalogue)"]);
    await tell(
      "kind: Component\nmetadata: {name: web}\nspec: {dependsOn: [component:search]}",
      "?complete=1",
    );
    expect(await known()).toEqual(["web > search (catalogue)"]);
  });

  test("is refused without the source's secret, and when it says nothing that can be read", async ({
    ctx,
  }) => {
    const { tell, known } = await newSource(ctx);
    expect((await tell("a,b", "", { authorization: "Bearer wrong" })).status).toBe(401);
    const refused = await tell('{"alerts": 7}');
    expect(refused.status).toBe(400);
    expect((await refused.json()).detail).toContain("neither a list of entities");
    expect((await tell("x".repeat(8_000_001))).status).toBe(413);
    expect((await tell("")).status).toBe(400);
    expect(await known()).toEqual([]);
  });
});

describe("samples of calls", () => {
  test("by remote write, with what else is sent", async ({ ctx }) => {
    const { write, known } = await newSource(ctx);
    const time = Date.now() - 60_000;
    const series = (name: string, labels: Record<string, string>) => ({
      labels: { __name__: name, ...labels },
      samples: [{ time, value: 12 }],
    });
    const calls = { client: "checkout", server: "payments", connection_type: "virtual_node" };
    const body = remoteWriteBody([
      series("up", { job: "tempo" }),
      series("traces_service_graph_request_total", calls),
      series("traces_service_graph_request_failed_total", calls),
      series("traces_service_graph_request_total", { client: "user", server: "web" }),
    ]);
    expect((await write(body)).status).toBe(204);
    expect(await known()).toEqual(["checkout > payments (metrics)"]);
  });

  test("by OTLP, from the service graph connector", async ({ ctx }) => {
    const { otlp, known } = await newSource(ctx);
    const nano = `${Date.now() - 60_000}000000`;
    const point = {
      attributes: attributes({ client: "checkout", server: "stock", failed: "false" }),
      startTimeUnixNano: nano,
      timeUnixNano: nano,
      asInt: "5",
    };
    const sum = { aggregationTemporality: 2, isMonotonic: true, dataPoints: [point] };
    const name = "traces_service_graph_request_total";
    expect((await otlp(otlpJson([{ name, unit: "1", sum }]))).status).toBe(200);
    expect(await known()).toEqual(["checkout > stock (metrics)"]);
  });
});
