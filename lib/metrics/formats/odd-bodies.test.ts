/** What libraries of OpenTelemetry really send: fields that are null, numbers as text, scopes without metrics, histograms of both kinds. */
import { expect, test } from "vitest";
import { readBody } from "./read";

const time = "1795168800000000000";

async function read(resourceMetrics: unknown) {
  const body = new TextEncoder().encode(JSON.stringify({ resourceMetrics }));
  const { series, histograms } = await readBody("otlp_json", body);
  return { names: series.map(({ name }) => name), series, histograms };
}

test("null stands for what is not told, as in all JSON of protobuf", async () => {
  const point = {
    attributes: null,
    startTimeUnixNano: null,
    timeUnixNano: time,
    asDouble: 1.5,
    exemplars: null,
  };
  const metric = { name: "load", unit: null, description: null, sum: null, gauge: { dataPoints: [point] } };
  const { series } = await read([
    { resource: null, scopeMetrics: [{ scope: null, metrics: [metric] }], schemaUrl: null },
  ]);
  expect(series).toMatchObject([{ name: "load", values: [1.5] }]);
});

test("scopes and resources without metrics are nothing, and cost nothing beside them", async () => {
  const gauge = { dataPoints: [{ timeUnixNano: time, asInt: "3" }] };
  const { names } = await read([
    {},
    { scopeMetrics: [] },
    { scopeMetrics: [{}, { metrics: [] }, { metrics: [{ name: "empty" }, { name: "queue", gauge }] }] },
  ]);
  expect(names).toEqual(["queue"]);
});

test("numbers that JSON has no word for are told as text, in labels as well", async () => {
  const attributes = [{ key: "limit", value: { doubleValue: "Infinity" } }];
  const points = ["NaN", "Infinity", "2.5"].map((asDouble, n) => ({
    attributes,
    timeUnixNano: String(BigInt(time) + BigInt(n)),
    asDouble,
  }));
  const { series } = await read([
    { scopeMetrics: [{ metrics: [{ name: "ratio", gauge: { dataPoints: points } }] }] },
  ]);
  expect(series.flatMap(({ values }) => [...values])).toContain(2.5);
  expect(series[0]?.labels).toEqual([["limit", "Infinity"]]);
});

test("an exponential histogram is its count and sum, without a sum its count", async () => {
  const point = {
    timeUnixNano: time,
    count: "7",
    scale: 3,
    zeroCount: "0",
    positive: { offset: 1, bucketCounts: ["3", "4"] },
  };
  const exponential = (more: object) => ({
    name: "duration",
    exponentialHistogram: {
      aggregationTemporality: "AGGREGATION_TEMPORALITY_CUMULATIVE",
      dataPoints: [{ ...point, ...more }],
    },
  });
  const { names, histograms } = await read([{ scopeMetrics: [{ metrics: [exponential({ sum: 21 })] }] }]);
  expect([names, histograms]).toEqual([["duration_sum", "duration_count"], 1]);
  const { names: counted } = await read([{ scopeMetrics: [{ metrics: [exponential({})] }] }]);
  expect(counted).toEqual(["duration_count"]);
});
