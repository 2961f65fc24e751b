/** The shared alert corpus, all of it at once: nothing that is not of one cause is joined. Skipped where it is not there. */
import { existsSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { inbound } from "#lib/signals/testing/alerts";
import { recordAlerts } from "./record-alerts";

const path = "../shared/data/alerts_runbooks.json";
const isThere = existsSync(path);
if (!isThere) console.info(`Skipped: ${path} is not there.`);

type Entry = { alert: string; labels: Record<string, string>; annotations: Record<string, string> };

test.skipIf(!isThere)("57 rules that fire at the same second are 57 incidents", async ({ db }) => {
  const { alerts } = JSON.parse(readFileSync(path, "utf8")) as { alerts: Entry[] };
  const startsAt = new Date();
  // As kube-prometheus sends them: what watched is told by job and service, and is the same for most of them.
  const watched = {
    job: "kube-state-metrics",
    service: "kube-state-metrics",
    endpoint: "http",
    cluster: "prod",
  };
  const sent = alerts.map(({ alert: name, labels, annotations }) =>
    inbound({
      name,
      startsAt,
      severity: labels.severity === "critical" ? "critical" : "warning",
      labels: { ...watched, ...labels, alertname: name },
      annotations,
    }),
  );
  const placed = await recordAlerts(systemCtx("test", db), { source: unique("corpus"), alerts: sent });
  expect(new Set(placed.map((one) => one?.incidentId)).size).toBe(alerts.length);
});
