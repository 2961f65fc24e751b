/** What to paste on the other side so that a new connector delivers; docs/webhook.md shows the same. */
import type { ConnectorKind } from "#lib/connectors/model";

type Recipe = { kind: ConnectorKind; origin: string; id: string; secret: string };

export const recipeLabels: Record<ConnectorKind, string> = {
  webhook: "Send a first message",
  alertmanager: "In alertmanager.yml",
};

export function recipeFor({ kind, ...values }: Recipe): string {
  return kind === "webhook" ? curlExample(values) : receiverConfig(values);
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
