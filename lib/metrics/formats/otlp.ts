/** OpenTelemetry's metrics, whichever way they are written down: from their data points to series. */
import { addSeries, type Batch, storable } from "./batch";

export type Attributes = [string, string][];
export type DataPoint = {
  attributes: Attributes;
  /** Milliseconds; 0: not told. */
  start: number;
  time: number;
  /** Of a histogram its sum; null where it tells none, as of what may be negative. */
  value: number | null;
  /** Of histograms and summaries; null for numbers. */
  count: number | null;
  /** The point says that there is no value. */
  isAbsent: boolean;
};
export const temporalities = { unspecified: 0, delta: 1, cumulative: 2 } as const;
export type Metric = {
  name: string;
  unit: string;
  temporality: number;
  isMonotonic: boolean;
  points: DataPoint[];
};

/** Adds a metric's points to the batch. `resource`: labels that all of them share. */
export function addMetric(batch: Batch, resource: Attributes, metric: Metric): void {
  const name = storable(metric.name);
  const unit = storable(metric.unit).slice(0, 60);
  for (const point of metric.points) {
    if (point.isAbsent) continue;
    const labels = [...resource];
    for (const attribute of point.attributes) addLabel(labels, attribute);
    if (point.count === null)
      addPoint(batch, { name, unit, labels }, { metric, point, value: point.value ?? 0 });
    else {
      batch.histograms++;
      const sum = { name: `${name}_sum`, unit, labels };
      if (point.value !== null) addPoint(batch, sum, { metric, point, value: point.value });
      const count = { name: `${name}_count`, unit: "", labels: [...labels] };
      addPoint(batch, count, { metric, point, value: point.count });
    }
  }
}

/** Attributes as labels; of two of the same name the later one counts. */
export function labelsOf(attributes: Attributes): Attributes {
  const labels: Attributes = [];
  for (const attribute of attributes) addLabel(labels, attribute);
  return labels;
}

type Named = { name: string; unit: string; labels: Attributes };
type Read = { metric: Metric; point: DataPoint; value: number };

function addPoint(batch: Batch, { name, unit, labels }: Named, { metric, point, value }: Read): void {
  const isDelta = metric.temporality === temporalities.delta;
  addSeries(batch, {
    name,
    unit,
    labels,
    isCounter: metric.isMonotonic && !isDelta,
    times: [point.time],
    // What was added since the last report becomes what is added a second, as a counter's readings do.
    values: [isDelta ? perSecond(value, point) : value],
  });
}

function perSecond(value: number, { start, time }: DataPoint): number {
  return start > 0 && time > start ? (1000 * value) / (time - start) : value;
}

function addLabel(labels: Attributes, [sent, value]: [string, string]): void {
  if (value === "") return;
  const name = storable(sent).replace(/[^A-Za-z0-9_]/g, "_");
  const same = labels.findIndex(([label]) => label === name);
  if (same >= 0) labels[same] = [name, storable(value)];
  else labels.push([name, storable(value)]);
}
