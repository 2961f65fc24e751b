/** An online softmax over hashed binary features with AdaGrad steps (Duchi et al. 2011). */
import type { Reader, Writer } from "./snapshot";
import { append, BUCKETS, newRows, readRows, type SparseRows, writeRows } from "./sparse-rows";

export type Softmax = SparseRows & { biasWeight: Float32Array; biasEnergy: Float32Array };

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
  return { ...newRows(), biasWeight: new Float32Array(64), biasEnergy: new Float32Array(64) };
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
  writeRows(writer, model);
  writer.array(model.biasWeight);
  writer.array(model.biasEnergy);
}

export function readSoftmax(reader: Reader): Softmax {
  return { ...readRows(reader), biasWeight: reader.floats(), biasEnergy: reader.floats() };
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
    const step = gradient * value;
    const energy = FIRST_ENERGY + step * step;
    append(model, bucket, c, { weight: -(RATE * step) / Math.sqrt(energy), energy });
  }
  for (let index = 0; index < touched; index++) pending[gradientClasses[index] as number] = -1;
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
