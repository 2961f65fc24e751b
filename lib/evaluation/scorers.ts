/** The measures by which suggestions are judged, each a pure function with its definition; replay and analytics share them. */

/** Lower-cased Latin words, digits and apostrophes; other letters by themselves, so that every script can be compared. */
export function scoreTokens(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9']+|[^\s\p{P}\p{S}a-z0-9]/gu) ?? [];
}

/** Token F1: 2 · overlap / (length + length) over token multisets; 1 when both are empty. */
export function tokenF1(candidate: string, reference: string): number {
  return multisetF1(scoreTokens(candidate), scoreTokens(reference));
}

/** ROUGE-L: 2 · longest common subsequence / (length + length) over tokens; 1 when both are empty. */
export function rougeL(candidate: string, reference: string): number {
  const left = scoreTokens(candidate);
  const right = scoreTokens(reference);
  const total = left.length + right.length;
  return total === 0 ? 1 : (2 * longestCommonSubsequence(left, right)) / total;
}

/**
 * chrF: F-beta (beta 2) of character n-grams of length 1 to 6, precision and recall averaged over the lengths,
 * lower-cased, white space removed. Popović, "chrF: character n-gram F-score for automatic MT evaluation", 2015.
 */
export function chrF(candidate: string, reference: string): number {
  const left = candidate.toLowerCase().replace(/\s+/g, "");
  const right = reference.toLowerCase().replace(/\s+/g, "");
  if (left === right) return 1;
  let precision = 0;
  let recall = 0;
  let orders = 0;
  for (let length = 1; length <= 6; length++) {
    const leftTotal = left.length - length + 1;
    const rightTotal = right.length - length + 1;
    if (leftTotal <= 0 && rightTotal <= 0) break;
    orders++;
    if (leftTotal <= 0 || rightTotal <= 0) continue;
    const shared = sharedNgrams(left, right, length);
    precision += shared / leftTotal;
    recall += shared / rightTotal;
  }
  if (orders === 0 || precision + recall === 0) return 0;
  const p = precision / orders;
  const r = recall / orders;
  return (5 * p * r) / (4 * p + r);
}

/** A suggestion is near-verbatim when its token F1 with the true reply is at least .9. */
export const NEAR_VERBATIM = 0.9;

/** True when the text holds a string of digits that stands nowhere in the ticket's past. */
export function hasForeignNumber(text: string, past: string): boolean {
  const known = new Set(past.match(/\d+/g) ?? []);
  return (text.match(/\d+/g) ?? []).some((digits) => !known.has(digits));
}

/** One judged suggestion: how sure the engine was and whether it was right. */
export type Judged = { confidence: number; right: boolean };

/** Area under the risk–coverage curve: mean over n of the error rate among the n most confident (Geifman & El-Yaniv 2017). */
export function aurc(points: readonly Judged[]): number {
  if (points.length === 0) return Number.NaN;
  let wrong = 0;
  let sum = 0;
  byConfidence(points).forEach((point, index) => {
    if (!point.right) wrong++;
    sum += wrong / (index + 1);
  });
  return sum / points.length;
}

/** Area under the ROC curve of confidence against being right; ties count one half. NaN when one side is empty. */
export function confidenceAuc(points: readonly Judged[]): number {
  const sorted = byConfidence(points).reverse();
  const positives = sorted.filter((point) => point.right).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return Number.NaN;
  let rankSum = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]?.confidence === sorted[start]?.confidence) end++;
    const meanRank = (start + 1 + end) / 2;
    for (let index = start; index < end; index++) if (sorted[index]?.right) rankSum += meanRank;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** One bin of a reliability diagram: mean confidence against the share that was right. */
export type ReliabilityBin = { count: number; confidence: number; right: number };

/** Equal-width bins over confidence 0–1; empty bins are left out. */
export function reliability(points: readonly Judged[], bins = 10): ReliabilityBin[] {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const point of points) {
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.floor(point.confidence * bins)))];
    if (!bin) continue;
    bin.count++;
    bin.confidence += point.confidence;
    if (point.right) bin.right++;
  }
  return sums
    .filter((bin) => bin.count > 0)
    .map((bin) => ({
      count: bin.count,
      confidence: bin.confidence / bin.count,
      right: bin.right / bin.count,
    }));
}

/** Expected calibration error: |confidence − share right| averaged over ten equal-width bins, weighted by their counts. */
export function expectedCalibrationError(points: readonly Judged[]): number {
  const total = points.length;
  return reliability(points).reduce(
    (sum, bin) => sum + (bin.count / total) * Math.abs(bin.confidence - bin.right),
    0,
  );
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which `share` (0–1) of the values lie (nearest rank); NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Two values of tool arguments are the same when they read the same: case and outer white space aside, 5 = "5". */
export function sameArgument(left: unknown, right: unknown): boolean {
  return comparable(left) === comparable(right);
}

/** Share of the true arguments that the call has right, extra keys counting against it; 1 when both are empty. */
export function argumentAccuracy(call: Record<string, unknown>, truth: Record<string, unknown>): number {
  const keys = new Set([...Object.keys(call), ...Object.keys(truth)]);
  if (keys.size === 0) return 1;
  let right = 0;
  for (const key of keys) if (key in call && key in truth && sameArgument(call[key], truth[key])) right++;
  return right / keys.size;
}

/** The most confident first; equal ones keep their order, so that figures are reproducible. */
function byConfidence(points: readonly Judged[]): Judged[] {
  return [...points].sort((left, right) => right.confidence - left.confidence);
}

function comparable(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    const entries = Array.isArray(value) ? value : Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify(entries).toLowerCase();
  }
  return String(value).trim().toLowerCase();
}

function multisetF1(left: readonly string[], right: readonly string[]): number {
  const total = left.length + right.length;
  if (total === 0) return 1;
  const counts = new Map<string, number>();
  for (const token of left) counts.set(token, (counts.get(token) ?? 0) + 1);
  let overlap = 0;
  for (const token of right) {
    const count = counts.get(token) ?? 0;
    if (count === 0) continue;
    counts.set(token, count - 1);
    overlap++;
  }
  return (2 * overlap) / total;
}

function longestCommonSubsequence(left: readonly string[], right: readonly string[]): number {
  let previous = new Uint16Array(right.length + 1);
  for (const token of left) {
    const current = new Uint16Array(right.length + 1);
    for (let column = 1; column <= right.length; column++) {
      current[column] =
        token === right[column - 1]
          ? (previous[column - 1] ?? 0) + 1
          : Math.max(previous[column] ?? 0, current[column - 1] ?? 0);
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

function sharedNgrams(left: string, right: string, length: number): number {
  const counts = new Map<string, number>();
  for (let start = 0; start + length <= left.length; start++) {
    const gram = left.slice(start, start + length);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  let shared = 0;
  for (let start = 0; start + length <= right.length; start++) {
    const gram = right.slice(start, start + length);
    const count = counts.get(gram) ?? 0;
    if (count === 0) continue;
    counts.set(gram, count - 1);
    shared++;
  }
  return shared;
}
