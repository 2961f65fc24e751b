/** Thresholds of a series as alerting rules, in PromQL. Pure. */
import type { AlertRule } from "./alert-rule";
import type { ThresholdBlock } from "./model";

/** A series as PromQL selects it. */
export type Selected = { name: string; labels: Record<string, string>; isCounter: boolean };

/** The two ends of a range that a value can pass. */
export const rangeEnds = ["above", "below"] as const;
export type RangeEnd = (typeof rangeEnds)[number];

/** A rule for each end that a value can pass. Hours are UTC, as those of PromQL's `hour()`. */
export function thresholdRules(series: Selected, blocks: readonly ThresholdBlock[]): AlertRule[] {
  return rangeEnds.map((end) => ({
    alert: thresholdName(series.name, end),
    expr: blocks
      .map((block) => {
        const bound = passes(series, end, end === "above" ? block.upper : block.lower);
        return isWholeDay(block)
          ? bound
          : `(${bound}) and on() (hour() >= ${block.fromHour} and hour() < ${block.toHour})`;
      })
      .join("\n  or\n"),
    forMinutes: 5,
    severity: "warning",
    summary: `${series.name} is ${end} what it was in the week this rule was made from`,
  }));
}

/** True where the series is beyond a bound: `rate(requests_total{job="a"}[5m]) > 20`. */
export function passes(series: Selected, end: RangeEnd, bound: number): string {
  return `${readingOf(series)} ${end === "above" ? ">" : "<"} ${number(bound)}`;
}

/** What a rule of this series is called. */
export function thresholdName(name: string, end: RangeEnd): string {
  const words = name.split(/[^a-zA-Z0-9]+/).filter(Boolean);
  const camel = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return `${camel}${end === "above" ? "High" : "Low"}`;
}

/** PromQL takes the escapes of a JSON string. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

function readingOf({ name, labels, isCounter }: Selected): string {
  const selected = selector(name, labels);
  return isCounter ? `rate(${selected}[5m])` : selected;
}

function isWholeDay({ fromHour, toHour }: ThresholdBlock): boolean {
  return fromHour === 0 && toHour === 24;
}

/** A name of the classic form stands before the braces; any other goes inside. */
function selector(name: string, labels: Record<string, string>): string {
  const isClassic = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
  const pairs = Object.entries(labels).map(([label, text]) => `${labelName(label)}=${quoted(text)}`);
  if (!isClassic) pairs.unshift(`__name__=${quoted(name)}`);
  return `${isClassic ? name : ""}{${pairs.join(",")}}`;
}

/** Labels of OTLP have dots, which PromQL takes as Prometheus keeps them: as underscores. */
function labelName(label: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)
    ? label
    : label.replaceAll(/[^a-zA-Z0-9_]/g, "_").replace(/^(?=\d)/, "_");
}

function number(value: number): string {
  return String(Number(value.toPrecision(4)));
}
