/** What Azure Monitor sends besides its usual alert, as its documentation shows it. */
import { describe, expect, test } from "vitest";
import { read } from "../testing/read-payload";

describe("Azure Monitor", () => {
  const common = (essentials: object, alertContext: unknown, customProperties?: object) => ({
    schemaId: "azureMonitorCommonAlertSchema",
    data: {
      essentials: {
        alertId: "/subscriptions/1/providers/Microsoft.AlertsManagement/alerts/b9569717",
        alertRule: "rule",
        severity: "Sev2",
        monitorCondition: "Fired",
        alertTargetIDs: ["/subscriptions/1/resourcegroups/shop/providers/microsoft.web/sites/checkout"],
        originAlertId: "origin-1",
        firedDateTime: "2026-11-20T09:58:24.3713213Z",
        description: "",
        essentialsVersion: "1.0",
        alertContextVersion: "1.0",
        ...essentials,
      },
      alertContext,
      ...(customProperties && { customProperties }),
    },
  });

  test("a log search names what it split by, where its results are, and what the team wrote on the rule", async () => {
    const [alert] = await read(
      "azure",
      common(
        { signalType: "Log", monitoringService: "Log Alerts V2", configurationItems: ["workspace-1"] },
        {
          conditionType: "LogQueryCriteria",
          condition: {
            windowSize: "PT1H",
            allOf: [
              {
                searchQuery: "Heartbeat",
                dimensions: [{ name: "Computer", value: "web-7" }],
                operator: "GreaterThan",
                threshold: "0",
                metricValue: 3,
                linkToSearchResultsUI: "https://portal.azure.com#@tenant/blade/results",
              },
            ],
          },
        },
        { service: "checkout", team: "shop" },
      ),
    );
    expect(alert).toMatchObject({
      state: "firing",
      severity: "warning",
      labels: { Computer: "web-7", service: "checkout", team: "shop" },
      generatorUrl: "https://portal.azure.com#@tenant/blade/results",
    });
  });

  test("Service Health says what has happened", async () => {
    const [alert] = await read(
      "azure",
      common(
        { signalType: "Activity Log", monitoringService: "ServiceHealth", severity: "Sev4" },
        {
          authorization: null,
          channels: 1,
          eventSource: 2,
          operationName: "Microsoft.ServiceHealth/incident/action",
          properties: {
            title: "Virtual machines in West Europe",
            service: "Virtual Machines",
            region: "West Europe",
            communication: "<p>We investigate.</p>",
          },
        },
      ),
    );
    expect(alert).toMatchObject({
      severity: "info",
      labels: { service: "Virtual Machines", region: "West Europe" },
      annotations: { description: "<p>We investigate.</p>" },
    });
  });
});

describe("Azure's managed Prometheus", () => {
  test("tells the rule's own labels and annotations", async () => {
    const [alert] = await read("azure", {
      schemaId: "azureMonitorCommonAlertSchema",
      data: {
        essentials: {
          originAlertId: "3",
          alertRule: "DatabaseDown",
          severity: "Sev1",
          signalType: "Metric",
          monitorCondition: "Fired",
          monitoringService: "Prometheus",
          alertTargetIDs: [
            "/subscriptions/1/resourcegroups/r/providers/microsoft.monitor/accounts/workspace",
          ],
          configurationItems: [],
          firedDateTime: "2026-11-20T09:58:14.2474154Z",
          description: "",
        },
        alertContext: {
          expression: "sql_up == 0",
          expressionValue: "0",
          labels: { cluster: "eu-1", namespace: "shop", service: "orders-db" },
          annotations: {
            summary: "The database of orders is down",
            runbook_url: "https://wiki.example/orders",
          },
        },
      },
    });
    expect(alert).toMatchObject({
      severity: "critical",
      labels: { alertname: "DatabaseDown", cluster: "eu-1", namespace: "shop", service: "orders-db" },
      annotations: { summary: "The database of orders is down", runbook_url: "https://wiki.example/orders" },
    });
  });
});
