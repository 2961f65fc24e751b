/** What systems that watch hosts and pages without a way in of their own send, put together from what they document. */
import { end, start, type Unmapped } from "./unmapped-reading";

const updown = (event: string) => [
  {
    event,
    time: event === "check.down" ? "2026-02-13T16:26:40Z" : "2026-02-13T16:36:40Z",
    description:
      event === "check.down"
        ? "DOWN: https://shop.example.com since 17:26 (CET), reason: 500"
        : "UP: https://shop.example.com since 17:36 (CET)",
    check: {
      token: "ngg8",
      url: "https://shop.example.com",
      alias: "Shop",
      last_status: event === "check.down" ? 500 : 200,
      uptime: 99.1,
      down: event === "check.down",
      down_since: event === "check.down" ? "2026-02-13T16:26:40Z" : null,
      error: event === "check.down" ? "500" : null,
      period: 60,
      apdex_t: 0.5,
      enabled: true,
      published: true,
      last_check_at: "2026-02-13T16:26:38Z",
      next_check_at: "2026-02-13T16:27:38Z",
    },
    downtime: {
      id: "6543ab",
      error: "500",
      started_at: "2026-02-13T16:26:40Z",
      ended_at: event === "check.down" ? null : "2026-02-13T16:36:40Z",
      duration: event === "check.down" ? null : 600,
    },
  },
];

const odown = (event: string, at: string, id: string) => ({
  event,
  check: {
    id: "f4250d4e-6b5d-46b2-8d6a-24146ea2ecdc",
    date: at,
    url: "https://shop.example.com",
    method: "GET",
    name: "Shop checkout",
  },
  alert: {
    uptime: event === "ALERT_FAILURE" ? 0 : 100,
    responseTime: 243,
    run_location: id,
    status_code: event === "ALERT_FAILURE" ? 500 : 200,
    created_at: at,
  },
});

const healthchecks = (status: string) => ({
  name: "nightly-backup",
  status,
  code: "9d17c61f-5c4f-4cab-b517-11e6b2679ced",
  tags: "prod db",
  now: status === "down" ? "2026-02-13T16:26:40+00:00" : "2026-02-13T16:36:40+00:00",
});

const librenms = (state: string, raw_state: number) => ({
  title: "Devices up/down",
  hostname: "sw-9.example.com",
  sysName: "sw-9",
  state,
  raw_state,
  severity: "critical",
  alert_uid: "4412",
  rule: "Devices up/down",
  rule_id: 4,
  timestamp: raw_state ? "2026-02-13 16:26:40" : "2026-02-13 16:36:40",
  message: "Severity: critical",
  device_id: 12,
  link_to_upstream_details: "https://n.example/device/12",
});

const monitis = (alertType: string, time: string) => ({
  alertType,
  group: "Default",
  failedLocations: "US-MID, US-EST",
  type: "HTTP",
  url: "https://shop.example.com",
  alertId: 176256934,
  time,
  name: "Shop checkout",
  adddata: "HTTP CRITICAL: 503",
});

const hetrix = (monitor_status: string, at: number) => ({
  monitor_id: "a1b2c3d4e5f6",
  monitor_name: "Shop",
  monitor_target: "https://shop.example.com/",
  monitor_type: "website",
  monitor_category: "Web",
  monitor_status,
  timestamp: at,
  monitor_errors: monitor_status === "offline" ? { "New York": "http timeout", London: "http 500" } : null,
});

const logicMonitor = (status: string, level: string, at: string) => ({
  alert_id: "LMD1234",
  alert_status: status,
  level,
  host: "db-1.example.com",
  datasource: "CPU",
  datapoint: "CPUBusyPercent",
  value: "97",
  message: "CPU is at 97 %",
  start_epoch: "1771000000",
  clear_value: status === "clear" ? "40" : "",
  device_url: "https://l.example/d/1",
  time: at,
});

const solarwinds = (status: string, at: string) => ({
  AlertName: "Node is down",
  AlertMessage: "web-3 was down at 17:26",
  Severity: "Critical",
  NodeName: "web-3",
  IP_Address: "192.0.2.3",
  AlertObjectID: "811",
  AlertStatus: status,
  TimeOfAlert: at,
  AlertDetailsUrl: "https://s.example/Orion/811",
});

const cronitor = (type: string, at: string) => ({
  id: "x7Gh2k",
  monitor: "nightly-backup",
  type,
  rule: "not_on_schedule",
  description: type === "ALERT" ? "nightly-backup has not run" : "nightly-backup recovered",
  timestamp: at,
  group: "Shop",
  tags: [],
  environment: "production",
  url: "https://c.example/m/x7Gh2k",
  issue: { id: "is_42", started: "2026-02-13T16:26:40Z" },
});

export const watchers: Unmapped[] = [
  {
    system: "updown",
    fired: updown("check.down"),
    over: updown("check.up"),
    is: { name: "Shop", severity: null, service: "shop.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "Odown",
    fired: odown("ALERT_FAILURE", "2026-02-13T16:26:40+00:00", "frankfurt"),
    over: odown("ALERT_RECOVERY", "2026-02-13T16:36:40+00:00", "oslo"),
    is: { name: "Shop checkout", severity: null, service: "shop.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "Healthchecks",
    fired: healthchecks("down"),
    over: healthchecks("up"),
    is: { name: "nightly-backup", severity: null, service: null, startsAt: start },
    endsAt: end,
  },
  {
    system: "LibreNMS",
    fired: librenms("alerting", 1),
    over: librenms("ok", 0),
    is: { name: "Devices up/down", severity: "critical", service: "sw-9.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "Monitis",
    fired: monitis("PROBLEM", "02-13-2026 20:26:40 (GMT + 4)"),
    over: monitis("RECOVERY", "02-13-2026 20:36:40 (GMT + 4)"),
    is: { name: "Shop checkout", severity: null, service: "shop.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "LogicMonitor",
    fired: logicMonitor("active", "error", "2026-02-13 17:26:40 CET"),
    over: logicMonitor("clear", "error", "2026-02-13 17:36:40 CET"),
    is: { name: "CPU is at 97 %", severity: "warning", service: "db-1.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "HetrixTools",
    fired: hetrix("offline", 1771000000),
    over: hetrix("online", 1771000600),
    is: { name: "Shop", severity: null, service: "shop.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "SolarWinds",
    fired: solarwinds("Active", "Friday, February 13, 2026 4:26:40 PM"),
    over: solarwinds("Reset", "Friday, February 13, 2026 4:36:40 PM"),
    is: { name: "Node is down", severity: "critical", service: "web-3", startsAt: start },
    endsAt: end,
  },
  {
    system: "Cronitor",
    fired: cronitor("ALERT", "2026-02-13T16:26:40Z"),
    over: cronitor("RECOVERY", "2026-02-13T16:36:40Z"),
    is: { name: "nightly-backup", severity: null, service: null, startsAt: start },
    endsAt: end,
  },
];
