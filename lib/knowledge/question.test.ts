/** What of a ticket and of an alert is searched for. */
import { expect, test } from "vitest";
import { expressionWords, questionOf } from "./question";

test("an expression gives its metrics and the values it looks for, not the words of the query language", () => {
  const promql = `# Without max_over_time, failed scrapes could create false negatives.
    max_over_time(kube_pod_status_reason{reason="CrashLoopBackOff", job=~"a|b"}[5m])
      * on (namespace) group_left count_values by (service) ("config_hash", node_load1) > 5`;
  expect(expressionWords(promql).split(" ")).toEqual([
    "kube_pod_status_reason",
    "node_load1",
    "CrashLoopBackOff",
    "a|b",
    "config_hash",
  ]);
});

test("an alert's name is asked for, its other labels and its expression stand beside", () => {
  const { text, aside } = questionOf({
    subject: "Disk is full.",
    messages: ["Disk is full.\nOn node-7."],
    labels: { alertname: "NodeDiskFull", severity: "critical" },
    expression: "node_filesystem_avail_bytes < 1",
  });
  expect(text).toBe("Disk is full.\nOn node-7.\nDisk is full.\nNodeDiskFull");
  expect(aside).toBe("critical\nnode_filesystem_avail_bytes");
});

test("a ticket of a customer has nothing beside its words", () => {
  expect(questionOf({ subject: "Invoice", messages: ["Where is it?"] })).toEqual({
    text: "Where is it?\nInvoice\n",
    aside: "",
  });
});
