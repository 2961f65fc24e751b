/** What systems without a way in of their own send: by their manuals where those show it, else put together from what they document. */

export const pingdom = (previous_state: string, current_state: string, at: number) => ({
  check_id: 12345,
  check_name: "Shop checkout",
  check_type: "HTTP",
  check_params: {
    basic_auth: false,
    full_url: "https://shop.example.com/pay",
    hostname: "shop.example.com",
    port: 443,
  },
  tags: ["env:prod"],
  previous_state,
  current_state,
  importance_level: "HIGH",
  state_changed_timestamp: at,
  state_changed_utc_time: new Date(at * 1000).toISOString().slice(0, 19),
  long_description: "HTTP Server Error 503 Service Unavailable",
  description: "HTTP Error 503",
  first_probe: { ip: "192.0.2.1", location: "Stockholm, Sweden" },
  second_probe: {
    ip: "192.0.2.2",
    location: previous_state === "UP" ? "Austin, US" : "Oslo, Norway",
    version: 1,
  },
});

export const opsgenie = (action: string, more: object = {}) => ({
  action,
  alert: {
    alertId: "052652ac-5d1c-464a-812a-7dd18bbfba8c",
    message: "[custom] CPU is at 97 %",
    tags: ["env:prod"],
    tinyId: "23",
    entity: "web-3",
    alias: "cpu/web-3",
    createdAt: 1_771_000_000_000,
    updatedAt: 1_771_000_000_123_000_000,
    username: "System",
    description: "Over 95 % for 10 min",
    team: "Team1",
    responders: [{ id: "1", type: "team", name: "Team1" }],
    details: { rack: "b7" },
    priority: "P2",
    ...more,
  },
  source: { name: "web", type: "API" },
  integrationName: "Webhook",
  integrationId: "37c8f316-17c6-49d7-899b-9c7e540c048d",
  integrationType: "Webhook",
});

export const dynatrace = (State: string, ProblemEndTime: number) => ({
  PID: "-6914383123456789_1771000000000V2",
  ProblemID: "P-2602110",
  State,
  ProblemImpact: "SERVICES",
  ProblemSeverity: "ERROR",
  ProblemTitle: "Failure rate increase",
  ProblemURL: "https://x.live.example.com/#problems/problemdetails;pid=-69",
  ProblemDetailsText: "Error rate is 12 %",
  ImpactedEntities: [{ type: "SERVICE", name: "payment-service", entity: "SERVICE-ABCDEF" }],
  ImpactedEntityNames: "payment-service",
  Tags: "env:prod",
  ProblemStartTime: 1_771_000_000_000,
  ProblemEndTime,
});

export const newRelic = (state: string, closedAt: number | null) => ({
  id: "2a5a5bb8-1b8e-4b39-9c1f-1f0f6b6f2d11",
  issueUrl: "https://radar-api.example.com/accounts/1/issues/2a5a5bb8",
  title: "Error percentage > 5 on 'Checkout errors'",
  priority: "CRITICAL",
  impactedEntities: ["checkout"],
  totalIncidents: 1,
  state,
  trigger: state === "CLOSED" ? "INCIDENT_CLOSED" : "STATE_CHANGE",
  isCorrelated: false,
  createdAt: 1_771_000_000_000,
  updatedAt: closedAt ?? 1_771_000_000_000,
  ...(closedAt && { closedAt }),
  sources: ["newrelic"],
  alertPolicyNames: ["Shop"],
  alertConditionNames: ["Checkout errors"],
  workflowName: "Vigil",
});

export const newRelicOld = (current_state: string, timestamp: number) => ({
  account_id: 1,
  account_name: "Shop Ltd",
  condition_id: 789012,
  condition_name: "High CPU",
  current_state,
  details: "CPU > 90 % for 5 min",
  event_type: "INCIDENT",
  incident_id: 4711,
  incident_url: "https://alerts.example.com/incidents/4711",
  open_violations_count_critical: current_state === "closed" ? 0 : 1,
  policy_name: "Servers",
  severity: "CRITICAL",
  targets: [
    { id: "t1", name: "web-3", link: "https://x.example.com/web-3", labels: { env: "prod" }, type: "Host" },
  ],
  timestamp,
});

export const betterStack = (event: string, status: string, resolved_at: string | null) => ({
  event,
  data: {
    id: "25",
    type: "incident",
    attributes: {
      name: "Shop homepage",
      url: "https://shop.example.com",
      http_method: "get",
      cause: "Status 500",
      started_at: "2026-02-13T16:26:40.000Z",
      acknowledged_at: null,
      resolved_at,
      status,
      team_name: "Ops",
      regions: ["us", "eu"],
      escalation_policy_id: 9,
    },
    relationships: { monitor: { data: { id: "4", type: "monitor" } } },
  },
});

export const honeycomb = (status: string) => ({
  version: "v0.1.0",
  id: "abdcefg",
  name: "Slow checkouts",
  trigger_description: "p95 of the checkout",
  trigger_url: "https://ui.example.com/shop/datasets/shop/triggers/abdcefg",
  status,
  summary: `${status === "OK" ? "Resolved" : "Triggered"}: Slow checkouts`,
  description: "Currently greater than threshold value (2) for service:checkout (value 5)",
  operator: "greater than",
  threshold: 2,
  result_url: "",
  result_groups: [{ Group: { service: "checkout" }, Result: 5 }],
  result_groups_triggered: status === "OK" ? [] : [{ Group: { service: "checkout" }, Result: 5 }],
});

export const nagios = (NOTIFICATIONTYPE: string, SERVICESTATE: string, at: string) => ({
  NOTIFICATIONTYPE,
  HOSTNAME: "db-1",
  HOSTADDRESS: "192.0.2.7",
  HOSTSTATE: "UP",
  SERVICEDESC: "Disk /var",
  SERVICESTATE,
  SERVICEOUTPUT: `DISK ${SERVICESTATE} - 97 % used`,
  LONGDATETIME: at,
  CONTACTEMAIL: "ops@example.com",
});

export const checkmk = (notification_type: string, state: string) => ({
  host: "db-1",
  service: "Filesystem /var",
  state,
  host_state: "UP",
  notification_type,
  output: `${state} - 97 % used`,
  severity: state === "OK" ? "OK" : state,
});

export const icinga = (type: string, state: string) => ({
  notification_type: type,
  host_name: "mx-1",
  service_name: "smtp",
  service_state: state,
  service_output: "connect: refused",
  last_state_change: state === "OK" ? 1_771_000_600.25 : 1_771_000_000.25,
  notification_author: "",
});

export const prtg = (status: string, lastup: string) => ({
  sensorid: "2041",
  device: "switch-9",
  name: "Ping",
  status,
  laststatus: status,
  lastup,
  message: status === "Up" ? "OK" : "Request timed out",
  priority: "*****",
  probe: "Local Probe",
  group: "Basel",
  link: "https://prtg.example.com/sensor.htm?id=2041",
});

export const kibana = (actionGroup: string) => ({
  date: actionGroup === "recovered" ? "2026-02-13T16:36:40.000Z" : "2026-02-13T16:26:40.000Z",
  rule: { id: "b2f7", name: "Log errors", spaceId: "default", tags: [] },
  alert: { id: "checkout", actionGroup, actionGroupName: actionGroup },
  context: { message: "12 documents match", value: "12" },
});

export const sns = (NewStateValue: string, OldStateValue: string, StateChangeTime: string) => ({
  Type: "Notification",
  MessageId: `m-${NewStateValue}`,
  TopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms",
  Subject: `${NewStateValue}: "Shop 5xx" in EU (Ireland)`,
  Message: JSON.stringify({
    AlarmName: "Shop 5xx",
    AlarmDescription: "Too many errors",
    AWSAccountId: "123456789012",
    NewStateValue,
    NewStateReason: "Threshold Crossed",
    StateChangeTime,
    OldStateValue,
    AlarmArn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:Shop 5xx",
    Trigger: { MetricName: "5xx", Namespace: "AWS/ELB", Dimensions: [{ name: "service", value: "shop" }] },
  }),
  Timestamp: StateChangeTime,
});

export const statusCake = (Status: string, StatusCode: number) => ({
  Name: "Shop",
  Status,
  StatusCode,
  URL: "https://shop.example.com",
  IP: "192.0.2.9",
  CheckRate: 300,
  ContactGroup: "12345",
});

export const uptimeRobot = (alertType: number, alertTypeFriendlyName: string, alertDateTime: number) => ({
  monitorID: 77,
  monitorURL: "https://shop.example.com",
  monitorFriendlyName: "Shop",
  alertType,
  alertTypeFriendlyName,
  alertDetails: "HTTP 500",
  alertDateTime,
});

export const netdata = (severity: string, date: string) => ({
  message: "The disk is nearly full",
  alert: "disk_space_usage",
  chart: "disk._",
  context: "disk.space",
  class: "Utilization",
  severity,
  date,
  alert_url: "https://app.example.com/alerts/1",
  Node: "web-1",
});

export const rollbar = (event_name: string, status: number) => ({
  event_name,
  data: {
    item: {
      id: 9,
      title: "TypeError: x is null",
      level: "error",
      environment: "prod",
      status,
      project_id: 3,
    },
  },
});

export const datadogCustom = (turn: string, date: string) => ({
  id: "$ID",
  alert_id: "4711",
  title: `[${turn}] CPU is high`,
  alert_transition: turn,
  alert_type: turn === "Recovered" ? "success" : "error",
  priority: "P1",
  tags: "env:prod,service:checkout",
  date,
});
