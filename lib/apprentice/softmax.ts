/**
 * An online softmax over hashed binary features with AdaGrad steps (Duchi et al. 2011), stored sparsely:
 * a feature has weights only for the classes it ever argued about, so cost follows what was seen, not classes × features.
 */
import type { Reader, Writer } from "./snapshot";

export type Softmax = {
  rowStart: Uint32Array;
  rowLength: Uint16Array;
  rowRoom: Uint16Array;
  /** Pools in which each feature's row lies in one piece. */
  classOf: Uint16Array;
  weight: Float32Array;
  energy: Float32Array;
  used: number;
  live: number;
  biasWeight: Float32Array;
  biasEnergy: Float32Array;
};

const BUCKET_BITS = 18;
const BUCKETS = 1 << BUCKET_BITS;
const ROW_LIMIT = 512;
/** Weights kept at most; 4 million take 40 MB. When full, features learn no new classes. */
const LIVE_LIMIT = 4_000_000;
const RATE = 0.15;
const FIRST_ENERGY = 0.01;
/** An untrained class must not win against trained ones. */
const FIRST_BIAS = -3;
/** Features of a point share this length, so that long and short points weigh the same. */
const NORM = 3;
/** Smaller errors are not worth a weight. */
const LEAST_GRADIENT = 0.002;
/** A feature gets a weight for a class only after a larger error: an eighth of the memory at the same accuracy. */
const LEAST_NEW_GRADIENT = 0.03;

/** A classifier without a class: sparse softmax regression over hashed features, learnt by AdaGrad steps. */
export function newSoftmax(): Softmax {
  return {
    rowStart: new Uint32Array(BUCKETS),
    rowLength: new Uint16Array(BUCKETS),
    rowRoom: new Uint16Array(BUCKETS),
    classOf: new Uint16Array(1 << 16),
    weight: new Float32Array(1 << 16),
    energy: new Float32Array(1 << 16),
    used: 0,
    live: 0,
    biasWeight: new Float32Array(64),
    biasEnergy: new Float32Array(64),
  };
}

/** Class scores (before the softmax) of a point into `out`, whose length is the number of classes. */
export function score(model: Softmax, features: Uint32Array, out: Float32Array): void {
  growBias(model, out.length);
  out.set(model.biasWeight.subarray(0, out.length));
  const { classOf, weight, rowStart, rowLength } = model;
  const value = NORM / Math.sqrt(features.length);
  for (let index = 0; index < features.length; index++) {
    const bucket = (features[index] as number) & (BUCKETS - 1);
    const start = rowStart[bucket] as number;
    const end = start + (rowLength[bucket] as number);
    for (let at = start; at < end; at++) {
      const c = classOf[at] as number;
      out[c] = (out[c] as number) + value * (weight[at] as number);
    }
  }
}

/** Scores into probabilities, in place; classes with `allowed[c] === 0` get none. */
export function normalise(scores: Float32Array, allowed: Uint8Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < scores.length; c++)
    if (allowed[c] && (scores[c] as number) > top) top = scores[c] as number;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const part = allowed[c] ? Math.exp((scores[c] as number) - top) : 0;
    scores[c] = part;
    sum += part;
  }
  if (sum === 0) return;
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
}

const gradientClasses = new Uint16Array(1 << 16);
const pending = new Int32Array(1 << 16).fill(-1);

/** One step of gradient descent on the log loss of `target`; `scratch` must have the length of the classes. */
export function train(
  model: Softmax,
  features: Uint32Array,
  target: number,
  allowed: Uint8Array,
  scratch: Float32Array,
): void {
  score(model, features, scratch);
  normalise(scratch, allowed);
  scratch[target] = (scratch[target] as number) - 1;
  let touched = 0;
  for (let c = 0; c < scratch.length; c++) {
    if (Math.abs(scratch[c] as number) < LEAST_GRADIENT) scratch[c] = 0;
    else gradientClasses[touched++] = c;
  }
  for (let index = 0; index < touched; index++) {
    const c = gradientClasses[index] as number;
    const gradient = scratch[c] as number;
    model.biasEnergy[c] = (model.biasEnergy[c] as number) + gradient * gradient;
    model.biasWeight[c] =
      (model.biasWeight[c] as number) - (RATE * gradient) / Math.sqrt(model.biasEnergy[c] as number);
  }
  const value = NORM / Math.sqrt(features.length);
  for (let index = 0; index < features.length; index++) {
    trainRow(model, (features[index] as number) & (BUCKETS - 1), value, scratch, touched);
  }
}

/** Forgets a class, so that its number can stand for another. */
export function forgetClass(model: Softmax, gone: number): void {
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const start = model.rowStart[bucket] as number;
    for (let at = start; at < start + (model.rowLength[bucket] as number); at++) {
      if (model.classOf[at] !== gone) continue;
      model.weight[at] = 0;
      model.energy[at] = FIRST_ENERGY;
    }
  }
  model.biasWeight[gone] = FIRST_BIAS;
  model.biasEnergy[gone] = FIRST_ENERGY;
}

export function writeSoftmax(writer: Writer, model: Softmax): void {
  const buckets: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) if (model.rowLength[bucket]) buckets.push(bucket);
  const classes = new Uint16Array(model.live);
  const weights = new Float32Array(model.live);
  const energies = new Float32Array(model.live);
  let at = 0;
  for (const bucket of buckets) {
    const start = model.rowStart[bucket] as number;
    const end = start + (model.rowLength[bucket] as number);
    classes.set(model.classOf.subarray(start, end), at);
    weights.set(model.weight.subarray(start, end), at);
    energies.set(model.energy.subarray(start, end), at);
    at += end - start;
  }
  writer.array(Uint32Array.from(buckets));
  writer.array(Uint16Array.from(buckets, (bucket) => model.rowLength[bucket] ?? 0));
  writer.array(classes);
  writer.array(weights);
  writer.array(energies);
  writer.array(model.biasWeight);
  writer.array(model.biasEnergy);
}

export function readSoftmax(reader: Reader): Softmax {
  const model = newSoftmax();
  const buckets = reader.uint32s();
  const lengths = reader.uint16s();
  model.classOf = reader.uint16s();
  model.weight = reader.floats();
  model.energy = reader.floats();
  model.biasWeight = reader.floats();
  model.biasEnergy = reader.floats();
  buckets.forEach((bucket, index) => {
    const length = lengths[index] ?? 0;
    model.rowStart[bucket] = model.used;
    model.rowLength[bucket] = length;
    model.rowRoom[bucket] = length;
    model.used += length;
  });
  model.live = model.used;
  return model;
}

/** Updates the weights a feature has, then adds those it lacks. `pending` is −1 everywhere between calls. */
function trainRow(
  model: Softmax,
  bucket: number,
  value: number,
  gradients: Float32Array,
  touched: number,
): void {
  const start = model.rowStart[bucket] as number;
  const end = start + (model.rowLength[bucket] as number);
  let known = 0;
  for (let at = start; at < end; at++) {
    const c = model.classOf[at] as number;
    const gradient = gradients[c] as number;
    if (gradient === 0) continue;
    pending[c] = bucket;
    known++;
    const step = gradient * value;
    const energy = (model.energy[at] as number) + step * step;
    model.energy[at] = energy;
    model.weight[at] = (model.weight[at] as number) - (RATE * step) / Math.sqrt(energy);
  }
  for (let index = 0; known < touched && index < touched; index++) {
    const c = gradientClasses[index] as number;
    const gradient = gradients[c] as number;
    if (pending[c] === bucket || Math.abs(gradient) < LEAST_NEW_GRADIENT) continue;
    append(model, bucket, c, gradient * value);
  }
  for (let index = 0; index < touched; index++) pending[gradientClasses[index] as number] = -1;
}

function append(model: Softmax, bucket: number, c: number, step: number): void {
  const length = model.rowLength[bucket] as number;
  if (model.live >= LIVE_LIMIT || length >= ROW_LIMIT) return;
  if (length === model.rowRoom[bucket]) moveRow(model, bucket, Math.max(4, length * 2));
  const at = (model.rowStart[bucket] as number) + length;
  const energy = FIRST_ENERGY + step * step;
  model.classOf[at] = c;
  model.energy[at] = energy;
  model.weight[at] = -(RATE * step) / Math.sqrt(energy);
  model.rowLength[bucket] = length + 1;
  model.live++;
}

function moveRow(model: Softmax, bucket: number, room: number): void {
  if (model.used + room > model.weight.length) makeRoom(model, room);
  const from = model.rowStart[bucket] as number;
  const length = model.rowLength[bucket] as number;
  model.classOf.copyWithin(model.used, from, from + length);
  model.weight.copyWithin(model.used, from, from + length);
  model.energy.copyWithin(model.used, from, from + length);
  model.rowStart[bucket] = model.used;
  model.rowRoom[bucket] = room;
  model.used += room;
}

/** Larger pools, with the holes that moved rows left behind closed. */
function makeRoom(model: Softmax, room: number): void {
  let needed = room;
  for (let bucket = 0; bucket < BUCKETS; bucket++) needed += model.rowRoom[bucket] as number;
  const size = Math.ceil(needed * 1.6);
  const classOf = new Uint16Array(size);
  const weight = new Float32Array(size);
  const energy = new Float32Array(size);
  let used = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const length = model.rowLength[bucket] as number;
    const start = model.rowStart[bucket] as number;
    classOf.set(model.classOf.subarray(start, start + length), used);
    weight.set(model.weight.subarray(start, start + length), used);
    energy.set(model.energy.subarray(start, start + length), used);
    model.rowStart[bucket] = used;
    used += model.rowRoom[bucket] as number;
  }
  model.classOf = classOf;
  model.weight = weight;
  model.energy = energy;
  model.used = used;
}

function growBias(model: Softmax, classes: number): void {
  const known = model.biasWeight.length;
  // Freshly made arrays hold zeros: an energy of zero marks a class that was never initialised.
  if (classes > known) {
    const weights = new Float32Array(classes * 2);
    const energies = new Float32Array(classes * 2);
    weights.set(model.biasWeight);
    energies.set(model.biasEnergy);
    model.biasWeight = weights;
    model.biasEnergy = energies;
  }
  for (let c = classes - 1; c >= 0 && model.biasEnergy[c] === 0; c--) {
    model.biasWeight[c] = FIRST_BIAS;
    model.biasEnergy[c] = FIRST_ENERGY;
  }
}
