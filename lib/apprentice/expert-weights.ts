/** Weights of the experts' predictions, learnt online (AdaGrad). */

/** Weights of the experts' predictions of a candidate, learnt online. */
export type Stack = { weights: number[]; energies: number[] };

const RATE = 0.05;
const FIRST_ENERGY = 0.1;

export function newStack(): Stack {
  const weights = [0.6, 0.3, 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  return { weights, energies: weights.map(() => FIRST_ENERGY) };
}

/** The probability of each candidate by what speaks for it: a softmax over the weighted facts. */
export function weigh(stack: Stack, facts: readonly number[][]): number[] {
  const scores = facts.map((one) =>
    one.reduce((sum, fact, index) => sum + fact * (stack.weights[index] ?? 0), 0),
  );
  const top = Math.max(...scores);
  const parts = scores.map((one) => Math.exp(one - top));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** One update towards the experts that favoured the candidate at `target`. */
export function learnWeights(stack: Stack, facts: readonly number[][], target: number): void {
  const chances = weigh(stack, facts);
  stack.weights.forEach((weight, fact) => {
    let gradient = 0;
    facts.forEach((one, index) => {
      gradient += ((chances[index] ?? 0) - Number(index === target)) * (one[fact] ?? 0);
    });
    const energy = (stack.energies[fact] ?? FIRST_ENERGY) + gradient * gradient;
    stack.energies[fact] = energy;
    stack.weights[fact] = weight - (RATE * gradient) / Math.sqrt(energy);
  });
}
