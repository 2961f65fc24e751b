/** How figures of a replay are written: shares as percentages, indices as papers print them. */
import { type FigureRow, type MeasureKey, measures } from "#lib/evaluation/rules";

/** Figures between 0 and 1 that are no share of anything countable. */
const indices: readonly string[] = [
  "token_f1",
  "rouge_l",
  "chrf",
  "aurc",
  "confidence_auc",
  "ece",
  "typed_auc",
] satisfies MeasureKey[];

type Key = FigureRow["key"];
type Value = number | null | undefined;

/** A dash for what could not be computed. */
export function figureText(key: Key, value: Value): string {
  if (value === null || value === undefined) return "–";
  if (isTime(key)) return value.toFixed(1);
  return indices.includes(key) ? value.toFixed(3) : percentText(value);
}

/** A share as "31.4%". */
export function percentText(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

export type Difference = { text: string; verdict: "better" | "worse" | "same" };

/** What one run has over another: in points for shares, and whether that is good. */
export function differenceOf(key: Key, value: Value, from: Value): Difference | null {
  if (typeof value !== "number" || typeof from !== "number") return null;
  const size = figureText(key, Math.abs(value - from));
  if (size === figureText(key, 0)) return { text: "0", verdict: "same" };
  const text = `${value < from ? "−" : "+"}${size.replace("%", " points")}`;
  return { text, verdict: value > from === isBetterHigher(key) ? "better" : "worse" };
}

function isTime(key: Key): boolean {
  return key.startsWith("agent run");
}

/** Coverages, precisions and routing are no measures of their own; more of them is better. */
function isBetterHigher(key: Key): boolean {
  const measure = Object.entries(measures).find(([name]) => name === key)?.[1];
  return measure ? measure.better === "higher" : !isTime(key);
}
