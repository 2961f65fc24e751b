/** Figures as Prometheus reads them: the text format, version 0.0.4. Pure. */

export type Sample = { labels?: Record<string, string>; value: number };
export type Metric =
  | { name: string; help: string; kind: "counter" | "gauge"; samples: Sample[] }
  /** `buckets`: how many lie at or below each bound, in order; all of them are `count`. */
  | {
      name: string;
      help: string;
      kind: "histogram";
      buckets: [number, number][];
      sum: number;
      count: number;
    };

/** One text with all of them, in the order given. */
export function exposition(metrics: readonly Metric[]): string {
  return `${metrics.flatMap(linesOf).join("\n")}\n`;
}

function linesOf(metric: Metric): string[] {
  const { name, help, kind } = metric;
  const head = [
    `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}`,
    `# TYPE ${name} ${kind}`,
  ];
  if (kind !== "histogram") return [...head, ...metric.samples.map((sample) => line(name, sample))];
  const { buckets, sum, count } = metric;
  return [
    ...head,
    ...buckets.map(([bound, value]) => line(`${name}_bucket`, { labels: { le: String(bound) }, value })),
    line(`${name}_bucket`, { labels: { le: "+Inf" }, value: count }),
    line(`${name}_sum`, { value: sum }),
    line(`${name}_count`, { value: count }),
  ];
}

function line(name: string, { labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${Number.isFinite(value) ? value : "NaN"}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
