/** Weights in hashed buckets with their AdaGrad energies: what the small online models share. */
import type { Reader, Writer } from "./snapshot";

/** `energy` is 0 where a weight was never trained. */
export type HashedWeights = { weight: Float32Array; energy: Float32Array };

/** Writes the trained buckets alone. */
export function writeHashed(writer: Writer, { weight, energy }: HashedWeights): void {
  let count = 0;
  for (let bucket = 0; bucket < energy.length; bucket++) if (energy[bucket] !== 0) count++;
  const used = new Uint32Array(count);
  const weights = new Float32Array(count);
  const energies = new Float32Array(count);
  let at = 0;
  for (let bucket = 0; bucket < energy.length; bucket++) {
    if (energy[bucket] === 0) continue;
    used[at] = bucket;
    weights[at] = weight[bucket] as number;
    energies[at] = energy[bucket] as number;
    at++;
  }
  writer.array(used);
  writer.array(weights);
  writer.array(energies);
}

/** Reads them back into untrained weights. */
export function readHashed(reader: Reader, into: HashedWeights): void {
  const used = reader.uint32s();
  const weights = reader.floats();
  const energies = reader.floats();
  used.forEach((bucket, index) => {
    into.weight[bucket] = weights[index] ?? 0;
    into.energy[bucket] = energies[index] ?? 0;
  });
}
