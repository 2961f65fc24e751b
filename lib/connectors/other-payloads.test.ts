/** What each system sends besides its usual alert, as its documentation shows it: other kinds of alerts, older and newer forms. */
import { describe, expect, test } from "vitest";
import type { ConnectorKind } from "./model";
import { connectorDrivers } from "./registry";

const receivedAt = new Date("2026-11-20T10:00:00Z");

async function read(kind: ConnectorKind, payload: unknown, headers: Record<string, string> = {}) {
  const request = {
    headers: new Headers(headers),
    body: new TextEncoder().encode(JSON.stringify(payload)),
    query: new URLSearchParams(),
    receivedAt,
  };
  const { alerts } = await connectorDrivers[kind].read(payload, request, { name: "x", queueKey: null });
  return alerts;
}

describe("CloudWatch", () => {
  const notification = (message: unknown, subject?: string) => ({
    Type: "Notification",
    MessageId: "1",
    TopicArn: "arn:aws:sns:eu-central-1:123456789012:alarms",
    ...(subject && { Subject: subject }),
    Message: JSON.stringify(message),
    Timestamp: "2026-11-20T09:59:00.000Z",
  });

  test("an alarm over an expression of several metrics keeps what those are of", async () => {
    const metric = (id: string, MetricName: string) => ({
      Id: id,
      MetricStat: {
        Metric: {
          Namespace: "AWS/ApplicationELB",
          MetricName,
          Dimensions: [{ name: "LoadBalancer", value: "app/checkout/50dc6c495c0c9188" }],
        },
        Period: 60,
        Stat: "Sum",
      },
      ReturnData: false,
    });
    const [alarm] = await read(
      "cloudwatch",
      notification({
        AlarmName: "checkout-error-rate",
        AlarmDescription: "More than 5 % fail",
        AWSAccountId: "123456789012",
        AlarmConfigurationUpdatedTimestamp: "2026-10-01T00:00:00.000+0000",
        NewStateValue: "ALARM",
        NewStateReason:
          "Threshold Crossed: 1 out of the last 1 datapoints was greater than the threshold (5.0).",
        StateChangeTime: "2026-11-20T09:58:00.000+0000",
        Region: "EU (Frankfurt)",
        AlarmArn: "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout-error-rate",
        OldStateValue: "OK",
        Trigger: {
          Period: 60,
          Threshold: 5,
          Metrics: [
            { Id: "e1", Expression: "m1/m2*100", Label: "Error rate", ReturnData: true },
            metric("m1", "HTTPCode_Target_5XX_Count"),
            metric("m2", "RequestCount"),
          ],
        },
      }),
    );
    expect(alarm).toMatchObject({
      name: "checkout-error-rate",
      state: "firing",
      labels: { LoadBalancer: "app/checkout/50dc6c495c0c9188", metric: "HTTPCode_Target_5XX_Count" },
    });
  });

  test("a composite alarm says by which rule, and ends", async () => {
    const composite = (state: string) =>
      notification({
        AlarmName: "checkout-down",
        AWSAccountId: "123456789012",
        NewStateValue: state,
        NewStateReason: "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:a transitioned to ALARM",
        StateChangeTime: "2026-11-20T09:58:00.000+0000",
        Region: "EU (Frankfurt)",
        AlarmArn: "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout-down",
        OldStateValue: "OK",
        AlarmRule: 'ALARM("a") AND ALARM("b")',
        TriggeringChildren: [{ Arn: "arn:a", State: { Value: "ALARM", Timestamp: "2026-11-20T09:57:00Z" } }],
      });
    const [fired] = await read("cloudwatch", composite("ALARM"));
    expect(fired).toMatchObject({ state: "firing", annotations: { rule: 'ALARM("a") AND ALARM("b")' } });
    const [over] = await read("cloudwatch", composite("OK"));
    expect(over).toMatchObject({ state: "resolved", fingerprint: fired?.fingerprint });
  });

  test("EventBridge's event of an alarm, which a rule sends to a topic", async () => {
    const [alarm] = await read(
      "cloudwatch",
      notification({
        version: "0",
        id: "c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
        "detail-type": "CloudWatch Alarm State Change",
        source: "aws.cloudwatch",
        account: "123456789012",
        time: "2026-11-20T09:58:40Z",
        region: "us-east-1",
        resources: ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:ServerCpuTooHigh"],
        detail: {
          alarmName: "ServerCpuTooHigh",
          alarmTags: { service: "checkout" },
          configuration: {
            description: "Goes into alarm when server CPU utilization is too high!",
            metrics: [
              {
                id: "30b6c6b2",
                metricStat: {
                  metric: {
                    dimensions: { InstanceId: "i-12345678901234567" },
                    name: "CPUUtilization",
                    namespace: "AWS/EC2",
                  },
                  period: 300,
                  stat: "Average",
                },
                returnData: true,
              },
            ],
          },
          previousState: { value: "OK", timestamp: "2026-11-20T09:50:00.000+0000" },
          state: { value: "ALARM", reason: "Threshold Crossed", timestamp: "2026-11-20T09:58:40.000+0000" },
        },
      }),
    );
    expect(alarm).toMatchObject({
      name: "ServerCpuTooHigh",
      state: "firing",
      startsAt: new Date("2026-11-20T09:58:40Z"),
      labels: {
        InstanceId: "i-12345678901234567",
        metric: "CPUUtilization",
        service: "checkout",
        region: "us-east-1",
        account_id: "123456789012",
      },
      annotations: { description: "Threshold Crossed" },
    });
  });
});

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

describe("Google Cloud Monitoring", () => {
  test("labels of the policy and of the metric are kept, and say how bad it is", async () => {
    const [alert] = await read("gcp", {
      version: "1.2",
      incident: {
        incident_id: "0.abc",
        scoping_project_id: "shop",
        started_at: 1_795_000_000,
        ended_at: null,
        state: "open",
        severity: "No severity",
        resource: {
          type: "cloud_run_revision",
          labels: { service_name: "checkout", location: "europe-west3" },
        },
        metric: { type: "run.googleapis.com/request_count", labels: { response_code_class: "5xx" } },
        metadata: { system_labels: { region: "x" }, user_labels: {} },
        policy_name: "Cloud Run errors",
        policy_user_labels: { severity: "critical", team: "shop" },
        condition_name: "Error ratio",
        summary: "Too many errors",
        url: "https://console.cloud.google.com/x",
      },
    });
    expect(alert).toMatchObject({
      severity: "critical",
      labels: { service_name: "checkout", response_code_class: "5xx", team: "shop" },
    });
  });
});

describe("Datadog", () => {
  test.each([
    ["Re-Triggered", "firing"],
    ["No Data", "firing"],
    ["Re-Warn", "firing"],
    ["Renotify", "firing"],
    ["Recovered", "resolved"],
    ["Warn Recovered", "resolved"],
    ["No Data Recovered", "resolved"],
    ["Resolved", "resolved"],
  ])("the transition %s", async (alert_transition, state) => {
    const [alert] = await read("datadog", {
      alert_id: "1",
      alert_title: "Queue is long",
      alert_transition,
      alert_scope: "service:mail,env:prod",
      tags: "monitor",
      date_posix: "1795168680",
    });
    expect(alert).toMatchObject({
      state,
      labels: { service: "mail", env: "prod" },
      startsAt: new Date(1_795_168_680_000),
    });
    expect(alert?.flaws).toBeUndefined();
  });
});

describe("Sentry", () => {
  const issueEvent = {
    action: "triggered",
    actor: { id: "sentry", name: "Sentry", type: "application" },
    data: {
      event: {
        event_id: "e4874d664c3540c1a32eab185f12c5ab",
        issue_id: "1170820242",
        culprit: "?(<anonymous>)",
        datetime: "2026-11-20T09:58:00.420Z",
        level: "error",
        project: 1,
        tags: [
          ["browser", "Chrome 75.0.3770"],
          ["environment", "production"],
        ],
        title: "ReferenceError: blooopy is not defined",
        url: "https://sentry.io/api/0/projects/test-org/front-end/events/e4874d664c3540c1a32eab185f12c5ab/",
        web_url: "https://sentry.io/organizations/test-org/issues/1170820242/events/e4874d66/",
      },
      triggered_rule: "Very Important Alert Rule!",
    },
  };

  test("an alert about an event names its project and environment as people know them", async () => {
    const [alert] = await read("sentry", issueEvent, { "sentry-hook-resource": "event_alert" });
    expect(alert).toMatchObject({
      fingerprint: "issue/1170820242",
      labels: { service: "front-end", environment: "production", rule: "Very Important Alert Rule!" },
    });
  });

  test.each(["archived", "ignored"])(
    "an issue that was %s is over; one that was assigned is no news",
    async (action) => {
      const issue = {
        id: "1170820242",
        title: "x",
        level: "error",
        project: { slug: "front-end" },
        status: "ignored",
      };
      const headers = { "sentry-hook-resource": "issue" };
      const [alert] = await read("sentry", { action, data: { issue } }, headers);
      expect(alert).toMatchObject({ fingerprint: "issue/1170820242", state: "resolved" });
      expect(await read("sentry", { action: "assigned", data: { issue } }, headers)).toEqual([]);
    },
  );

  test("an alert about what was done to an issue says what that was", async () => {
    const payload = {
      action: "triggered",
      data: { issue: { id: "7", title: "x", project: { slug: "web" } }, activity: { type: "set_resolved" } },
    };
    const [alert] = await read("sentry", payload, { "sentry-hook-resource": "activity_alert" });
    expect(alert).toMatchObject({ state: "resolved" });
  });
});

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

describe("Uptime Kuma", () => {
  test("a certificate that ends soon is told in words alone; a trial is no alert", async () => {
    const msg = "[Shop][https://shop.example] server certificate shop.example will expire in 7 days";
    const [alert] = await read("uptime_kuma", { heartbeat: null, monitor: null, msg });
    expect(alert).toMatchObject({
      name: "Certificate of Shop ends soon",
      severity: "warning",
      labels: { resource: "Shop" },
      generatorUrl: "https://shop.example",
    });
    // That it was renewed is never told.
    expect(alert?.overAt?.getTime()).toBe((alert?.startsAt.getTime() ?? 0) + 7 * 86_400_000);
    expect(await read("uptime_kuma", { heartbeat: null, monitor: null, msg: "Webhook Testing" })).toEqual([]);
  });
});

describe("CloudEvents", () => {
  test.each([
    ["webhook", "firing"],
    ["com.example.disk.broken", "firing"],
    ["com.example.token-expired", "firing"],
    ["incident.unresolved", "firing"],
    ["com.example.keys.disclosed", "firing"],
    ["com.example.disk.ok", "resolved"],
    ["com.example.disk_recovered", "resolved"],
    ["Microsoft.AlertResolved", "resolved"],
    ["com.example:alert/closed", "resolved"],
  ])("the type %s", async (type, state) => {
    const event = {
      specversion: "1.0",
      id: "1",
      source: "/estate",
      type,
      subject: "db-1",
      time: "2026-11-20T09:58:00Z",
    };
    const headers = { "content-type": "application/cloudevents+json" };
    expect(await read("cloudevents", { ...event, data: { message: "x" } }, headers)).toMatchObject([
      { state },
    ]);
  });
});
