/** What was found, in a sentence with its figures. */
import type { AnomalyKind } from "./model";

type Told = {
  series: { name: string; labels: Record<string, string>; unit: string };
  kind: AnomalyKind;
  value: number;
  low: number;
  high: number;
  hoursLeft?: number;
};

const manner: Record<Exclude<AnomalyKind, "trend">, string> = {
  value: "is far from its usual values",
  jump: "changed more at once than it usually does",
  level: "has changed its level",
  spread: "varies differently than usual",
  shape: "behaves as it never did before",
  season: "is not what it usually is at this time",
};

/** "cpu_seconds of checkout has changed its level: 0.91, usually 0.2 to 0.35." */
export function anomalySentence({ series, kind, value, low, high, hoursLeft }: Told): string {
  const who = [series.name, whose(series.labels)].filter(Boolean).join(" of ");
  if (kind === "trend")
    return `${who} reaches its limit in about ${hoursWords(hoursLeft ?? 0)} if it goes on like this: ${figure(value, series.unit)} now.`;
  return `${who} ${manner[kind]}: ${figure(value, series.unit)}, usually ${figure(low, "")} to ${figure(high, series.unit)}.`;
}

function whose(labels: Record<string, string>): string {
  return labels.service ?? labels.service_name ?? labels.instance ?? labels.job ?? "";
}

function hoursWords(hours: number): string {
  if (hours < 1) return "an hour or less";
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}

/** Three significant digits, large numbers with their thousands apart. */
export function figure(value: number, unit: string): string {
  const rounded = Number(value.toPrecision(3));
  const text =
    Math.abs(rounded) >= 1e6
      ? rounded.toExponential(2).replace(/\.?0{1,2}e\+?/, "e")
      : rounded.toLocaleString("en", { maximumSignificantDigits: 3 });
  return unit && unit !== "1" ? `${text} ${unit}` : text;
}
