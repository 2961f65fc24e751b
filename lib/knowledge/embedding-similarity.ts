/** Calibrates the cosine of two embeddings into evidence of relevance, for any embedding model. Pure. */

/**
 * How a model's cosines are read: `even` is as likely that of a passage about the question as that of the nearest about
 * another matter, and the log odds grow by `slope` for each 1 above it. Models differ: what is near for one is far for
 * another, and a model that hardly tells matters apart says little.
 */
export type Scale = { slope: number; even: number };

/** A dozen cosines may lie closer together by chance than cosines do. */
const leastDeviation = 0.03;

/**
 * The scale of a model from its unit vectors of questions and of passages about them, in the same order: the cosines of
 * each question and its passage against those of the nearest other, as two normal distributions of one variance (linear
 * discriminant analysis, Fisher 1936). Null when the model does not tell them apart.
 */
export function scaleOf(questions: readonly number[][], passages: readonly number[][]): Scale | null {
  const alike = questions.map((question, place) => cosine(question, passages[place] ?? []));
  const apart = questions.map((question, place) =>
    Math.max(...passages.filter((_, other) => other !== place).map((passage) => cosine(question, passage))),
  );
  const variance = Math.max(leastDeviation ** 2, (varianceOf(alike) + varianceOf(apart)) / 2);
  const slope = (mean(alike) - mean(apart)) / variance;
  return slope > 0 ? { slope, even: (mean(alike) + mean(apart)) / 2 } : null;
}

/** So many of a kind may be about one matter; articles hardly repeat each other, past tickets do. */
const sharers = { article: 5, ticket: 20 };

/**
 * The scale for one question, given the cosines of the passages of a kind nearest to it, best first: where many are as
 * near, as among the runbooks of one product, it is the product that is the same. What does not stand out from them says
 * nothing.
 */
export function scaleAmong(
  { slope, even }: Scale,
  kind: keyof typeof sharers,
  nearest: readonly number[],
): Scale {
  return { slope, even: Math.max(even, nearest[sharers[kind] - 1] ?? even) };
}

/** The log odds that a passage of this cosine is about the question. */
export function similarityLogOdds(cosine: number, { slope, even }: Scale): number {
  return slope * (cosine - even);
}

const mostEvidence = 5;
/** Of fewer words nobody can tell what they mean. */
const enoughWords = 3;

/**
 * What similarity adds to the log odds that a passage is about a question of so many different words, in [0, 5]: an
 * embedding speaks for a passage, never against it. One that shares no word with the question needs 3.8.
 */
export function evidence(near: number, words: number): number {
  return Math.min(1, words / enoughWords) * Math.min(mostEvidence, Math.max(0, near));
}

/** A vector of length 1 in the same direction; null for one that has none. */
export function unit(vector: readonly number[]): number[] | null {
  const length = Math.hypot(...vector);
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : null;
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}
