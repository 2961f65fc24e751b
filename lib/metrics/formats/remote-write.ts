/** Prometheus remote write 1.0: `prometheus.WriteRequest`. */
import { PbfReader } from "pbf";
import { addSeries, type Batch, breather, newBatch, type SentSeries, storable } from "./batch";

/** Kinds in metadata whose readings only grow: counters, and the counts and sums of histograms and summaries. */
const counter = 1;
const histogramKinds = new Set([3, 6]);

type Draft = {
  labels: [string, string][];
  times: number[];
  values: number[];
  counts: number[];
  sums: number[];
  counted: number[];
  exemplars: number;
};

/** Reads the whole request. Throws when it is none. */
export async function readRemoteWrite(body: Uint8Array): Promise<Batch> {
  const reader = new PbfReader(body);
  const batch = newBatch();
  const drafts: Draft[] = [];
  const kinds = new Map<string, { kind: number; unit: string }>();
  const rest = breather(500);
  for (let tag = reader.nextField(); tag; tag = reader.nextField()) {
    if (tag === 1) drafts.push(reader.readMessage(seriesField, emptyDraft()));
    else if (tag === 3) {
      const told = reader.readMessage(metadataField, { kind: 0, family: "", unit: "" });
      kinds.set(told.family, told);
    } else reader.skip(reader.type);
    await rest();
  }
  if (reader.pos !== body.length) throw new Error("it is cut off");
  for (const draft of drafts) {
    const { name, labels } = named(draft.labels);
    const told = kinds.get(name) ?? kinds.get(name.replace(/_(count|sum|bucket|total)$/, ""));
    const isCounter = told
      ? told.kind === counter || (histogramKinds.has(told.kind) && /_(count|sum)$/.test(name))
      : null;
    finish(batch, draft, { name, labels, unit: told?.unit ?? "", isCounter });
  }
  return batch;
}

export function emptyDraft(): Draft {
  return { labels: [], times: [], values: [], counts: [], sums: [], counted: [], exemplars: 0 };
}

/** Adds what a draft holds: its samples, and of histograms the count and the sum as counters. */
export function finish(batch: Batch, draft: Draft, series: Omit<SentSeries, "times" | "values">): void {
  batch.exemplars += draft.exemplars;
  batch.histograms += draft.counted.length;
  // A bucket is of use only beside its others; count and sum tell of the same event.
  if (draft.times.length > 0 && !series.name.endsWith("_bucket"))
    addSeries(batch, { ...series, times: draft.times, values: draft.values });
  if (draft.counted.length === 0) return;
  const asCounter = { ...series, isCounter: true, times: draft.counted };
  addSeries(batch, {
    ...asCounter,
    name: `${series.name}_count`,
    unit: "",
    labels: [...series.labels],
    values: draft.counts,
  });
  addSeries(batch, {
    ...asCounter,
    name: `${series.name}_sum`,
    labels: [...series.labels],
    values: draft.sums,
  });
}

export function named(all: [string, string][]): { name: string; labels: [string, string][] } {
  const name = all.find(([label]) => label === "__name__")?.[1] ?? "";
  return { name, labels: all.filter(([label, value]) => label !== "__name__" && value !== "") };
}

function seriesField(tag: number, draft: Draft, reader: PbfReader): void {
  if (tag === 1) draft.labels.push(reader.readMessage(labelField, ["", ""]));
  else if (tag === 2) readSample(draft, reader);
  else if (tag === 3) skipExemplar(draft, reader);
  else if (tag === 4) readHistogram(draft, reader);
}

function labelField(tag: number, label: [string, string], reader: PbfReader): void {
  if (tag === 1) label[0] = storable(reader.readString());
  else if (tag === 2) label[1] = storable(reader.readString());
}

export function readSample(draft: Draft, reader: PbfReader): void {
  const sample = reader.readMessage(sampleField, { value: 0, time: 0 });
  draft.values.push(sample.value);
  draft.times.push(sample.time);
}

function sampleField(tag: number, sample: { value: number; time: number }, reader: PbfReader): void {
  if (tag === 1) sample.value = reader.readDouble();
  else if (tag === 2) sample.time = reader.readVarint(true);
}

export function skipExemplar(draft: Draft, reader: PbfReader): void {
  draft.exemplars++;
  reader.skip(reader.type);
}

export function readHistogram(draft: Draft, reader: PbfReader): void {
  const one = reader.readMessage(histogramField, { count: 0, sum: 0, time: 0 });
  draft.counted.push(one.time);
  draft.counts.push(one.count);
  draft.sums.push(one.sum);
}

function histogramField(
  tag: number,
  one: { count: number; sum: number; time: number },
  reader: PbfReader,
): void {
  if (tag === 1) one.count = reader.readVarint();
  else if (tag === 2) one.count = reader.readDouble();
  else if (tag === 3) one.sum = reader.readDouble();
  else if (tag === 15) one.time = reader.readVarint(true);
}

function metadataField(
  tag: number,
  told: { kind: number; family: string; unit: string },
  reader: PbfReader,
): void {
  if (tag === 1) told.kind = reader.readVarint();
  else if (tag === 2) told.family = storable(reader.readString());
  else if (tag === 5) told.unit = storable(reader.readString()).slice(0, 60);
}
