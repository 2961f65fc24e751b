/** Who calls whom, through the routes: told by a catalogue, and seen in samples of calls however they are sent. */
import { describe, expect } from "vitest";
import { attributes, otlpJson, remoteWriteBody } from "#lib/metrics/testing/encode";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { knownDependencies } from "#lib/topology/queries";
import { ingest, newSource, secretForEach } from "../testing/sender";
import { POST } from "./route";

secretForEach();

/** A source of a map, and what it told. */
async function newMap(ctx: Ctx) {
  const { source, write, otlp } = await newSource(ctx);
  const { id, secret } = source;
  return {
    write,
    otlp,
    tell: (body: string, search = "", headers = {}) => {
      const authorization = `Bearer ${secret}`;
      const request = new Request(`http://vigil.test/${search}`, {
        method: "POST",
        headers: { authorization, ...headers },
        body,
      });
      return POST(request, { params: Promise.resolve({ source: id }) });
    },
    /** Lines of what this source told. */
    async known() {
      await ingest(ctx);
      const { dependencies } = await knownDependencies(ctx);
      return dependencies
        .filter(({ sources }) => sources.includes(id))
        .map(({ service, dependsOn, origins }) => `${service} > ${dependsOn} (${origins.join()})`);
    },
  };
}

describe("a service catalogue", () => {
  test("tells what services depend on, and later what they depend on then", async ({ ctx }) => {
    const { tell, known } = await newMap(ctx);
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
    const { tell, known } = await newMap(ctx);
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
    const { write, known } = await newMap(ctx);
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
    expect((await write({ body })).status).toBe(204);
    expect(await known()).toEqual(["checkout > payments (metrics)"]);
  });

  test("by OTLP, from the service graph connector", async ({ ctx }) => {
    const { otlp, known } = await newMap(ctx);
    const nano = `${Date.now() - 60_000}000000`;
    const point = {
      attributes: attributes({ client: "checkout", server: "stock", failed: "false" }),
      startTimeUnixNano: nano,
      timeUnixNano: nano,
      asInt: "5",
    };
    const sum = { aggregationTemporality: 2, isMonotonic: true, dataPoints: [point] };
    const name = "traces_service_graph_request_total";
    const body = otlpJson([{ name, unit: "1", sum }]);
    const answer = await otlp({ body, type: "application/json", encoding: null });
    expect(answer.status).toBe(200);
    expect(await known()).toEqual(["checkout > stock (metrics)"]);
  });
});
