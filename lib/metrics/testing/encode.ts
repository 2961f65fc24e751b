/** Bodies as Prometheus and OpenTelemetry send them, for tests and the benchmark. */
import { PbfWriter } from "pbf";
import { compress } from "snappyjs";

export type Sample = { time: number; value: number };
export type EncodedSeries = {
  labels: Record<string, string>;
  samples: Sample[];
  histogram?: { count: number; sum: number; time: number };
};

/** A body of remote write 1.0. */
export function remoteWriteBody(
  series: readonly EncodedSeries[],
  metadata: { family: string; type: number }[] = [],
): Uint8Array<ArrayBuffer> {
  const writer = new PbfWriter();
  for (const one of series) writer.writeMessage(1, writeSeries, one);
  for (const told of metadata)
    writer.writeMessage(
      3,
      ({ family, type }, inner) => {
        inner.writeVarintField(1, type);
        inner.writeStringField(2, family);
      },
      told,
    );
  return packed(writer);
}

function writeSeries({ labels, samples, histogram }: EncodedSeries, writer: PbfWriter): void {
  for (const pair of Object.entries(labels))
    writer.writeMessage(
      1,
      ([name, value], inner) => {
        inner.writeStringField(1, name);
        inner.writeStringField(2, value);
      },
      pair,
    );
  for (const sample of samples) writer.writeMessage(2, writeSample, sample);
  if (histogram) writer.writeMessage(4, writeHistogram, histogram);
}

function writeSample({ time, value }: Sample, writer: PbfWriter): void {
  writer.writeDoubleField(1, value);
  writer.writeVarintField(2, time);
}

function writeHistogram(
  { count, sum, time }: { count: number; sum: number; time: number },
  writer: PbfWriter,
): void {
  writer.writeVarintField(1, count);
  writer.writeDoubleField(3, sum);
  writer.writeVarintField(15, time);
}

/** A body of remote write 2.0. `type` as in its metadata: 1 is a counter. */
export function remoteWrite2Body(
  series: readonly (EncodedSeries & { type?: number })[],
): Uint8Array<ArrayBuffer> {
  const places = new Map([["", 0]]);
  const refOf = (text: string) => {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const refs = series.map(({ labels }) => Object.entries(labels).flatMap((pair) => pair.map(refOf)));
  const writer = new PbfWriter();
  for (const symbol of places.keys()) writer.writeStringField(4, symbol);
  for (const [place, one] of series.entries())
    writer.writeMessage(
      5,
      (_: null, inner: PbfWriter) => {
        inner.writePackedVarint(1, refs[place] ?? []);
        for (const sample of one.samples) inner.writeMessage(2, writeSample, sample);
        if (one.histogram) inner.writeMessage(3, writeHistogram, one.histogram);
        inner.writeMessage(
          5,
          (type: number, meta: PbfWriter) => meta.writeVarintField(1, type),
          one.type ?? 0,
        );
      },
      null,
    );
  return packed(writer);
}

function packed(writer: PbfWriter): Uint8Array<ArrayBuffer> {
  return new Uint8Array(compress(writer.finish()));
}

export type OtlpMetric = Record<string, unknown>;

/** A request of OTLP in JSON. */
export function otlpJson(metrics: OtlpMetric[], resource: Record<string, string> = {}): string {
  return JSON.stringify({
    resourceMetrics: [
      {
        resource: { attributes: attributes(resource) },
        scopeMetrics: [{ scope: { name: "test" }, metrics }],
      },
    ],
  });
}

export function attributes(pairs: Record<string, string>) {
  return Object.entries(pairs).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

/** A request of OTLP in protobuf: one metric of one number, as a sum or a gauge. */
export function otlpProtobuf({
  name,
  resource,
  value,
  time,
  start,
  sum,
}: {
  name: string;
  resource: Record<string, string>;
  value: number;
  time: number;
  start: number;
  sum: { temporality: number; isMonotonic: boolean } | null;
}): Uint8Array<ArrayBuffer> {
  const keyValue = ([key, text]: [string, string], writer: PbfWriter) => {
    writer.writeStringField(1, key);
    writer.writeMessage(2, (one: string, inner: PbfWriter) => inner.writeStringField(1, one), text);
  };
  const writer = new PbfWriter();
  const nested = (field: number, write: (inner: PbfWriter) => void) => (outer: PbfWriter) =>
    outer.writeMessage(field, (_: null, inner: PbfWriter) => write(inner), null);
  nested(1, (resourceMetrics) => {
    nested(1, (inner) => {
      for (const pair of Object.entries(resource)) inner.writeMessage(1, keyValue, pair);
    })(resourceMetrics);
    nested(2, (scope) => {
      nested(2, (metric) => {
        metric.writeStringField(1, name);
        nested(sum ? 7 : 5, (data) => {
          nested(1, (point) => {
            point.writeMessage(7, keyValue, ["host", "a"]);
            fixed64(point, 2, start);
            fixed64(point, 3, time);
            point.writeDoubleField(4, value);
          })(data);
          if (!sum) return;
          data.writeVarintField(2, sum.temporality);
          data.writeBooleanField(3, sum.isMonotonic);
        })(metric);
      })(scope);
    })(resourceMetrics);
  })(writer);
  return new Uint8Array(writer.finish());
}

function fixed64(writer: PbfWriter, field: number, milliseconds: number): void {
  writer.writeFixed64Field(field, milliseconds * 1e6);
}
