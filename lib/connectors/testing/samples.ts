/** For each monitoring system an alert and its end, and what must be read of it; `over` is the end of what `fired` began. */
import { createHmac } from "node:crypto";
import type { ConnectorKind } from "../model";
import { azure, datadog, gcp, grafana, kuma, pagerduty, sentry, zabbix } from "./payloads";

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
