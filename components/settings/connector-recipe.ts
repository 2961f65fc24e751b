/** What to paste on the other side so that a new connector delivers; docs/webhook.md and docs/alert-connectors.md show the same. */
import type { ConnectorKind } from "#lib/connectors/model";

type Recipe = { kind: ConnectorKind; origin: string; id: string; secret: string };

export const recipeLabels: Record<ConnectorKind, string> = {
  webhook: "Send a first message",
  alertmanager: "In alertmanager.yml",
  grafana: "In a contact point of type Webhook",
  pagerduty: "In a generic webhook (v3)",
  datadog: "In a webhook of the Webhooks integration",
  sentry: "In an internal integration",
  cloudwatch: "In an SNS subscription (HTTPS)",
  azure: "In an action group, with the common alert schema",
  gcp: "In a webhook notification channel",
  zabbix: "In a webhook media type",
  uptime_kuma: "In a webhook notification",
  cloudevents: "Send a first event",
  json: "Send a first alert",
};

export function recipeFor({ kind, ...values }: Recipe): string {
  const { origin, id, secret } = values;
  const url = `${origin}/api/hooks/${id}`;
  switch (kind) {
    case "webhook":
      return curlExample(values);
    case "alertmanager":
      return receiverConfig(values);
    case "grafana":
      return `URL: ${url}\nAuthorization header: Bearer ${secret}`;
    case "pagerduty":
    case "sentry":
      return `Webhook URL: ${url}\nSecret: ${secret}`;
    case "datadog":
    case "zabbix":
    case "uptime_kuma":
      return `URL: ${url}\nHeader: Authorization: Bearer ${secret}`;
    case "cloudwatch":
      return `Endpoint: ${url}\nFirst add the topic's ARN under Set up.`;
    case "azure":
    case "gcp":
      return `URL: ${url}?token=${secret}`;
    case "cloudevents":
      return `curl -sS "${url}" -H "authorization: Bearer ${secret}" \\
  -H "ce-specversion: 1.0" -H "ce-id: 1" -H "ce-source: /storage" -H "ce-type: disk.full" \\
  -H "ce-subject: db-1" -H "content-type: application/json" --data-binary '{ "summary": "Disk of db-1 is full" }'`;
    case "json":
      return `curl -sS "${url}" -H "authorization: Bearer ${secret}" \\
  -H "content-type: application/json" --data-binary '{
    "id": "disk-db-1", "status": "firing", "title": "Disk of db-1 is full",
    "severity": "critical", "labels": { "service": "storage" }
  }'`;
  }
}

function curlExample({ origin, id, secret }: Omit<Recipe, "kind">): string {
  return `VIGIL=${origin}
CONNECTOR=${id}
SECRET='${secret}'

BODY='{
  "type": "message",
  "text": "The volume vol-17 cannot be attached since this morning.",
  "ticket": { "id": "4711", "subject": "Volume stuck in attaching" },
  "customer": { "id": "ann", "name": "Ann Lee", "email": "ann@example.com" }
}'
ID="msg_$(date +%s)"
TIMESTAMP="$(date +%s)"
KEY="$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')"
SIGNATURE="$(printf %s "$ID.$TIMESTAMP.$BODY" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)"

curl -sS "$VIGIL/api/hooks/$CONNECTOR" -H "content-type: application/json" \\
  -H "webhook-id: $ID" -H "webhook-timestamp: $TIMESTAMP" -H "webhook-signature: v1,$SIGNATURE" \\
  --data-binary "$BODY"`;
}

function receiverConfig({ origin, id, secret }: Omit<Recipe, "kind">): string {
  return `receivers:
  - name: vigil
    webhook_configs:
      - url: ${origin}/api/hooks/${id}
        send_resolved: true
        max_alerts: 1000
        http_config:
          authorization:
            credentials: ${secret}
route:
  receiver: vigil`;
}
