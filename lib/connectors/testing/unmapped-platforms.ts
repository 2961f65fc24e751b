/** What logs, builds and incident desks without a way in of their own send, put together from what they document. */
import { end, start, type Unmapped } from "./unmapped-reading";

const splunk = (sid: string, time: string) => ({
  sid,
  search_name: "Errors of checkout",
  app: "search",
  owner: "admin",
  results_link: "https://splunk.example:8000/app/search/@go?sid=x",
  result: { _time: time, host: "web-3", sourcetype: "access_combined", count: "212" },
});

const graylog = (id: string) => ({
  event_definition_id: "5dea4fa1",
  event_definition_type: "aggregation-v1",
  event_definition_title: "Failed logins",
  event_definition_description: "More than 20 a minute",
  job_definition_id: "5dea",
  job_trigger_id: `t${id}`,
  event: {
    id,
    event_definition_type: "aggregation-v1",
    event_definition_id: "5dea4fa1",
    origin_context: "urn:graylog:x",
    timestamp: "2026-02-13T16:26:40.000Z",
    timestamp_processing: "2026-02-13T16:26:45.000Z",
    timerange_start: "2026-02-13T16:25:40.000Z",
    timerange_end: "2026-02-13T16:26:40.000Z",
    streams: ["000001"],
    source_streams: [],
    message: "Failed logins: count()=24",
    source: "graylog-1",
    key_tuple: [],
    key: null,
    priority: 3,
    alert: true,
    fields: { service: "login" },
    group_by_fields: { service: "login" },
  },
  backlog: [],
});

const axiom = (Action: string) => ({
  Action,
  MonitorID: "CabI3w142069etTgd0",
  Title: Action === "Open" ? "Triggered: Error rate" : "Resolved: Error rate",
  Body: "count of 512 is above 100",
  Description: "Errors of checkout",
  QueryStartTime: "2026-02-13 16:21:40 +0000 UTC",
  QueryEndTime: "2026-02-13 16:26:40 +0000 UTC",
  Timestamp: Action === "Open" ? "2026-02-13 16:26:40 +0000 UTC" : "2026-02-13 16:36:40 +0000 UTC",
  Value: 512,
});

const onCall = (type: string, state: string, at: string) => ({
  event: { type, time: at },
  user: null,
  alert_group: {
    id: "I6HNZGUFG4K11",
    integration_id: "CZ7URAT4V3QF2",
    route_id: "RKHXJ",
    alerts_count: 1,
    state,
    created_at: "2026-02-13T16:26:40Z",
    resolved_at: state === "resolved" ? at : null,
    acknowledged_at: null,
    title: "Checkout answers slowly",
    permalinks: { slack: null, web: "https://g.example/a/I6" },
  },
  alert_group_id: "I6HNZGUFG4K11",
  alert_payload: {
    labels: { severity: "critical", service: "checkout" },
    status: state === "resolved" ? "resolved" : "firing",
  },
  integration: { id: "CZ7URAT4V3QF2", type: "webhook", name: "Prod", team: null },
  notified_users: [],
  users_to_be_notified: [],
  responses: {},
});

const proxmox = (severity: string, title: string) => ({
  title,
  message: "ERROR: Backup of VM 104 failed - unable to open file",
  severity,
  timestamp: 1771000000,
  fields: { hostname: "pve-2", type: "vzdump", "job-id": "backup-1a" },
});

const github = (conclusion: string, id: number, at: string) => ({
  action: "completed",
  workflow_run: {
    id,
    name: "Deploy",
    node_id: "W",
    head_branch: "main",
    head_sha: "abc",
    path: ".github/workflows/deploy.yml",
    display_title: "Fix the cart",
    run_number: id % 1000,
    event: "push",
    status: "completed",
    conclusion,
    workflow_id: 99,
    url: "https://api.example/r",
    html_url: "https://g.example/shop/checkout/actions/runs/1",
    created_at: at,
    updated_at: at,
    run_started_at: at,
    run_attempt: 1,
  },
  workflow: {
    id: 99,
    name: "Deploy",
    path: ".github/workflows/deploy.yml",
    state: "active",
    created_at: "2025-01-01T00:00:00Z",
    updated_at: "2025-01-01T00:00:00Z",
  },
  repository: { id: 7, name: "checkout", full_name: "shop/checkout", private: true },
  sender: { login: "ann", id: 5, type: "User" },
});

const jenkins = (status: string, number: number, at: number) => ({
  name: "shop-nightly",
  display_name: "shop-nightly",
  url: "job/shop-nightly/",
  build: {
    full_url: `https://j.example/job/shop-nightly/${number}/`,
    number,
    queue_id: number + 5,
    timestamp: at * 1000,
    duration: 61000,
    phase: "FINALIZED",
    status,
    url: `job/shop-nightly/${number}/`,
    scm: { branch: "main", commit: "abc" },
    log: "",
    notes: "",
  },
});

const statuspage = (status: string, at: string) => ({
  meta: { unsubscribe: "https://s.example/u", documentation: "https://s.example/d", generated_at: at },
  page: { id: "j2mfxwj97wnj", status_indicator: "major", status_description: "Partial outage" },
  incident: {
    id: "lbkhbwn21v5q",
    name: "Payments fail",
    status,
    impact: "critical",
    created_at: "2026-02-13T16:26:40Z",
    updated_at: at,
    resolved_at: status === "resolved" ? at : null,
    shortlink: "https://s.example/i",
    backfilled: false,
    incident_updates: [
      { id: "u1", status, body: "We look at it", created_at: at, incident_id: "lbkhbwn21v5q" },
    ],
  },
});

const honeybadger = (event: string, state: string, at: string) => ({
  event,
  message: `[Shop] Checkout is ${state}`,
  payload_version: 3,
  project: { id: 3, name: "shop", created_at: "2025-01-01T00:00:00Z" },
  site: {
    id: "c42771ba",
    name: "Checkout",
    url: "https://shop.example.com",
    frequency: 5,
    match_type: "success",
    state,
    active: true,
    last_checked_at: at,
  },
  ...(event === "down" || event === "up"
    ? {
        outage: {
          down_at: "2026-02-13T16:26:40Z",
          up_at: event === "up" ? at : null,
          status: event === "down" ? 500 : 200,
          reason: "Expected 2xx",
        },
      }
    : {}),
});

const sumo = (status: string, at: string) => ({
  AlertID: "00000A1",
  Name: "Errors of checkout",
  Description: "Too many",
  MonitorType: "Logs",
  Query: "error",
  QueryURL: "https://s.example/q",
  TriggerType: status === "Critical" ? "Critical" : "ResolvedCritical",
  TriggerTime: at,
  TriggerCondition: "Greater than 100",
  TriggerValue: "212",
  AlertStatus: status === "Critical" ? "Active" : "Resolved",
  "customFields.service": "checkout",
});

export const platforms: Unmapped[] = [
  {
    system: "Splunk",
    fired: splunk("rt_1", "1771000000"),
    over: null,
    again: splunk("rt_2", "1771000600"),
    is: { name: "Errors of checkout", severity: null, service: "web-3", startsAt: start },
  },
  {
    system: "Graylog",
    fired: graylog("01A"),
    over: null,
    again: graylog("01B"),
    is: { name: "Failed logins", severity: null, service: "login", startsAt: start },
  },
  {
    system: "GitHub",
    fired: github("failure", 9001, "2026-02-13T16:26:40Z"),
    over: github("success", 9002, "2026-02-13T16:36:40Z"),
    is: { name: "Deploy", severity: null, service: "checkout", startsAt: start },
  },
  {
    system: "Proxmox",
    fired: proxmox("error", "Backup of VM 104 failed"),
    over: null,
    again: proxmox("error", "Backup of VM 104 failed"),
    is: { name: "Backup of VM 104 failed", severity: "warning", service: "pve-2", startsAt: start },
  },
  {
    system: "Grafana OnCall",
    fired: onCall("alert group created", "firing", "2026-02-13T16:26:40Z"),
    over: onCall("resolve", "resolved", "2026-02-13T16:36:40Z"),
    is: { name: "Checkout answers slowly", severity: "critical", service: "checkout", startsAt: start },
    endsAt: end,
  },
  {
    system: "Axiom",
    fired: axiom("Open"),
    over: axiom("Closed"),
    is: { name: "Error rate", severity: null, service: null, startsAt: start },
    endsAt: end,
  },
  {
    system: "Sumo Logic",
    fired: sumo("Critical", "2026-02-13T16:26:40Z"),
    over: sumo("Resolved", "2026-02-13T16:36:40Z"),
    is: { name: "Errors of checkout", severity: "critical", service: "checkout", startsAt: start },
  },
  {
    system: "Honeybadger",
    fired: honeybadger("down", "down", "2026-02-13T16:26:40Z"),
    over: honeybadger("up", "up", "2026-02-13T16:36:40Z"),
    is: { name: "[Shop] Checkout is down", severity: null, service: "shop.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "Jenkins",
    fired: jenkins("FAILURE", 31, 1771000000),
    over: jenkins("SUCCESS", 32, 1771000600),
    is: { name: "shop-nightly", severity: null, service: null, startsAt: start },
    endsAt: end,
  },
  {
    system: "Statuspage",
    fired: statuspage("investigating", "2026-02-13T16:26:40Z"),
    over: statuspage("resolved", "2026-02-13T16:36:40Z"),
    is: { name: "Payments fail", severity: "critical", service: null, startsAt: start },
    endsAt: end,
  },
];
