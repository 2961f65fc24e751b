/** A small logistic model over named numbers, learnt online, that turns raw scores into honest probabilities. */

export type Logistic = {
  bias: number;
  biasEnergy: number;
  /** The weights before the first label. */
  prior: Record<string, number>;
  weights: Record<string, number>;
  energies: Record<string, number>;
  /** The usual value of each feature that has no prior weight. */
  usual: Record<string, number>;
  /** Labels so far, and those of them that were true. */
  seen: number;
  held: number;
};

const RATE = 0.15;
const FIRST_ENERGY = 0.5;
/** The usual value is the mean of so many of the newest. */
const NEWEST = 200;

/** A model that knows only the weights of `prior`, for sane answers before the first label. */
export function newLogistic(bias: number, prior: Record<string, number>): Logistic {
  return {
    bias,
    biasEnergy: FIRST_ENERGY,
    prior,
    weights: { ...prior },
    energies: {},
    usual: {},
    seen: 0,
    held: 0,
  };
}

/** P(true | features). */
export function predict(model: Logistic, features: Readonly<Record<string, number>>): number {
  return chance(logOdds(model, features));
}

/** The natural logarithm of the odds of true. */
export function logOdds(model: Logistic, features: Readonly<Record<string, number>>): number {
  let sum = model.bias;
  for (const name in features) sum += (model.weights[name] ?? 0) * told(model, name, features[name] ?? 0);
  return sum;
}

/** The probability of these log odds. */
export function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Log odds rise by one with nine examples, by two with 36: as their number's root. */
const EXAMPLES_A_LIFT = 3;

/**
 * What a model learnt, as far above its estimate of before the first label as so many examples can lift it: it has more
 * weights than a young team has labels. They may lower it at once.
 */
export function liftedBy(examples: number, learnt: number, estimate: number): number {
  const lift = Math.exp(Math.sqrt(examples) / EXAMPLES_A_LIFT);
  return Math.min(learnt, 1 / (1 + (1 - estimate) / (lift * estimate)));
}

/** How many labels tell true from false: the rarer of both (Peduzzi et al., J. Clin. Epidemiol. 49, 1996). */
export function telling({ seen, held }: Logistic): number {
  return Math.min(held, seen - held);
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
  model.held += Number(label);
  model.biasEnergy += error * error;
  model.bias -= (RATE * error) / Math.sqrt(model.biasEnergy);
  for (const name in features) {
    const value = features[name] ?? 0;
    const gradient = error * told(model, name, value);
    const energy = (model.energies[name] ?? FIRST_ENERGY) + gradient * gradient;
    model.energies[name] = energy;
    model.weights[name] = (model.weights[name] ?? 0) - (RATE * gradient) / Math.sqrt(energy);
    if (name in model.prior) continue;
    const usual = model.usual[name] ?? value;
    model.usual[name] = usual + (value - usual) / Math.min(model.seen, NEWEST);
  }
}

/**
 * What a feature tells. One with a prior weight means what it says; of another only its distance from the usual counts: else
 * dozens of features together would be a second bias, and lift a case unlike all others as if it were like them.
 */
function told(model: Logistic, name: string, value: number): number {
  return name in model.prior ? value : value - (model.usual[name] ?? value);
}
