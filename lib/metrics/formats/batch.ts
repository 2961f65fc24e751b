/** What every format is read into: series with their samples, and what could not be kept. */
import { createHash } from "node:crypto";

export type SentSeries = {
  name: string;
  /** Sorted by name, without the metric's own. */
  labels: [string, string][];
  unit: string;
  /** Null: the sender does not say; the name does. */
  isCounter: boolean | null;
  /** Milliseconds since 1970. */
  times: number[];
  values: number[];
};

export type Batch = {
  /** Left empty where a body is only looked over. */
  series: SentSeries[];
  isOnlyCounted: boolean;
  /** Samples that can be kept. */
  samples: number;
  histograms: number;
  exemplars: number;
  /** Samples that cannot be kept, and why, a reason each. */
  refused: number;
  reasons: Set<string>;
};

/** What a body may hold at most; more of it is a mistake of the sender, or malice. */
export const bounds = {
  labels: 64,
  nameLength: 300,
  valueLength: 2_048,
  labelBytes: 8_192,
} as const;

/** An empty one; one that only counts holds on to no series, which is the larger part of what reading a body costs. */
export function newBatch({ isOnlyCounted = false } = {}): Batch {
  return {
    series: [],
    isOnlyCounted,
    samples: 0,
    histograms: 0,
    exemplars: 0,
    refused: 0,
    reasons: new Set(),
  };
}

/** Adds a series, or says why it cannot be kept; true where it was added. */
export function addSeries(batch: Batch, series: SentSeries): boolean {
  const reason = flawOf(series);
  if (!reason) {
    batch.samples += series.times.length;
    if (batch.isOnlyCounted) return true;
    series.labels.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    batch.series.push(series);
    return true;
  }
  batch.refused += series.times.length;
  batch.reasons.add(reason);
  return false;
}

function flawOf({ name, labels }: SentSeries): string | null {
  if (name === "") return "a series has no name";
  if (name.length > bounds.nameLength) return `a name is longer than ${bounds.nameLength} characters`;
  if (labels.length > bounds.labels) return `a series has more than ${bounds.labels} labels`;
  let size = 0;
  for (const [label, value] of labels) {
    size += label.length + value.length;
    if (label.length > bounds.nameLength)
      return `a label's name is longer than ${bounds.nameLength} characters`;
    if (value.length > bounds.valueLength)
      return `a label's value is longer than ${bounds.valueLength} characters`;
  }
  if (size > bounds.labelBytes)
    return `the labels of a series are longer than ${bounds.labelBytes} characters`;
  return null;
}

/** What tells series of a source apart: a digest of name and labels. */
export function keyOf({ name, labels }: Pick<SentSeries, "name" | "labels">): string {
  return createHash("sha1")
    .update(JSON.stringify([name, labels]))
    .digest("base64url");
}

/** Text that Postgres keeps. */
export function storable(text: string): string {
  // Nearly every text is as it should be, and the full replacement costs more than reading it did.
  if (!text.includes("\0") && !/[\ud800-\udfff]/.test(text)) return text;
  return text.replaceAll("\0", "\ufffd").replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Whether readings only grow, by the conventions of names. */
export function isCounterName(name: string): boolean {
  return /_(total|count|sum)$/.test(name);
}

/** Gives way to other requests now and then while a large body is read. */
export function breather(every: number): () => Promise<void> | undefined {
  let done = 0;
  return () => (++done % every === 0 ? new Promise((resolve) => setImmediate(resolve)) : undefined);
}
