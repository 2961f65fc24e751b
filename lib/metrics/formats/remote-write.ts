/** Prometheus remote write 1.0: `prometheus.WriteRequest`. */
import { PbfReader } from "pbf";
import { addSeries, type Batch, breather, type SentSeries, storable } from "./batch";

/** Kinds in metadata whose readings only grow: counters, and the counts and sums of histograms and summaries. */
const counter = 1;
const histogramKinds = new Set([3, 6]);

type Histogram = { count: number; sum: number; time: number };
/** What is read of a series, whichever version wrote it; and that with what is known of it. */
export type Draft = Pick<SentSeries, "name" | "labels" | "times" | "values"> & {
  histograms: Histogram[] | null;
  exemplars: number;
};
export type Described = Draft & Pick<SentSeries, "unit" | "isCounter">;
type Told = { kind: number; family: string; unit: string };

/** Reads the whole request into the batch. Throws when it is none. */
export async function readRemoteWrite(body: Uint8Array, batch: Batch): Promise<void> {
  // Metadata may stand behind the series it is about; found first, no series has to wait for it.
  const kinds = metadataOf(body);
  const reader = new PbfReader(body);
  const rest = breather(500);
  for (let tag = reader.nextField(); tag; tag = reader.nextField()) {
    if (tag === 1) finish(batch, described(reader.readMessage(seriesField, newDraft()), kinds));
    else reader.skip(reader.type);
    const pause = rest();
    if (pause) await pause;
  }
  if (reader.pos !== body.length) throw new Error("it is cut off");
}

export function newDraft(): Draft {
  return { name: "", labels: [], times: [], values: [], histograms: null, exemplars: 0 };
}

function metadataOf(body: Uint8Array): Map<string, Told> {
  const reader = new PbfReader(body);
  const kinds = new Map<string, Told>();
  for (let tag = reader.nextField(); tag; tag = reader.nextField()) {
    if (tag !== 3) reader.skip(reader.type);
    else {
      const told = reader.readMessage(metadataField, { kind: 0, family: "", unit: "" });
      kinds.set(told.family, told);
    }
  }
  return kinds;
}

function described(draft: Draft, kinds: ReadonlyMap<string, Told>): Described {
  const { name } = draft;
  const told =
    kinds.size > 0
      ? (kinds.get(name) ?? kinds.get(name.replace(/_(count|sum|bucket|total)$/, "")))
      : undefined;
  const isCounter = told
    ? told.kind === counter || (histogramKinds.has(told.kind) && /_(count|sum)$/.test(name))
    : null;
  return Object.assign(draft, { unit: told?.unit ?? "", isCounter });
}

/** Adds what a draft holds: its samples, and of histograms the count and the sum as counters. */
export function finish(batch: Batch, draft: Described): void {
  const { name, labels, unit, isCounter, times, values } = draft;
  batch.exemplars += draft.exemplars;
  // A bucket is of use only beside its others; count and sum tell of the same event.
  if (times.length > 0 && !name.endsWith("_bucket"))
    addSeries(batch, { name, labels, unit, isCounter, times, values });
  const histograms = draft.histograms?.filter((one) => !isStale(one)) ?? [];
  if (histograms.length === 0) return;
  const counted = { isCounter: true, times: histograms.map(({ time }) => time) };
  const [counts, sums] = [histograms.map(({ count }) => count), histograms.map(({ sum }) => sum)];
  // Refused is the histogram, once: what refuses its sum refuses its count.
  if (!addSeries(batch, { ...counted, name: `${name}_count`, unit: "", labels: [...labels], values: counts }))
    return;
  addSeries(batch, { ...counted, name: `${name}_sum`, unit, labels: [...labels], values: sums });
  batch.histograms += histograms.length;
}

/** A series that is gone is told by one last histogram of nothing: as a count of 0 it would be a counter that began anew. */
function isStale({ count, sum }: Histogram): boolean {
  return count === 0 && Number.isNaN(sum);
}

/** Puts a label where it belongs: the metric's name is one of them, and an empty one is none. */
export function addLabel(draft: Draft, label: [string, string]): void {
  if (label[0] === "__name__") draft.name ||= label[1];
  else if (label[1] !== "") draft.labels.push(label);
}

function seriesField(tag: number, draft: Draft, reader: PbfReader): void {
  if (tag === 1) addLabel(draft, reader.readMessage(labelField, ["", ""]));
  else if (tag === 2) readSample(draft, reader);
  else if (tag === 3) skipExemplar(draft, reader);
  else if (tag === 4) readHistogram(draft, reader);
}

function labelField(tag: number, label: [string, string], reader: PbfReader): void {
  if (tag === 1) label[0] = storable(reader.readString());
  else if (tag === 2) label[1] = storable(reader.readString());
}

/** A field that is left out is 0. */
export function readSample(draft: Draft, reader: PbfReader): void {
  draft.values.push(0);
  draft.times.push(0);
  reader.readMessage(sampleField, draft);
}

function sampleField(tag: number, { times, values }: Draft, reader: PbfReader): void {
  if (tag === 1) values[values.length - 1] = reader.readDouble();
  else if (tag === 2) times[times.length - 1] = reader.readVarint(true);
}

export function skipExemplar(draft: Draft, reader: PbfReader): void {
  draft.exemplars++;
  reader.skip(reader.type);
}

export function readHistogram(draft: Draft, reader: PbfReader): void {
  draft.histograms ??= [];
  draft.histograms.push(reader.readMessage(histogramField, { count: 0, sum: 0, time: 0 }));
}

function histogramField(tag: number, one: Histogram, reader: PbfReader): void {
  if (tag === 1) one.count = reader.readVarint();
  else if (tag === 2) one.count = reader.readDouble();
  else if (tag === 3) one.sum = reader.readDouble();
  else if (tag === 15) one.time = reader.readVarint(true);
}

function metadataField(tag: number, told: Told, reader: PbfReader): void {
  if (tag === 1) told.kind = reader.readVarint();
  else if (tag === 2) told.family = storable(reader.readString());
  else if (tag === 5) told.unit = storable(reader.readString()).slice(0, 60);
}
