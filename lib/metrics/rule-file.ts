/** Recommended thresholds as a rule file of Prometheus. */
import type { ThresholdBlock } from "./model";

type Rule = {
  name: string;
  labels: Record<string, string>;
  isCounter: boolean;
  blocks: readonly ThresholdBlock[];
};

/** One group, a rule for each end that a value can pass. Hours are UTC, as those of PromQL's `hour()`. */
export function ruleFile({ name, labels, isCounter, blocks }: Rule): string {
  const value = isCounter ? `rate(${selector(name, labels)}[5m])` : selector(name, labels);
  const rule = (end: "above" | "below") => {
    const expression = blocks
      .map((block) => {
        const bound =
          end === "above" ? `${value} > ${number(block.upper)}` : `${value} < ${number(block.lower)}`;
        return isWholeDay(block)
          ? bound
          : `(${bound}) and on() (hour() >= ${block.fromHour} and hour() < ${block.toHour})`;
      })
      .join("\n  or\n  ");
    const words = `${name} is ${end} what it was in the week this rule was made from`;
    return `      - alert: ${yaml(alertName(name, end))}
        expr: |
          ${expression.replaceAll("\n", "\n          ")}
        for: 5m
        labels:
          severity: warning
        annotations:
          summary: ${yaml(words)}`;
  };
  return `groups:\n  - name: ${yaml(`vigil-${name}`)}\n    rules:\n${rule("above")}\n${rule("below")}\n`;
}

function isWholeDay({ fromHour, toHour }: ThresholdBlock): boolean {
  return fromHour === 0 && toHour === 24;
}

/** A name of the classic form stands before the braces; any other goes inside. */
function selector(name: string, labels: Record<string, string>): string {
  const isClassic = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
  const pairs = Object.entries(labels).map(([label, text]) => `${label}=${quoted(text)}`);
  if (!isClassic) pairs.unshift(`__name__=${quoted(name)}`);
  return `${isClassic ? name : ""}{${pairs.join(",")}}`;
}

function alertName(name: string, end: "above" | "below"): string {
  const words = name.split(/[^a-zA-Z0-9]+/).filter(Boolean);
  const camel = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return `${camel}${end === "above" ? "High" : "Low"}`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** PromQL takes the escapes of a JSON string. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A JSON string is a YAML one. */
function yaml(text: string): string {
  return JSON.stringify(text);
}
