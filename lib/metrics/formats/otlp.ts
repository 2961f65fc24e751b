/** OpenTelemetry's metrics, whichever way they are written down: from their data points to series. */
import { addSeries, type Batch, storable } from "./batch";

export type Attributes = [string, string][];
export type DataPoint = {
  attributes: Attributes;
  /** Milliseconds; 0: not told. */
  start: number;
  time: number;
  value: number;
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

/** Adds a metric's points to the batch, one series for each set of attributes. */
export function addMetric(batch: Batch, resource: Attributes, metric: Metric): void {
  const name = storable(metric.name);
  const kept = metric.points.filter(({ isAbsent }) => !isAbsent);
  const isHistogram = kept.some(({ count }) => count !== null);
  if (isHistogram) batch.histograms += kept.length;
  const value = isHistogram
    ? { name: `${name}_sum`, of: (point: DataPoint) => point.value }
    : { name, of: (point: DataPoint) => point.value };
  addPoints(batch, resource, { ...metric, name: value.name, points: kept }, value.of);
  if (isHistogram)
    addPoints(
      batch,
      resource,
      { ...metric, name: `${name}_count`, unit: "", points: kept },
      (point) => point.count ?? 0,
    );
}

function addPoints(
  batch: Batch,
  resource: Attributes,
  metric: Metric,
  read: (point: DataPoint) => number,
): void {
  const isDelta = metric.temporality === temporalities.delta;
  const byLabels = new Map<string, DataPoint[]>();
  for (const point of metric.points) {
    const key = JSON.stringify(point.attributes);
    const known = byLabels.get(key);
    if (known) known.push(point);
    else byLabels.set(key, [point]);
  }
  for (const points of byLabels.values()) {
    points.sort((a, b) => a.time - b.time);
    addSeries(batch, {
      name: metric.name,
      labels: labelsOf([...resource, ...(points[0]?.attributes ?? [])]),
      unit: storable(metric.unit).slice(0, 60),
      isCounter: metric.isMonotonic && !isDelta,
      times: points.map(({ time }) => time),
      // What was added since the last report becomes what is added a second, as a counter's readings do.
      values: points.map((point) => (isDelta ? perSecond(read(point), point) : read(point))),
    });
  }
}

function perSecond(value: number, { start, time }: DataPoint): number {
  return start > 0 && time > start ? (1000 * value) / (time - start) : value;
}

/** Attributes as labels; of two of the same name the nearer one counts. */
function labelsOf(attributes: Attributes): Attributes {
  const labels = new Map<string, string>();
  for (const [name, value] of attributes)
    if (value !== "") labels.set(storable(name).replace(/[^A-Za-z0-9_]/g, "_"), storable(value));
  return [...labels];
}
