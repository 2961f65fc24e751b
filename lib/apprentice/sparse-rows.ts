/**
 * Weights by feature, stored sparsely: a feature has them only for the classes it ever argued about, so memory and time follow
 * what was seen, not classes × features.
 */
import type { Reader, Writer } from "./snapshot";

export type SparseRows = {
  /** By feature: where its row begins in the pools, how long it is, and how long it may get there. */
  rowStart: Uint32Array;
  rowLength: Uint16Array;
  rowRoom: Uint16Array;
  /** Pools in which each feature's row lies in one piece: the class of a weight, and how much it has moved. */
  classOf: Uint16Array;
  weight: Float32Array;
  energy: Float32Array;
  /** Places of the pools that are taken, and weights that there are. */
  used: number;
  live: number;
};

const BUCKET_BITS = 18;
/** Features are hashed into as many. */
export const BUCKETS = 1 << BUCKET_BITS;
const ROW_LIMIT = 512;
/** Weights kept at most; 4 million take 40 MB. When full, features learn no new classes. */
const LIVE_LIMIT = 4_000_000;

/** Rows without a weight. */
export function newRows(): SparseRows {
  return {
    rowStart: new Uint32Array(BUCKETS),
    rowLength: new Uint16Array(BUCKETS),
    rowRoom: new Uint16Array(BUCKETS),
    classOf: new Uint16Array(1 << 16),
    weight: new Float32Array(1 << 16),
    energy: new Float32Array(1 << 16),
    used: 0,
    live: 0,
  };
}

/** Gives a feature a weight for class `c`, which it had none for; nothing where its row or all of them are full. */
export function append(
  rows: SparseRows,
  bucket: number,
  c: number,
  { weight, energy }: { weight: number; energy: number },
): void {
  const length = rows.rowLength[bucket] as number;
  if (rows.live >= LIVE_LIMIT || length >= ROW_LIMIT) return;
  if (length === rows.rowRoom[bucket]) moveRow(rows, bucket, Math.max(4, length * 2));
  const at = (rows.rowStart[bucket] as number) + length;
  rows.classOf[at] = c;
  rows.energy[at] = energy;
  rows.weight[at] = weight;
  rows.rowLength[bucket] = length + 1;
  rows.live++;
}

export function writeRows(writer: Writer, rows: SparseRows): void {
  const buckets: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) if (rows.rowLength[bucket]) buckets.push(bucket);
  const classes = new Uint16Array(rows.live);
  const weights = new Float32Array(rows.live);
  const energies = new Float32Array(rows.live);
  let at = 0;
  for (const bucket of buckets) {
    const start = rows.rowStart[bucket] as number;
    const end = start + (rows.rowLength[bucket] as number);
    classes.set(rows.classOf.subarray(start, end), at);
    weights.set(rows.weight.subarray(start, end), at);
    energies.set(rows.energy.subarray(start, end), at);
    at += end - start;
  }
  writer.array(Uint32Array.from(buckets));
  writer.array(Uint16Array.from(buckets, (bucket) => rows.rowLength[bucket] ?? 0));
  writer.array(classes);
  writer.array(weights);
  writer.array(energies);
}

export function readRows(reader: Reader): SparseRows {
  const rows = newRows();
  const buckets = reader.uint32s();
  const lengths = reader.uint16s();
  rows.classOf = reader.uint16s();
  rows.weight = reader.floats();
  rows.energy = reader.floats();
  buckets.forEach((bucket, index) => {
    const length = lengths[index] ?? 0;
    rows.rowStart[bucket] = rows.used;
    rows.rowLength[bucket] = length;
    rows.rowRoom[bucket] = length;
    rows.used += length;
  });
  rows.live = rows.used;
  return rows;
}

function moveRow(rows: SparseRows, bucket: number, room: number): void {
  if (rows.used + room > rows.weight.length) makeRoom(rows, room);
  const from = rows.rowStart[bucket] as number;
  const length = rows.rowLength[bucket] as number;
  rows.classOf.copyWithin(rows.used, from, from + length);
  rows.weight.copyWithin(rows.used, from, from + length);
  rows.energy.copyWithin(rows.used, from, from + length);
  rows.rowStart[bucket] = rows.used;
  rows.rowRoom[bucket] = room;
  rows.used += room;
}

/** Larger pools, with the holes that moved rows left behind closed. */
function makeRoom(rows: SparseRows, room: number): void {
  let needed = room;
  for (let bucket = 0; bucket < BUCKETS; bucket++) needed += rows.rowRoom[bucket] as number;
  const size = Math.ceil(needed * 1.6);
  const classOf = new Uint16Array(size);
  const weight = new Float32Array(size);
  const energy = new Float32Array(size);
  let used = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const length = rows.rowLength[bucket] as number;
    const start = rows.rowStart[bucket] as number;
    classOf.set(rows.classOf.subarray(start, start + length), used);
    weight.set(rows.weight.subarray(start, start + length), used);
    energy.set(rows.energy.subarray(start, start + length), used);
    rows.rowStart[bucket] = used;
    used += rows.rowRoom[bucket] as number;
  }
  rows.classOf = classOf;
  rows.weight = weight;
  rows.energy = energy;
  rows.used = used;
}
