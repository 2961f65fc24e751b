/** OTLP metrics in JSON: the same request with its fields in camel case, and large numbers as text. */

import { asText } from "#lib/platform/as-text";
import { type Batch, breather } from "./batch";
import { type Fields, listIn, momentIn, numberIn, objectOf, textIn } from "./json-fields";
import { type Attributes, addMetric, type DataPoint, labelsOf, type Metric, temporalities } from "./otlp";

/** Points between two pauses: as many as are read in a few milliseconds. */
const pointsAtOnce = 1_000;

/** Reads the whole request into the batch. Throws when it is none. */
export async function readOtlpJson(body: Uint8Array, batch: Batch): Promise<void> {
  const request = objectOf(JSON.parse(new TextDecoder().decode(body)), "the request");
  const rest = breather(1);
  for (const sent of listIn(request, "resourceMetrics")) {
    const one = objectOf(sent, "a resource");
    const shared = labelsOf(attributesOf(objectOf(one.resource, "resource")));
    for (const scope of listIn(one, "scopeMetrics"))
      for (const metric of listIn(objectOf(scope, "a scope"), "metrics"))
        for (const portion of portionsOf(objectOf(metric, "a metric"))) {
          addMetric(batch, shared, portion);
          await rest();
        }
  }
}

/** The kinds of data, and those whose points are counted. */
const kinds = ["gauge", "sum", "histogram", "exponentialHistogram", "summary"] as const;
const counted: ReadonlySet<string> = new Set(["histogram", "exponentialHistogram", "summary"]);

/** A metric, so many points at a time. */
function* portionsOf(metric: Fields): Generator<Metric> {
  const kind = kinds.find((name) => metric[name] !== undefined && metric[name] !== null);
  if (!kind) return;
  const data = objectOf(metric[kind], kind);
  const [isCounted, isSummary] = [counted.has(kind), kind === "summary"];
  const told: Omit<Metric, "points"> = {
    name: textIn(metric, "name"),
    unit: textIn(metric, "unit"),
    temporality: isSummary ? temporalities.cumulative : temporalityOf(data.aggregationTemporality),
    isMonotonic: isCounted || data.isMonotonic === true,
  };
  const points = listIn(data, "dataPoints");
  for (let from = 0; from < points.length; from += pointsAtOnce)
    yield {
      ...told,
      points: points
        .slice(from, from + pointsAtOnce)
        .map((point) => pointOf(objectOf(point, "a point"), { isCounted, isSummary })),
    };
}

function pointOf(
  point: Fields,
  { isCounted, isSummary }: { isCounted: boolean; isSummary: boolean },
): DataPoint {
  return {
    attributes: attributesOf(point),
    start: momentIn(point, "startTimeUnixNano"),
    time: momentIn(point, "timeUnixNano"),
    // The sum of a summary is 0 where it is not told, that of a histogram is not known.
    value: isCounted
      ? (numberIn(point, "sum") ?? (isSummary ? 0 : null))
      : (numberIn(point, "asDouble") ?? numberIn(point, "asInt") ?? 0),
    count: isCounted ? (numberIn(point, "count") ?? 0) : null,
    isAbsent: ((numberIn(point, "flags") ?? 0) & 1) === 1,
  };
}

/** As a number, or by its name. */
function temporalityOf(told: unknown): number {
  if (typeof told === "number") return told;
  if (typeof told !== "string") return temporalities.unspecified;
  if (told.endsWith("DELTA")) return temporalities.delta;
  return told.endsWith("CUMULATIVE") ? temporalities.cumulative : temporalities.unspecified;
}

/** What a value is told as; lists and maps are no labels. */
const scalars = ["stringValue", "boolValue", "intValue", "doubleValue"] as const;

function attributesOf(of: Fields): Attributes {
  return listIn(of, "attributes").map((sent) => {
    const attribute = objectOf(sent, "an attribute");
    const value = objectOf(attribute.value, "value");
    const scalar = scalars.find((name) => value[name] !== undefined && value[name] !== null);
    return [textIn(attribute, "key"), scalar ? asText(value[scalar]) : ""];
  });
}
