/** A small logistic model over named numbers, learnt online, that turns raw scores into honest probabilities. */

export type Logistic = {
  bias: number;
  biasEnergy: number;
  weights: Record<string, number>;
  energies: Record<string, number>;
  seen: number;
};

const RATE = 0.15;
const FIRST_ENERGY = 0.5;

/** A model that knows only `weights`, for sane answers before the first label. */
export function newLogistic(bias: number, weights: Record<string, number>): Logistic {
  return { bias, biasEnergy: FIRST_ENERGY, weights: { ...weights }, energies: {}, seen: 0 };
}

/** P(true | features). */
export function predict(model: Logistic, features: Readonly<Record<string, number>>): number {
  let sum = model.bias;
  for (const name in features) sum += (model.weights[name] ?? 0) * (features[name] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** One AdaGrad step on the log loss; `predicted` is given where this model is only a part of the predictor. */
export function learn(
  model: Logistic,
  features: Readonly<Record<string, number>>,
  label: boolean,
  predicted = predict(model, features),
): void {
  const error = predicted - Number(label);
  model.seen++;
  model.biasEnergy += error * error;
  model.bias -= (RATE * error) / Math.sqrt(model.biasEnergy);
  for (const name in features) {
    const gradient = error * (features[name] ?? 0);
    const energy = (model.energies[name] ?? FIRST_ENERGY) + gradient * gradient;
    model.energies[name] = energy;
    model.weights[name] = (model.weights[name] ?? 0) - (RATE * gradient) / Math.sqrt(energy);
  }
}
