/** What runs, scanners and desks of a team's own send: each time with another number, in another language, or as a sentence that changes. */
import { end, start, type Unmapped } from "./unmapped-reading";

const argo = (health: string, ready: number, time: string) => ({
  app: "shop-checkout",
  project: "prod",
  health,
  sync: "Synced",
  message: `Application shop-checkout is ${health.toLowerCase()}: ${ready} of 5 pods ready`,
  context: "argocd",
  url: "https://argo.example/applications/shop-checkout",
  time,
});

const falco = (uuid: string) => ({
  uuid,
  output: `16:26:40.1: Warning Shell spawned in a container (id ${uuid})`,
  priority: "Critical",
  rule: "Terminal shell in container",
  time: start,
  source: "syscall",
  hostname: "node-4",
  output_fields: { "k8s.ns.name": "prod", "user.name": "root" },
});

const pipeline = (id: number, status: string) => ({
  object_kind: "pipeline",
  object_attributes: { id, iid: id - 28, name: "Pipeline for main", ref: "main", status },
  project: { id: 380, name: "checkout", web_url: "https://git.example/shop/checkout" },
  builds: [{ id: 380, stage: "test", name: "rspec", status }],
});

const devOps = (id: string, number: string, status: string) => ({
  id,
  eventType: "build.complete",
  message: { text: `Build ${number} ${status}` },
  resource: { id: 2, buildNumber: number, status, definition: { id: 1, name: "checkout-ci" } },
});

const rundeck = (id: number, trigger: string, status: string, date: string) => ({
  trigger,
  status,
  executionId: id,
  execution: { id, status, "date-started": { date }, job: { id: "j-55", name: "rotate-logs" } },
});

const kapacitor = (level: string, previousLevel: string, time: string) => ({
  id: "cpu:host=web-2",
  message: `cpu:host=web-2 is ${level}`,
  time,
  level,
  previousLevel,
  data: {
    series: [{ name: "cpu", tags: { host: "web-2" }, columns: ["time", "value"], values: [[time, 97]] }],
  },
});

const victorOps = (phase: string, state: string, load: number) => ({
  STATE: { CURRENT_ALERT_PHASE: phase, CURRENT_STATE: state, INCIDENT_NAME: "1204", SERVICE: "web-3" },
  ALERT: {
    entity_display_name: "Load on web-3",
    entity_id: "web-3/load",
    message_type: state === "OK" ? "RECOVERY" : state,
    state_message: `load ${load}`,
    state_start_time: state === "OK" ? 1_771_000_600 : 1_771_000_000,
  },
});

const atlas = (status: string, times: object) => ({
  id: "5b5d",
  eventTypeName: "OUTSIDE_METRIC_THRESHOLD",
  status,
  hostname: "orders-0.example.com",
  metricName: "CONNECTIONS",
  currentValue: { number: 812, units: "RAW" },
  ...times,
});

const german = (of: object) => ({
  Nr: 3,
  Titel: "Sicherung fehlgeschlagen",
  Prio: "hoch",
  Server: "backup-2",
  ...of,
});

const cloudflare = (edge: string, ts: number) => ({
  name: "Origin error rate",
  text: "Origin errors of shop.example.com",
  data: { host: "shop.example.com", alert_name: "Origin error rate" },
  ts,
  alert_type: "http_alert_origin_error",
  alert_correlation_id: "corr-1",
  alert_event: `ALERT_STATE_EVENT_${edge}`,
});

export const once: Unmapped[] = [
  {
    system: "Argo CD",
    fired: argo("Degraded", 2, start),
    over: argo("Healthy", 5, end),
    is: {
      name: "Application shop-checkout is degraded: 2 of 5 pods ready",
      severity: null,
      service: "shop-checkout",
      startsAt: start,
    },
    endsAt: end,
  },
  {
    system: "Falco",
    fired: falco("f1d0"),
    over: null,
    again: falco("77aa"),
    is: { name: "Terminal shell in container", severity: "critical", service: "node-4", startsAt: start },
  },
  {
    system: "GitLab's pipelines",
    fired: pipeline(31, "failed"),
    over: pipeline(32, "success"),
    is: { name: "Pipeline for main", severity: null, service: "checkout" },
  },
  {
    system: "Azure DevOps",
    fired: devOps("4a5d-1", "20260213.1", "failed"),
    over: devOps("4a5d-2", "20260213.2", "succeeded"),
    is: { name: "checkout-ci", severity: null, service: null },
  },
  {
    system: "Rundeck",
    fired: rundeck(12, "failure", "failed", start),
    over: rundeck(13, "success", "succeeded", end),
    is: { name: "rotate-logs", severity: null, service: "rotate-logs", startsAt: start },
    endsAt: end,
  },
  {
    system: "Kapacitor",
    fired: kapacitor("CRITICAL", "OK", start),
    over: kapacitor("OK", "CRITICAL", end),
    is: { name: "cpu:host=web-2 is CRITICAL", severity: "critical", service: "web-2", startsAt: start },
    endsAt: end,
  },
  {
    system: "VictorOps",
    fired: victorOps("UNACKED", "CRITICAL", 41),
    over: victorOps("RESOLVED", "OK", 1),
    is: { name: "Load on web-3", severity: "critical", service: "web-3", startsAt: start },
  },
  {
    system: "Atlas",
    fired: atlas("OPEN", { created: start }),
    over: atlas("CLOSED", { created: start, resolved: end }),
    is: {
      name: "OUTSIDE_METRIC_THRESHOLD",
      severity: null,
      service: "orders-0.example.com",
      startsAt: start,
    },
    endsAt: end,
  },
  {
    system: "a team's own in German",
    fired: german({ Status: "offen", Zeitpunkt: start }),
    over: german({ Status: "erledigt", Zeitpunkt: end }),
    is: { name: "Sicherung fehlgeschlagen", severity: "warning", service: "backup-2", startsAt: start },
    endsAt: end,
  },
  {
    system: "Cloudflare",
    fired: cloudflare("START", 1_771_000_000),
    over: cloudflare("END", 1_771_000_600),
    is: { name: "Origin error rate", severity: null, service: "shop.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "a team's own with small numbers",
    fired: { id: 7, ok: false, title: "Queue is long", level: "error", service: "orders", ts: 1_771_000_000 },
    over: { id: 7, ok: true, title: "Queue is long", level: "error", service: "orders", ts: 1_771_000_600 },
    is: { name: "Queue is long", severity: "warning", service: "orders", startsAt: start },
    endsAt: end,
  },
];
