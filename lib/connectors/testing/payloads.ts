/** What each monitoring system sends, as its documentation shows it; `over` is the end of what `fired` began. */
import { createHmac } from "node:crypto";
import type { ConnectorKind } from "../model";

export type Sample = {
  kind: ConnectorKind;
  fired: unknown;
  over: unknown;
  /** What must be read of the alert. */
  is: { name: string; severity: string | null; service: string | null };
  headers?: (secret: string, body: string) => Record<string, string>;
  /** The secret stands in the address. */
  inAddress?: boolean;
};

const hmac = (secret: string, body: string) => createHmac("sha256", secret).update(body).digest("hex");

const grafanaAlert = {
  status: "firing",
  labels: { alertname: "High memory usage", team: "blue", service: "web", severity: "critical" },
  annotations: {
    description: "The system has high memory usage",
    summary: "This alert was triggered for zone-1",
  },
  startsAt: "2026-10-12T09:51:03.157076+02:00",
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "https://play.grafana.org/alerting/1afz29v7z/edit",
  fingerprint: "c6eadffa33fcdf37",
  dashboardURL: "",
  panelURL: "",
  imageURL: "https://images.example/1.png",
  values: { B: 44.23943737541908, C: 1 },
  valueString: "[ var='B' labels={} value=44.2 ], [ var='C' labels={} value=1 ]",
};
const grafana = (status: string, more: object) => ({
  receiver: "My Super Webhook",
  status,
  orgId: 1,
  alerts: [{ ...grafanaAlert, status, ...more }],
  groupLabels: {},
  commonLabels: { team: "blue" },
  commonAnnotations: {},
  externalURL: "https://play.grafana.org/",
  version: "1",
  groupKey: "{}:{}",
  truncatedAlerts: 0,
  title: "[FIRING:1]",
  state: "alerting",
  message: "**Firing**",
});

const pagerduty = (event_type: string, status: string) => ({
  event: {
    id: "5ac64822-4adc-4fda-ade0-410becf0de4f",
    event_type,
    resource_type: "incident",
    occurred_at: status === "resolved" ? "2026-10-02T19:12:22Z" : "2026-10-02T18:45:22.169Z",
    agent: { type: "user_reference", id: "PLH1HKV", summary: "Tenex Engineer" },
    data: {
      id: "PGR0VU2",
      type: "incident",
      html_url: "https://acme.pagerduty.com/incidents/PGR0VU2",
      number: 2,
      status,
      incident_key: "d3640fbd41094207a1c11e58e46b1662",
      created_at: "2026-10-02T18:45:22Z",
      title: "A little bump in the road",
      service: { id: "PF9KMXH", type: "service_reference", summary: "API Service" },
      priority: { id: "PSO75BM", type: "priority_reference", summary: "P1" },
      urgency: "high",
    },
  },
});

const datadog = (alert_transition: string, date: number) => ({
  aggreg_key: "9bd4ac313a4d1e8fae2482df7b77628",
  alert_id: "166803",
  alert_title: "Error rate of checkout is high",
  alert_transition,
  alert_type: alert_transition === "Recovered" ? "success" : "error",
  alert_priority: "P2",
  body: "The error rate is above 5 %.",
  date,
  hostname: "i-1234",
  link: "https://app.datadoghq.com/event/event?id=123456",
  tags: "monitor,service:checkout,env:prod",
  title: "[Triggered] Error rate of checkout is high",
});

const sentry = (action: string) => ({
  action,
  installation: { uuid: "7a485448-a9e2-4c85-8a3c-4f44175783c9" },
  data: {
    issue: {
      id: "1170820242",
      title: "ReferenceError: blooopy is not defined",
      culprit: "?(<anonymous>)",
      level: "error",
      firstSeen: "2026-11-04T18:17:18.883000Z",
      permalink: "https://sentry.io/organizations/test-org/issues/1170820242/",
      project: { id: "1", name: "front-end", slug: "front-end" },
    },
  },
  actor: { type: "application", id: "sentry", name: "Sentry" },
});

const azure = (monitorCondition: string) => ({
  schemaId: "azureMonitorCommonAlertSchema",
  data: {
    essentials: {
      alertId: "/subscriptions/11111111/providers/Microsoft.AlertsManagement/alerts/b9569717",
      alertRule: "WCUS-R2-Gen2",
      severity: "Sev1",
      signalType: "Metric",
      monitorCondition,
      monitoringService: "Platform",
      alertTargetIDs: [
        "/subscriptions/11111111/resourcegroups/pipeline/providers/microsoft.compute/virtualmachines/wcus-r2-gen2",
      ],
      configurationItems: ["wcus-r2-gen2"],
      originAlertId: "3f2d4487-b0fc-4125-8bd5-7ad17384221e_PipeLineAlertRG",
      firedDateTime: "2026-03-22T13:58:24.3713213Z",
      resolvedDateTime: "2026-03-22T14:03:16.2246313Z",
      description: "CPU is high",
      essentialsVersion: "1.0",
      alertContextVersion: "1.0",
    },
    alertContext: {},
  },
});

const gcp = (state: string) => ({
  version: "1.2",
  incident: {
    incident_id: "0.opqiw61fsv7p",
    scoping_project_id: "internal-project",
    url: "https://console.cloud.google.com/monitoring/alerting/incidents/0.opqiw61fsv7p",
    severity: "CRITICAL",
    started_at: 1_771_000_000,
    ended_at: state === "closed" ? 1_771_003_600 : null,
    state,
    summary: "CPU utilization for gke-cluster-1 is above 0.9",
    resource: { type: "gce_instance", labels: { instance_id: "11223344", zone: "us-central1-c" } },
    resource_name: "gke-cluster-1",
    policy_name: "Monitor-Project-Cluster",
    condition_name: "VM Instance - CPU utilization",
    documentation: { content: "TEST ALERT", mime_type: "text/markdown" },
    metadata: { system_labels: {}, user_labels: {} },
  },
});

const zabbix = (event_value: string) => ({
  event_id: event_value === "1" ? "7001" : "7009",
  trigger_id: "23021",
  event_name: "High CPU utilization on db-1",
  event_severity: "High",
  event_date: "2026.05.08",
  event_time: "01:00:37",
  event_value,
  event_tags: '[{"tag":"service","value":"postgres"},{"tag":"scope","value":"performance"}]',
  event_opdata: "Current utilization: 98 %",
  host_name: "db-1",
});

const kuma = (status: number) => ({
  heartbeat: {
    monitorID: 3,
    status,
    time: `2026-05-08 01:0${status}:37.000`,
    msg: "connect ECONNREFUSED",
    important: true,
  },
  monitor: {
    id: 3,
    name: "Shop",
    url: "https://shop.example",
    type: "http",
    tags: [{ name: "service", value: "shop" }],
  },
  msg: "[Shop] connect ECONNREFUSED",
});

export const samples: Sample[] = [
  {
    kind: "grafana",
    fired: grafana("firing", {}),
    over: grafana("resolved", { endsAt: "2026-10-12T10:20:00Z" }),
    is: { name: "High memory usage", severity: "critical", service: "web" },
  },
  {
    kind: "pagerduty",
    fired: pagerduty("incident.triggered", "triggered"),
    over: pagerduty("incident.resolved", "resolved"),
    is: { name: "A little bump in the road", severity: "critical", service: "API Service" },
    // While a secret is rotated PagerDuty signs with both.
    headers: (secret, body) => ({ "x-pagerduty-signature": `v1=${"0".repeat(64)},v1=${hmac(secret, body)}` }),
  },
  {
    kind: "datadog",
    fired: datadog("Triggered", 1_771_000_000_000),
    over: datadog("Recovered", 1_771_000_600_000),
    is: { name: "Error rate of checkout is high", severity: "warning", service: "checkout" },
  },
  {
    kind: "sentry",
    fired: sentry("created"),
    over: sentry("resolved"),
    is: { name: "ReferenceError: blooopy is not defined", severity: "warning", service: "front-end" },
    headers: (secret, body) => ({
      "sentry-hook-signature": hmac(secret, body),
      "sentry-hook-resource": "issue",
    }),
  },
  {
    kind: "azure",
    fired: azure("Fired"),
    over: azure("Resolved"),
    is: { name: "WCUS-R2-Gen2", severity: "critical", service: "wcus-r2-gen2" },
    inAddress: true,
  },
  {
    kind: "gcp",
    fired: gcp("open"),
    over: gcp("closed"),
    is: { name: "Monitor-Project-Cluster", severity: "critical", service: "gke-cluster-1" },
    inAddress: true,
  },
  {
    kind: "zabbix",
    fired: zabbix("1"),
    over: zabbix("0"),
    is: { name: "High CPU utilization on db-1", severity: "warning", service: "postgres" },
  },
  {
    kind: "uptime_kuma",
    fired: kuma(0),
    over: kuma(1),
    is: { name: "Shop is down", severity: "critical", service: "shop" },
  },
  {
    kind: "json",
    fired: {
      key: 7,
      status: "alerting",
      title: "Queue is long",
      priority: "P3",
      labels: { service: "mail" },
      timestamp: 1_771_000_000,
    },
    over: {
      key: 7,
      status: "ok",
      title: "Queue is long",
      labels: { service: "mail" },
      timestamp: 1_771_000_000,
    },
    is: { name: "Queue is long", severity: "warning", service: "mail" },
  },
  {
    kind: "cloudevents",
    fired: {
      alert: "DiskFull",
      summary: "Disk of db-1 is full",
      severity: "critical",
      labels: { service: "storage" },
    },
    over: { alert: "DiskFull", status: "resolved", labels: { service: "storage" } },
    is: { name: "DiskFull", severity: "critical", service: "storage" },
    headers: () => ({
      "ce-specversion": "1.0",
      "ce-id": "1",
      "ce-source": "/estate",
      "ce-type": "com.example.disk",
      "ce-subject": "db-1",
      "ce-time": "2026-04-05T17:31:00Z",
    }),
  },
];
