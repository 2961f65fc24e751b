/** How metrics, their states and what is found are called. */
import type { AnomalyKind, SeriesStateName } from "#lib/metrics/model";
import type { Tone } from "../ui/badge";

export const stateWords: Record<SeriesStateName, { label: string; tone: Tone }> = {
  cold: { label: "Cold", tone: "neutral" },
  learning: { label: "Learning", tone: "accent" },
  normal: { label: "Normal", tone: "positive" },
  anomalous: { label: "Anomalous", tone: "critical" },
  silent: { label: "No data", tone: "caution" },
};

export const stateHints: Record<SeriesStateName, string> = {
  cold: "Too few points yet: nothing is called an anomaly.",
  learning: "Checked, but less than eight days are known: a weekly pattern is not learned yet.",
  normal: "Within its usual range.",
  anomalous: "An anomaly is open. It closes after twelve usual points in a row.",
  silent: "It has stopped reporting.",
};

export const anomalyWords: Record<AnomalyKind, string> = {
  value: "Unusual value",
  jump: "Sudden change",
  level: "Change of level",
  spread: "Change of variation",
  shape: "New behavior",
  season: "Unusual for this time",
  trend: "Nearing a limit",
};

/** Four significant digits, with the unit. */
export function valueWords(value: number | null, unit = ""): string {
  if (value === null) return "–";
  const rounded = Number(value.toPrecision(4));
  const isLong = rounded !== 0 && (Math.abs(rounded) >= 1e7 || Math.abs(rounded) < 1e-4);
  const text = isLong
    ? rounded.toExponential()
    : rounded.toLocaleString("en", { maximumSignificantDigits: 4 });
  return unit && unit !== "1" ? `${text} ${unit.replace(/^1?\//, "per ")}` : text;
}

/** "2.3 to 3.3 ms"; a dash where nothing is known to be usual. */
export function rangeWords(low: number | null, high: number | null, unit = ""): string {
  return low === null ? "–" : `${valueWords(low)} to ${valueWords(high, unit)}`;
}
