/** A logistic regression over hashed features. */
import { type HashedWeights, readHashed } from "./hashed-weights";
import type { Reader } from "./snapshot";

export type SparseLogistic = HashedWeights;

const BUCKETS = 1 << 16;
const RATE = 0.15;
const FIRST_ENERGY = 0.05;
const NORM = 2;

export function newSparseLogistic(): SparseLogistic {
  return { weight: new Float32Array(BUCKETS), energy: new Float32Array(BUCKETS) };
}

/** Log odds of true. */
export function sparseLogit(model: SparseLogistic, features: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < features.length; index++) {
    sum += model.weight[(features[index] as number) & (BUCKETS - 1)] as number;
  }
  return (sum * NORM) / Math.sqrt(features.length);
}

/** One AdaGrad step on the log loss. */
export function learnSparse(model: SparseLogistic, features: ArrayLike<number>, label: boolean): void {
  const error = 1 / (1 + Math.exp(-sparseLogit(model, features))) - Number(label);
  const gradient = (error * NORM) / Math.sqrt(features.length);
  for (let index = 0; index < features.length; index++) {
    const bucket = (features[index] as number) & (BUCKETS - 1);
    const energy = ((model.energy[bucket] as number) || FIRST_ENERGY) + gradient * gradient;
    model.energy[bucket] = energy;
    model.weight[bucket] = (model.weight[bucket] as number) - (RATE * gradient) / Math.sqrt(energy);
  }
}

export function readSparse(reader: Reader): SparseLogistic {
  const model = newSparseLogistic();
  readHashed(reader, model);
  return model;
}
