/** Alerting rules as files that Prometheus and Grafana load. Pure. */
import { createHash } from "node:crypto";
import { stringify } from "yaml";
import type { Severity } from "#lib/signals/model";

/** A rule in the terms both share: it fires once `expr` has had a result for so many minutes. */
export type AlertRule = {
  alert: string;
  expr: string;
  forMinutes: number;
  severity: Severity;
  summary: string;
};

/** Longest title and uid that Grafana takes. */
const longestTitle = 190;
const longestUid = 40;

/** One group of rules as Prometheus loads it with `rule_files`. */
export function prometheusFile(group: string, rules: readonly AlertRule[]): string {
  return written({
    groups: [
      {
        name: group,
        rules: rules.map(({ alert, expr, forMinutes, severity, summary }) => ({
          alert,
          expr,
          for: `${forMinutes}m`,
          labels: { severity },
          annotations: { summary: untemplated(summary) },
        })),
      },
    ],
  });
}

/**
 * The same rules as Grafana provisions them, over the data source of uid `datasource`. A rule of Prometheus fires for every
 * series its expression leaves over, whatever the value; a second step asks for that.
 */
export function grafanaFile(group: string, rules: readonly AlertRule[], datasource = "prometheus"): string {
  return written({
    apiVersion: 1,
    groups: [
      {
        orgId: 1,
        name: group,
        folder: "Vigil",
        interval: "1m",
        rules: rules.map(({ alert, expr, forMinutes, severity, summary }, place) => ({
          uid: uidOf(`${group}/${place}/${alert}/${expr}`),
          title:
            rules.findIndex((one) => one.alert === alert) === place ? cut(alert) : cut(`${alert} ${place}`),
          condition: "fires",
          data: [
            query("series", datasource, { expr, instant: true }),
            query("left", "__expr__", {
              type: "math",
              expression: "is_number($series) || is_nan($series) || is_inf($series)",
            }),
            query("fires", "__expr__", {
              type: "threshold",
              expression: "left",
              conditions: [{ evaluator: { type: "gt", params: [0] } }],
            }),
          ],
          noDataState: "OK",
          execErrState: "Error",
          for: `${forMinutes}m`,
          labels: { severity },
          annotations: { summary: untemplated(summary) },
        })),
      },
    ],
  });
}

function query(refId: string, datasourceUid: string, model: Record<string, unknown>) {
  return { refId, relativeTimeRange: { from: 600, to: 0 }, datasourceUid, model: { refId, ...model } };
}

/** Both read annotations as templates: braces of a name are no command. */
function untemplated(text: string): string {
  return text.replaceAll("{{", "{ {");
}

function uidOf(text: string): string {
  return `vigil-${createHash("sha256").update(text).digest("hex")}`.slice(0, longestUid);
}

function cut(title: string): string {
  return title.slice(0, longestTitle);
}

/** Every text in quotes: no name becomes a number, a date or a comment. */
function written(file: unknown): string {
  return stringify(file, { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
}
