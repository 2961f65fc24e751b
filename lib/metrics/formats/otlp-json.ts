/** OTLP metrics in JSON: the same request with its fields in camel case, and large numbers as text. */

import { z } from "zod";
import { asText } from "#lib/platform/as-text";
import { type Batch, breather } from "./batch";
import { type Attributes, addMetric, type DataPoint, labelsOf, temporalities } from "./otlp";

const number = z.union([z.number(), z.string().transform(Number)]);
const nanos = z.union([z.string().regex(/^\d+$/), z.number()]).transform((sent) => Number(sent) / 1e6);
const AnyValue = z.object({
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  intValue: z.union([z.string(), z.number()]).optional(),
  doubleValue: number.optional(),
});
const Attribute = z.object({ key: z.string(), value: AnyValue.optional() });
const Point = z.object({
  attributes: z.array(Attribute).default([]),
  startTimeUnixNano: nanos.default(0),
  timeUnixNano: nanos.default(0),
  asDouble: number.optional(),
  asInt: number.optional(),
  count: number.optional(),
  sum: number.optional(),
  flags: z.number().default(0),
});
const Data = z.object({
  dataPoints: z.array(Point).default([]),
  aggregationTemporality: z.union([z.number(), z.string()]).default(0),
  isMonotonic: z.boolean().default(false),
});
const Metric = z.object({
  name: z.string().default(""),
  unit: z.string().default(""),
  gauge: Data.optional(),
  sum: Data.optional(),
  histogram: Data.optional(),
  exponentialHistogram: Data.optional(),
  summary: Data.optional(),
});
const Request = z.object({
  resourceMetrics: z
    .array(
      z.object({
        resource: z.object({ attributes: z.array(Attribute).default([]) }).optional(),
        // Read one by one: a large request is not held twice.
        scopeMetrics: z.array(z.object({ metrics: z.array(z.unknown()).default([]) })).default([]),
      }),
    )
    .default([]),
});

/** Reads the whole request into the batch. Throws when it is none. */
export async function readOtlpJson(body: Uint8Array, batch: Batch): Promise<void> {
  const request = Request.parse(parsed(new TextDecoder().decode(body)));
  const rest = breather(50);
  for (const { resource, scopeMetrics } of request.resourceMetrics) {
    const shared = labelsOf(attributesOf(resource?.attributes ?? []));
    for (const metric of scopeMetrics.flatMap(({ metrics }) => metrics)) {
      addJsonMetric(batch, shared, Metric.parse(metric));
      const pause = rest();
      if (pause) await pause;
    }
  }
}

/** In protobuf's JSON a field that is null is not told. */
function parsed(text: string): unknown {
  // A second look at every value costs as much as reading, and hardly anybody sends any.
  if (!/:\s*null/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_, value) => (value === null ? undefined : value));
}

function addJsonMetric(batch: Batch, resource: Attributes, metric: z.infer<typeof Metric>): void {
  const counted = metric.histogram ?? metric.exponentialHistogram ?? metric.summary;
  const data = metric.gauge ?? metric.sum ?? counted;
  if (!data) return;
  const told = metric.summary ? temporalities.cumulative : temporalityOf(data.aggregationTemporality);
  addMetric(batch, resource, {
    name: metric.name,
    unit: metric.unit,
    temporality: told,
    isMonotonic: counted ? true : data.isMonotonic,
    points: data.dataPoints.map(
      (point): DataPoint => ({
        attributes: attributesOf(point.attributes),
        start: point.startTimeUnixNano,
        time: point.timeUnixNano,
        value: counted ? (point.sum ?? (metric.summary ? 0 : null)) : (point.asDouble ?? point.asInt ?? 0),
        count: counted ? (point.count ?? 0) : null,
        isAbsent: (point.flags & 1) === 1,
      }),
    ),
  });
}

function temporalityOf(told: number | string): number {
  if (typeof told === "number") return told;
  if (told.endsWith("DELTA")) return temporalities.delta;
  return told.endsWith("CUMULATIVE") ? temporalities.cumulative : temporalities.unspecified;
}

/** Lists and maps are no labels. */
function attributesOf(sent: z.infer<typeof Attribute>[]): Attributes {
  return sent.map(({ key, value }) => [
    key,
    asText(value?.stringValue ?? value?.boolValue ?? value?.intValue ?? value?.doubleValue),
  ]);
}
