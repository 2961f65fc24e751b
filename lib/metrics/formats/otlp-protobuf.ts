/** OTLP metrics in protobuf: `ExportMetricsServiceRequest`. */
import { PbfReader } from "pbf";
import { type Batch, breather } from "./batch";
import { type Attributes, addMetric, type DataPoint, labelsOf, type Metric } from "./otlp";

type Resource = { attributes: Attributes; metrics: Metric[] };

/** Reads the whole request into the batch. Throws when it is none. */
export async function readOtlpProtobuf(body: Uint8Array, batch: Batch): Promise<void> {
  const reader = new PbfReader(body);
  const rest = breather(1);
  for (let tag = reader.nextField(); tag; tag = reader.nextField()) {
    if (tag === 1) {
      const { attributes, metrics } = reader.readMessage(resourceField, { attributes: [], metrics: [] });
      const shared = labelsOf(attributes);
      for (const metric of metrics) addMetric(batch, shared, metric);
    } else reader.skip(reader.type);
    await rest();
  }
  if (reader.pos !== body.length) throw new Error("it is cut off");
}

function resourceField(tag: number, resource: Resource, reader: PbfReader): void {
  if (tag === 1) reader.readMessage(attributesField(1), resource.attributes);
  else if (tag === 2) reader.readMessage(scopeField, resource);
}

function scopeField(tag: number, resource: Resource, reader: PbfReader): void {
  if (tag !== 2) return;
  const metric: Metric = { name: "", unit: "", temporality: 0, isMonotonic: false, points: [] };
  resource.metrics.push(reader.readMessage(metricField, metric));
}

/** Fields of the kinds of data: gauge, sum, histogram, exponential histogram, summary. */
function metricField(tag: number, metric: Metric, reader: PbfReader): void {
  if (tag === 1) metric.name = reader.readString();
  else if (tag === 3) metric.unit = reader.readString();
  else if (tag === 5 || tag === 7) reader.readMessage(dataField(numberField, 0), metric);
  else if (tag === 9) asHistogram(metric, reader, 9);
  else if (tag === 10) asHistogram(metric, reader, 1);
  else if (tag === 11) {
    asHistogram(metric, reader, summaryAttributes);
    metric.temporality = 2;
  }
}

/** Where a summary's point has its attributes. */
const summaryAttributes = 7;

function asHistogram(metric: Metric, reader: PbfReader, attributes: number): void {
  // The sum of a summary is 0 where it is not told, that of a histogram is not known.
  reader.readMessage(dataField(countField(attributes), attributes === summaryAttributes ? 0 : null), metric);
  metric.isMonotonic = true;
}

type PointField = (tag: number, point: DataPoint, reader: PbfReader) => void;

function dataField(pointField: PointField, value: number | null) {
  return (tag: number, metric: Metric, reader: PbfReader): void => {
    if (tag === 1) metric.points.push(reader.readMessage(pointField, emptyPoint(value)));
    else if (tag === 2) metric.temporality = reader.readVarint();
    else if (tag === 3) metric.isMonotonic = reader.readBoolean();
  };
}

function emptyPoint(value: number | null): DataPoint {
  return { attributes: [], start: 0, time: 0, value, count: null, isAbsent: false };
}

function numberField(tag: number, point: DataPoint, reader: PbfReader): void {
  if (tag === 7) point.attributes.push(reader.readMessage(keyValueField, ["", ""]));
  else if (tag === 2) point.start = reader.readFixed64() / 1e6;
  else if (tag === 3) point.time = reader.readFixed64() / 1e6;
  else if (tag === 4) point.value = reader.readDouble();
  else if (tag === 6) point.value = reader.readSFixed64();
  else if (tag === 8) point.isAbsent = (reader.readVarint() & 1) === 1;
}

/** Histograms and summaries have their attributes at different places, and their flags too. */
function countField(attributes: number): PointField {
  const flags = attributes === summaryAttributes ? 8 : 10;
  return (tag, point, reader) => {
    if (tag === attributes) point.attributes.push(reader.readMessage(keyValueField, ["", ""]));
    else if (tag === 2) point.start = reader.readFixed64() / 1e6;
    else if (tag === 3) point.time = reader.readFixed64() / 1e6;
    else if (tag === 4) point.count = reader.readFixed64();
    else if (tag === 5) point.value = reader.readDouble();
    else if (tag === flags) point.isAbsent = (reader.readVarint() & 1) === 1;
  };
}

function attributesField(place: number) {
  return (tag: number, attributes: Attributes, reader: PbfReader): void => {
    if (tag === place) attributes.push(reader.readMessage(keyValueField, ["", ""]));
  };
}

function keyValueField(tag: number, pair: [string, string], reader: PbfReader): void {
  if (tag === 1) pair[0] = reader.readString();
  else if (tag === 2) reader.readMessage(valueField, pair);
}

/** Lists and maps are no labels. */
function valueField(tag: number, pair: [string, string], reader: PbfReader): void {
  if (tag === 1) pair[1] = reader.readString();
  else if (tag === 2) pair[1] = String(reader.readBoolean());
  else if (tag === 3) pair[1] = String(reader.readVarint(true));
  else if (tag === 4) pair[1] = String(reader.readDouble());
}
