/** What each monitoring system sends, as its documentation shows it. */

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
export const grafana = (status: string, more: object) => ({
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

export const pagerduty = (event_type: string, status: string) => ({
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

export const datadog = (alert_transition: string, date: number) => ({
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

export const sentry = (action: string) => ({
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

export const azure = (monitorCondition: string) => ({
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

export const gcp = (state: string) => ({
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

export const zabbix = (event_value: string) => ({
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

export const kuma = (status: number) => ({
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
