/** What systems send on odd days: placeholders nobody filled in, ends told as beginnings, kinds of events that are nobody's matter. */
import { describe, expect, test } from "vitest";
import { read, receivedAt } from "./testing/read-payload";

describe("Zabbix", () => {
  const problem = (id: string) => ({
    event_id: id,
    trigger_id: "{TRIGGER.ID}",
    event_name: `Cannot discover ${id}`,
    event_value: "1",
    event_severity: "{EVENT.NSEVERITY}",
    event_opdata: "*UNKNOWN*",
    event_tags: "{EVENT.TAGSJSON}",
    host_name: "{HOST.NAME1}",
    event_date: "2026.11.20",
    event_time: "09:59:00",
    event_recovery_date: "{EVENT.RECOVERY.DATE}",
    event_recovery_time: "{EVENT.RECOVERY.TIME}",
  });

  test("macros that were not filled in say nothing, so that two problems stay two", async () => {
    const [[one], [other]] = [await read("zabbix", problem("1")), await read("zabbix", problem("2"))];
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
    expect(one).toMatchObject({ name: "Cannot discover 1", state: "firing", severity: null });
    expect(JSON.stringify([one, other])).not.toMatch(/\{[A-Z]|\*UNKNOWN/);
    expect(one?.flaws).toBeUndefined();
  });

  test("an end whose time was not filled in ends as it arrives", async () => {
    const [end] = await read("zabbix", { ...problem("1"), event_value: "0" });
    expect(end).toMatchObject({ state: "resolved", endsAt: receivedAt });
  });
});

describe("Datadog", () => {
  test("variables that its version does not know say nothing", async () => {
    const monitor = (name: string) => ({
      aggreg_key: "$AGGREG_KEY",
      alert_id: "$ALERT_ID",
      alert_title: name,
      alert_transition: "Triggered",
      hostname: "$HOSTNAME",
      alert_scope: "$ALERT_SCOPE",
      tags: "env:prod",
    });
    const [[one], [other]] = [await read("datadog", monitor("Slow")), await read("datadog", monitor("Full"))];
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
    expect(one?.labels).toEqual({ alertname: "Slow", env: "prod" });
  });

  test.each([
    ["Re-No Data", "firing"],
    ["No Data Recovered", "resolved"],
    ["Warn Recovered", "resolved"],
    ["Renotify", "firing"],
  ])("%s is %s", async (alert_transition, state) => {
    const [alert] = await read("datadog", { alert_id: "1", alert_title: "Slow", alert_transition });
    expect(alert?.state).toBe(state);
  });

  test("a time in milliseconds as text is a time", async () => {
    const date = String(Date.parse("2026-11-20T09:58:00Z"));
    const [alert] = await read("datadog", {
      alert_id: "1",
      alert_title: "Slow",
      alert_transition: "Triggered",
      date,
    });
    expect(alert?.startsAt).toEqual(new Date("2026-11-20T09:58:00Z"));
  });
});

describe("Azure's health events, whose end is told as fired", () => {
  const health = (service: string, id: string, status: string, properties: object) => ({
    schemaId: "azureMonitorCommonAlertSchema",
    data: {
      essentials: {
        alertId: `/subscriptions/1/providers/Microsoft.AlertsManagement/alerts/${id}`,
        originAlertId: id,
        alertRule: "Health",
        severity: "Sev4",
        signalType: "Activity Log",
        monitorCondition: "Fired",
        monitoringService: service,
        alertTargetIDs: [
          "/subscriptions/1/resourcegroups/r/providers/microsoft.compute/virtualmachines/web-1",
        ],
        configurationItems: ["web-1"],
        firedDateTime: "2026-11-20T09:58:00Z",
      },
      alertContext: { status, properties },
    },
  });

  test("of a service", async () => {
    const told = { trackingId: "ABC-123", title: "Storage is slow", incidentType: "Incident" };
    const [begun] = await read("azure", health("ServiceHealth", "1", "Active", told));
    const [over] = await read("azure", health("ServiceHealth", "2", "Resolved", told));
    expect(begun?.state).toBe("firing");
    expect(over).toMatchObject({ state: "resolved", fingerprint: begun?.fingerprint });
  });

  test("of a resource", async () => {
    const told = { currentHealthStatus: "Unavailable", previousHealthStatus: "Available" };
    const [begun] = await read("azure", health("Resource Health", "1", "Active", told));
    const [over] = await read(
      "azure",
      health("Resource Health", "2", "Resolved", { ...told, currentHealthStatus: "Available" }),
    );
    expect(begun?.state).toBe("firing");
    expect(over).toMatchObject({ state: "resolved", fingerprint: begun?.fingerprint });
  });

  test("an administrative event is what it says it is", async () => {
    const [alert] = await read("azure", health("Activity Log - Administrative", "9", "Succeeded", {}));
    expect(alert).toMatchObject({ state: "firing", fingerprint: "9" });
  });
});

describe("PagerDuty", () => {
  const event = (event_type: string, data: object) => ({
    event: { id: "E", event_type, occurred_at: "2026-11-20T09:59:00Z", data },
  });
  const incident = (status: string) => ({
    id: "Q1",
    type: "incident",
    title: "Checkout is down",
    status,
    created_at: "2026-11-20T09:50:00Z",
    service: { id: "P", summary: "checkout" },
    priority: null,
    urgency: "high",
  });

  test.each([
    ["incident.triggered", "triggered", "firing"],
    ["incident.acknowledged", "acknowledged", "firing"],
    ["incident.unacknowledged", "triggered", "firing"],
    ["incident.escalated", "triggered", "firing"],
    ["incident.delegated", "acknowledged", "firing"],
    ["incident.priority_updated", "triggered", "firing"],
    ["incident.resolved", "resolved", "resolved"],
  ])("%s", async (type, status, state) => {
    expect(await read("pagerduty", event(type, incident(status)))).toMatchObject([
      { fingerprint: "Q1", state, labels: { service: "checkout" } },
    ]);
  });

  test.each([
    ["incident.annotated", "incident_note"],
    ["incident.responder.added", "incident_responder"],
    ["incident.status_update_published", "incident_status_update"],
    ["incident.custom_field_values.updated", "incident_field_values"],
    ["service.updated", "service"],
  ])("%s is nobody's matter", async (kind, type) => {
    expect(await read("pagerduty", event(kind, { id: "N", type }))).toEqual([]);
  });
});

describe("a severity", () => {
  const incident = (priority: string, urgency: string) => ({
    event: {
      event_type: "incident.triggered",
      data: {
        id: "Q",
        type: "incident",
        title: "Down",
        status: "triggered",
        priority: { summary: priority },
        urgency,
      },
    },
  });

  test("in a team's own word leaves it to the next field that says one", async () => {
    expect(await read("pagerduty", incident("Business outage", "high"))).toMatchObject([
      { severity: "warning" },
    ]);
    expect(await read("pagerduty", incident("P1", "low"))).toMatchObject([{ severity: "critical" }]);
    const labels = { alertname: "Down", severity: "tier-one", priority: "P1" };
    expect(await read("alertmanager", { alerts: [{ status: "firing", labels }] })).toMatchObject([
      { severity: "critical" },
    ]);
  });

  test.each([
    ["5", "critical"],
    ["4", "warning"],
    ["1", "info"],
    ["0", null],
    ["Disaster", "critical"],
  ])("by Zabbix's number or name, %s, is %s", async (event_severity, severity) => {
    const sent = { trigger_id: "1", event_name: "Down", event_value: "1", event_severity };
    expect(await read("zabbix", sent)).toMatchObject([{ severity }]);
  });
});

describe("Sentry", () => {
  test.each([
    ["installation", { action: "created", data: { installation: { uuid: "1" } } }],
    ["comment", { action: "created", data: { comment: "We look at it", issue_id: 1 } }],
    ["issue", { action: "assigned", data: { issue: { id: "1", title: "TypeError" } } }],
  ])("%s is nobody's matter", async (resource, payload) => {
    expect(await read("sentry", payload, { "sentry-hook-resource": resource })).toEqual([]);
  });
});

describe("Alertmanager and Grafana", () => {
  test("one that has not ended yet says so by the year 1", async () => {
    const alerts = [
      {
        status: "firing",
        labels: { alertname: "Down", service: "checkout" },
        startsAt: "2026-11-20T09:50:00.123456789Z",
        endsAt: "0001-01-01T00:00:00Z",
      },
    ];
    expect(await read("alertmanager", { version: "4", alerts })).toMatchObject([
      { state: "firing", endsAt: null },
    ]);
    expect(await read("grafana", { version: "1", alerts, truncatedAlerts: 0 })).toMatchObject([
      { state: "firing" },
    ]);
  });
});

describe("CloudWatch", () => {
  test("names a region by its code, however the topic calls it", async () => {
    const alarm = {
      AlarmName: "Errors",
      AlarmArn: "arn:aws:cloudwatch:eu-west-1:123:alarm:Errors",
      NewStateValue: "ALARM",
      Region: "EU (Ireland)",
    };
    const payload = { Type: "Notification", TopicArn: "t", Message: JSON.stringify(alarm) };
    expect(await read("cloudwatch", payload)).toMatchObject([{ labels: { region: "eu-west-1" } }]);
  });

  test("what a topic sends that is no alarm is none", async () => {
    const payload = { Type: "Notification", TopicArn: "t", Subject: "Budget", Message: "You spent 80 %." };
    expect(await read("cloudwatch", payload)).toEqual([]);
  });
});

describe("Google Cloud", () => {
  test("one without labels, metadata or end", async () => {
    const incident = {
      incident_id: "0.abc",
      policy_name: "Slow",
      state: "open",
      started_at: Date.parse("2026-11-20T09:50:00Z") / 1000,
      ended_at: null,
      metadata: null,
      resource: { type: "global", labels: {} },
      metric: null,
      severity: "No severity",
    };
    expect(await read("gcp", { incident, version: "1.2" })).toMatchObject([
      { state: "firing", name: "Slow", severity: null, startsAt: new Date("2026-11-20T09:50:00Z") },
    ]);
  });
});

describe("Uptime Kuma", () => {
  test("a maintenance and a trial are nobody's matter; a check that is being repeated is no end", async () => {
    const beat = (status: number) => ({
      msg: "m",
      monitor: { id: 1, name: "web", tags: null },
      heartbeat: { status, time: "2026-11-20 09:59:00.000" },
    });
    expect(await read("uptime_kuma", beat(3))).toEqual([]);
    expect(await read("uptime_kuma", { msg: "Testing", monitor: null, heartbeat: null })).toEqual([]);
    expect(await read("uptime_kuma", beat(2))).toMatchObject([{ state: "firing" }]);
  });
});
