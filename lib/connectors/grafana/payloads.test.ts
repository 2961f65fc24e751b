/** What older Grafana sends, as its documentation shows it. */
import { describe, expect, test } from "vitest";
import { read } from "../testing/read-payload";

describe("Grafana", () => {
  const old = (state: string) => ({
    dashboardId: 1,
    evalMatches: [{ value: 100, metric: "High value", tags: { host: "web-1" } }],
    imageUrl: "https://grafana.example/1.png",
    message: "Notification Message",
    orgId: 1,
    panelId: 2,
    ruleId: 17,
    ruleName: "Panel Title alert",
    ruleUrl: "https://grafana.example/d/hZ7BuVbWz/test-dashboard?fullscreen&edit&tab=alert&panelId=2&orgId=1",
    state,
    tags: { service: "checkout" },
    title: `[${state}] Panel Title alert`,
  });

  test("alerts of dashboards, as before version 11", async () => {
    const [fired] = await read("grafana", old("alerting"));
    expect(fired).toMatchObject({
      name: "Panel Title alert",
      state: "firing",
      labels: { service: "checkout", host: "web-1" },
      annotations: { values: "High value=100", image: "https://grafana.example/1.png" },
    });
    const [over] = await read("grafana", { ...old("ok"), evalMatches: null });
    expect(over).toMatchObject({ fingerprint: fired?.fingerprint, state: "resolved" });
    expect(await read("grafana", old("no_data"))).toMatchObject([{ state: "firing" }]);
  });

  test("a rule without data is told by its own name", async () => {
    const labels = {
      alertname: "DatasourceNoData",
      datasource_uid: "u",
      ref_id: "A",
      rulename: "Queue is long",
    };
    const alert = {
      status: "firing",
      labels,
      annotations: {},
      startsAt: "2026-11-20T09:58:00Z",
      fingerprint: "7d1",
    };
    expect(await read("grafana", { version: "1", alerts: [alert] })).toMatchObject([
      { name: "DatasourceNoData", annotations: { summary: "Queue is long: no data" } },
    ]);
  });
});
