/** One online ranking over hashed features: chances of candidates by a softmax, learnt by AdaGrad steps. */
import { type HashedWeights, readHashed } from "../hashed-weights";
import type { Reader } from "../snapshot";

export type Ranking = HashedWeights;

/** Hashed features of one candidate in groups; the features of a group share its say. */
export type Features = readonly (readonly number[])[];

const BUCKETS = 1 << 20;
const RATE = 0.2;
const PASSES = 2;
const FIRST_ENERGY = 0.02;
const LEAST_ERROR = 1e-3;

/** A ranking that finds all candidates equally likely. */
export function newRanking(): Ranking {
  return { weight: new Float32Array(BUCKETS), energy: new Float32Array(BUCKETS) };
}

/** Chances of the candidates, in their order. */
export function rank(model: Ranking, candidates: readonly Features[]): number[] {
  const scores = candidates.map((features) => {
    let score = 0;
    for (const group of features) {
      let sum = 0;
      for (const feature of group) sum += model.weight[feature & (BUCKETS - 1)] as number;
      score += sum / Math.sqrt(Math.max(1, group.length));
    }
    return score;
  });
  const top = Math.max(...scores);
  const parts = scores.map((one) => Math.exp(one - top));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** Learns which candidate was right. */
export function learnRanking(model: Ranking, candidates: readonly Features[], target: number): void {
  for (let pass = 0; pass < PASSES; pass++) descend(model, candidates, target);
}

function descend(model: Ranking, candidates: readonly Features[], target: number): void {
  const chances = rank(model, candidates);
  candidates.forEach((features, index) => {
    const error = (chances[index] ?? 0) - Number(index === target);
    if (Math.abs(error) < LEAST_ERROR) return;
    for (const group of features) {
      const gradient = error / Math.sqrt(Math.max(1, group.length));
      for (const feature of group) {
        const bucket = feature & (BUCKETS - 1);
        const energy = ((model.energy[bucket] as number) || FIRST_ENERGY) + gradient * gradient;
        model.energy[bucket] = energy;
        model.weight[bucket] = (model.weight[bucket] as number) - (RATE * gradient) / Math.sqrt(energy);
      }
    }
  });
}

export function readRanking(reader: Reader): Ranking {
  const model = newRanking();
  readHashed(reader, model);
  return model;
}
