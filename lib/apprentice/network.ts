/**
 * A shallow network over the same hashed features: embeddings summed, one hidden layer, a softmax over classes.
 * It sees combinations of facts that the linear model cannot; together they are better than either.
 */
import type { Reader, Writer } from "./snapshot";
import { combine } from "./tokens";

const BUCKET_BITS = 16;
const BUCKETS = 1 << BUCKET_BITS;
const WIDTH = 48;
const RATE = 0.08;
const FIRST_ENERGY = 0.01;
const FIRST_EMBEDDING_ENERGY = 0.001;
const EMBEDDING_NOISE = 0.1;
const LEAK = 0.1;
const FIRST_BIAS = -3;
const NORM = 3;
const LEAST_GRADIENT = 0.001;

export type Network = {
  embedding: Float32Array;
  embeddingEnergy: Float32Array;
  /** 1 where an embedding was ever trained; the others are zero. */
  touched: Uint8Array;
  hidden: Float32Array;
  hiddenEnergy: Float32Array;
  /** One row of WIDTH + 1 (bias last) per class. */
  output: Float32Array;
  outputEnergy: Float32Array;
};

export function newNetwork(): Network {
  const hidden = new Float32Array(WIDTH * (WIDTH + 1));
  for (let index = 0; index < hidden.length; index++) hidden[index] = noise(index, 7) / Math.sqrt(WIDTH);
  return {
    embedding: new Float32Array(BUCKETS * WIDTH),
    embeddingEnergy: new Float32Array(BUCKETS),
    touched: new Uint8Array(BUCKETS),
    hidden,
    hiddenEnergy: new Float32Array(hidden.length).fill(FIRST_ENERGY),
    output: new Float32Array(0),
    outputEnergy: new Float32Array(0),
  };
}

const sum = new Float32Array(WIDTH);
const first = new Float32Array(WIDTH);
const second = new Float32Array(WIDTH);
const firstError = new Float32Array(WIDTH);
const secondError = new Float32Array(WIDTH);

/** Class scores of a point into `out`. */
export function scoreNetwork(model: Network, features: Uint32Array, out: Float32Array): void {
  grow(model, out.length);
  forward(model, features, out);
}

function forward(model: Network, features: Uint32Array, out: Float32Array): void {
  const { embedding, hidden, output } = model;
  const value = NORM / Math.sqrt(features.length);
  sum.fill(0);
  for (let index = 0; index < features.length; index++) {
    const row = ((features[index] as number) >>> (32 - BUCKET_BITS)) * WIDTH;
    for (let k = 0; k < WIDTH; k++) sum[k] = (sum[k] as number) + (embedding[row + k] as number);
  }
  for (let k = 0; k < WIDTH; k++) {
    const x = (sum[k] as number) * value;
    first[k] = x > 0 ? x : LEAK * x;
  }
  for (let j = 0; j < WIDTH; j++) {
    const row = j * (WIDTH + 1);
    let x = hidden[row + WIDTH] as number;
    for (let k = 0; k < WIDTH; k++) x += (hidden[row + k] as number) * (first[k] as number);
    second[j] = (x > 0 ? x : LEAK * x) + (first[j] as number);
  }
  for (let c = 0; c < out.length; c++) {
    const row = c * (WIDTH + 1);
    let x = output[row + WIDTH] as number;
    for (let k = 0; k < WIDTH; k++) x += (output[row + k] as number) * (second[k] as number);
    out[c] = x;
  }
}

/** One gradient step given d(loss)/d(score) of every class; must follow `scoreNetwork` of the same features. */
export function trainNetwork(model: Network, features: Uint32Array, gradients: Float32Array): void {
  const { embedding, embeddingEnergy, hidden, hiddenEnergy, output, outputEnergy } = model;
  secondError.fill(0);
  for (let c = 0; c < gradients.length; c++) {
    const gradient = gradients[c] as number;
    if (gradient < LEAST_GRADIENT && gradient > -LEAST_GRADIENT) continue;
    const row = c * (WIDTH + 1);
    for (let k = 0; k <= WIDTH; k++) {
      const input = k === WIDTH ? 1 : (second[k] as number);
      const weight = output[row + k] as number;
      if (k < WIDTH) secondError[k] = (secondError[k] as number) + gradient * weight;
      const step = gradient * input;
      const energy = (outputEnergy[row + k] as number) + step * step;
      outputEnergy[row + k] = energy;
      output[row + k] = weight - (RATE * step) / Math.sqrt(energy);
    }
  }
  firstError.set(secondError);
  for (let j = 0; j < WIDTH; j++) {
    const active = (second[j] as number) - (first[j] as number) > 0 ? 1 : LEAK;
    const gradient = (secondError[j] as number) * active;
    const row = j * (WIDTH + 1);
    for (let k = 0; k <= WIDTH; k++) {
      const input = k === WIDTH ? 1 : (first[k] as number);
      const weight = hidden[row + k] as number;
      if (k < WIDTH) firstError[k] = (firstError[k] as number) + gradient * weight;
      const step = gradient * input;
      const energy = (hiddenEnergy[row + k] as number) + step * step;
      hiddenEnergy[row + k] = energy;
      hidden[row + k] = weight - (RATE * step) / Math.sqrt(energy);
    }
  }
  const value = NORM / Math.sqrt(features.length);
  let square = 0;
  for (let k = 0; k < WIDTH; k++) {
    const gradient = (firstError[k] as number) * value * ((first[k] as number) > 0 ? 1 : LEAK);
    firstError[k] = gradient;
    square += gradient * gradient;
  }
  square /= WIDTH;
  for (let index = 0; index < features.length; index++) {
    const bucket = (features[index] as number) >>> (32 - BUCKET_BITS);
    if (!model.touched[bucket]) touch(model, bucket);
    const energy = (embeddingEnergy[bucket] as number) + square;
    embeddingEnergy[bucket] = energy;
    const rate = RATE / Math.sqrt(energy);
    const row = bucket * WIDTH;
    for (let k = 0; k < WIDTH; k++)
      embedding[row + k] = (embedding[row + k] as number) - rate * (firstError[k] as number);
  }
}

function touch(model: Network, bucket: number): void {
  model.touched[bucket] = 1;
  model.embeddingEnergy[bucket] = FIRST_EMBEDDING_ENERGY;
  for (let k = 0; k < WIDTH; k++) model.embedding[bucket * WIDTH + k] = noise(bucket, k) * EMBEDDING_NOISE;
}

function noise(left: number, right: number): number {
  return combine(left + 1, right + 1) / 2147483648 - 1;
}

function grow(model: Network, classes: number): void {
  const known = model.output.length / (WIDTH + 1);
  if (classes <= known) return;
  const room = Math.max(64, classes * 2) * (WIDTH + 1);
  const output = new Float32Array(room);
  const energy = new Float32Array(room).fill(FIRST_ENERGY);
  output.set(model.output);
  energy.set(model.outputEnergy);
  for (let at = model.output.length; at < room; at++) {
    output[at] = at % (WIDTH + 1) === WIDTH ? FIRST_BIAS : 0;
  }
  model.output = output;
  model.outputEnergy = energy;
}

export function forgetNetworkClass(model: Network, gone: number): void {
  const start = gone * (WIDTH + 1);
  if (start >= model.output.length) return;
  model.output.fill(0, start, start + WIDTH);
  model.output[start + WIDTH] = FIRST_BIAS;
  model.outputEnergy.fill(FIRST_ENERGY, start, start + WIDTH + 1);
}

export function writeNetwork(writer: Writer, model: Network): void {
  const buckets: number[] = [];
  model.touched.forEach((touched, bucket) => {
    if (touched) buckets.push(bucket);
  });
  const rows = new Float32Array(buckets.length * WIDTH);
  buckets.forEach((bucket, index) => {
    rows.set(model.embedding.subarray(bucket * WIDTH, (bucket + 1) * WIDTH), index * WIDTH);
  });
  writer.array(Uint32Array.from(buckets));
  writer.array(rows);
  writer.array(Float32Array.from(buckets, (bucket) => model.embeddingEnergy[bucket] ?? 0));
  writer.array(model.hidden);
  writer.array(model.hiddenEnergy);
  writer.array(model.output);
  writer.array(model.outputEnergy);
}

export function readNetwork(reader: Reader): Network {
  const model = newNetwork();
  const buckets = reader.uint32s();
  const rows = reader.floats();
  const energies = reader.floats();
  buckets.forEach((bucket, index) => {
    model.touched[bucket] = 1;
    model.embeddingEnergy[bucket] = energies[index] ?? 0;
    model.embedding.set(rows.subarray(index * WIDTH, (index + 1) * WIDTH), bucket * WIDTH);
  });
  model.hidden = reader.floats();
  model.hiddenEnergy = reader.floats();
  model.output = reader.floats();
  model.outputEnergy = reader.floats();
  return model;
}
