/** Of systems without a way in of their own a beginning, its end, and what must be read. */

import { once } from "./unmapped-once";
import {
  betterStack,
  checkmk,
  datadogCustom,
  dynatrace,
  honeycomb,
  icinga,
  kibana,
  nagios,
  netdata,
  newRelic,
  newRelicOld,
  opsgenie,
  pingdom,
  prtg,
  rollbar,
  sns,
  statusCake,
  uptimeRobot,
} from "./unmapped-payloads";
import { platforms } from "./unmapped-platforms";
import { end, start, type Unmapped } from "./unmapped-reading";
import { watchers } from "./unmapped-watchers";

export const unmapped: Unmapped[] = [
  ...watchers,
  ...once,
  ...platforms,
  {
    system: "Pingdom",
    fired: pingdom("UP", "DOWN", 1_771_000_000),
    over: pingdom("DOWN", "UP", 1_771_000_600),
    is: { name: "Shop checkout", severity: "warning", service: "shop.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "Opsgenie",
    fired: opsgenie("Create"),
    over: opsgenie("Close", { message: "[custom] CPU is at 97 %" }),
    is: { name: "[custom] CPU is at 97 %", severity: "warning", service: "web-3", startsAt: start },
  },
  {
    system: "Dynatrace",
    fired: dynatrace("OPEN", -1),
    over: dynatrace("RESOLVED", 1_771_000_600_000),
    is: { name: "Failure rate increase", severity: "warning", service: "payment-service", startsAt: start },
    endsAt: end,
  },
  {
    system: "New Relic's workflows",
    fired: newRelic("ACTIVATED", null),
    over: newRelic("CLOSED", 1_771_000_600_000),
    is: {
      name: "Error percentage > 5 on 'Checkout errors'",
      severity: "critical",
      service: "checkout",
      startsAt: start,
    },
    endsAt: end,
  },
  {
    system: "New Relic's channels",
    fired: newRelicOld("open", 1_771_000_000_000),
    over: newRelicOld("closed", 1_771_000_600_000),
    is: { name: "High CPU", severity: "critical", service: "web-3", startsAt: start },
    endsAt: end,
  },
  {
    system: "Better Stack",
    fired: betterStack("started", "Started", null),
    over: betterStack("resolved", "Resolved", "2026-02-13T16:36:40.000Z"),
    is: { name: "Shop homepage", severity: null, service: "shop.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "Honeycomb",
    fired: honeycomb("TRIGGERED"),
    over: honeycomb("OK"),
    is: { name: "Slow checkouts", severity: null, service: "checkout" },
  },
  {
    system: "Nagios",
    fired: nagios("PROBLEM", "CRITICAL", "2026-02-13 16:26:40"),
    over: nagios("RECOVERY", "OK", "2026-02-13 16:36:40"),
    is: { name: "Disk /var", severity: "critical", service: "db-1", startsAt: start },
    endsAt: end,
  },
  {
    system: "Checkmk",
    fired: checkmk("PROBLEM", "CRITICAL"),
    over: checkmk("RECOVERY", "OK"),
    is: { name: "Filesystem /var", severity: "critical", service: "db-1" },
  },
  {
    system: "Icinga",
    fired: icinga("PROBLEM", "WARNING"),
    over: icinga("RECOVERY", "OK"),
    is: { name: "smtp", severity: "warning", service: "mx-1", startsAt: "2026-02-13T16:26:40.250Z" },
    endsAt: "2026-02-13T16:36:40.250Z",
  },
  {
    system: "PRTG",
    fired: prtg("Down", "2026-02-13 16:20:00"),
    over: prtg("Up", "2026-02-13 16:36:00"),
    is: { name: "Ping", severity: null, service: "switch-9" },
  },
  {
    system: "Kibana",
    fired: kibana("threshold met"),
    over: kibana("recovered"),
    is: { name: "Log errors", severity: null, service: null, startsAt: start },
    endsAt: end,
  },
  {
    system: "CloudWatch by SNS",
    fired: sns("ALARM", "OK", "2026-02-13T16:26:40.000+0000"),
    over: sns("OK", "ALARM", "2026-02-13T16:36:40.000+0000"),
    is: { name: "Shop 5xx", severity: null, service: "shop", startsAt: start },
    endsAt: end,
  },
  {
    system: "StatusCake",
    fired: statusCake("Down", 503),
    over: statusCake("Up", 200),
    is: { name: "Shop", severity: null, service: "shop.example.com" },
  },
  {
    system: "Uptime Robot",
    fired: uptimeRobot(1, "Down", 1_771_000_000),
    over: uptimeRobot(2, "Up", 1_771_000_600),
    is: { name: "Shop", severity: null, service: "shop.example.com", startsAt: start },
    endsAt: end,
  },
  {
    system: "Netdata",
    fired: netdata("critical", "2026-02-13T16:26:40Z"),
    over: netdata("clear", "2026-02-13T16:36:40Z"),
    is: { name: "disk_space_usage", severity: "critical", service: "web-1", startsAt: start },
    endsAt: end,
  },
  {
    system: "Rollbar",
    fired: rollbar("new_item", 1),
    over: rollbar("resolved_item", 2),
    is: { name: "TypeError: x is null", severity: "warning", service: null },
  },
  {
    system: "Datadog with a body of the team's own",
    fired: datadogCustom("Triggered", "1771000000000"),
    over: datadogCustom("Recovered", "1771000600000"),
    is: { name: "CPU is high", severity: "critical", service: "checkout", startsAt: start },
    endsAt: end,
  },
];

/** What is told of an alert that neither begins nor ends it. */
export const asides = [opsgenie("AddNote"), opsgenie("AssignOwnership")];

/** Planned work, and what its sender holds back: nobody's alarm. */
export const notices = [
  { incident: { id: "m1", name: "Database upgrade", status: "scheduled", impact: "maintenance" } },
  { host: "db-1", service: "disk", state: "CRITICAL", type: "DOWNTIMESTART", output: "upgrade" },
  { event_id: "99", name: "Load is high", severity: "High", status: "PROBLEM", suppressed: true },
  { alerts: [{ id: 1, title: "Load is high", status: "firing", in_maintenance: true }] },
];

/** Alarms beside which such words stand. */
export const alarms = [
  { id: "99", name: "Load is high", status: "PROBLEM", suppressed: false },
  { id: "98", name: "Load is high", status: "RESOLVED", suppressed: true },
  { id: "97", title: "Shop does not answer", type: "downtime", status: "down" },
  { id: "96", title: "Nightly export failed", type: "scheduled_job", status: "failed" },
];
