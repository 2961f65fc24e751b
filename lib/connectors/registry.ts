/** The systems Vigil takes events and alerts from: add a folder and its line here, and its kind in model.ts. */
import { alertmanager } from "./alertmanager/driver";
import { azure } from "./azure/driver";
import { cloudevents } from "./cloudevents/driver";
import { cloudwatch } from "./cloudwatch/driver";
import { datadog } from "./datadog/driver";
import { gcp } from "./gcp/driver";
import { grafana } from "./grafana/driver";
import { json } from "./json/driver";
import type { ConnectorKind } from "./model";
import { pagerduty } from "./pagerduty/driver";
import { sentry } from "./sentry/driver";
import { uptimeKuma } from "./uptime-kuma/driver";
import { webhook } from "./webhook";
import type { ConnectorDriver } from "./webhook-request";
import { zabbix } from "./zabbix/driver";

export const connectorDrivers: Record<ConnectorKind, ConnectorDriver> = {
  webhook,
  alertmanager,
  grafana,
  pagerduty,
  datadog,
  sentry,
  cloudwatch,
  azure,
  gcp,
  zabbix,
  uptime_kuma: uptimeKuma,
  cloudevents,
  json,
};
