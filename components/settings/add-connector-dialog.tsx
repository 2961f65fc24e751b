/** Making a connector: what sends, under which address, and where its tickets start. */
"use client";
import { useState } from "react";
import { type ConnectorKind, connectorKinds, foreignSecretKinds } from "#lib/connectors/model";
import type { ServerAction } from "#lib/platform/model";
import type { Queue } from "#lib/team/model";
import { SelectField } from "../ui/select-field";
import { FormDialog } from "./form-dialog";
import { SecretChoice, secretIn } from "./secret-choice";
import { WayInFields } from "./way-in-fields";

export type MadeConnector = { id: string; kind: ConnectorKind; name: string; secret: string };
export type CreateConnector = ServerAction<
  {
    id: string;
    kind: ConnectorKind;
    name: string;
    queueId: number | null;
    secret: string | null;
  },
  MadeConnector
>;

export const connectorKindLabels: Record<ConnectorKind, string> = {
  webhook: "Signed webhook",
  alertmanager: "Prometheus Alertmanager",
  grafana: "Grafana alerting",
  pagerduty: "PagerDuty",
  datadog: "Datadog",
  sentry: "Sentry",
  cloudwatch: "Amazon CloudWatch (SNS)",
  azure: "Azure Monitor",
  gcp: "Google Cloud Monitoring",
  zabbix: "Zabbix",
  uptime_kuma: "Uptime Kuma",
  cloudevents: "CloudEvents",
  json: "Any JSON, by a mapping",
};
const kinds = connectorKinds.map((value) => ({ value, label: connectorKindLabels[value] }));
const noQueue = { value: "none", label: "None (set by triage)" };

type AddConnectorDialogProps = {
  queues: Queue[];
  /** The names of the secrets it could use. */
  secrets: readonly string[];
  create: CreateConnector;
  onCreated: (made: MadeConnector) => void;
};

export function AddConnectorDialog({ queues, secrets, create, onCreated }: AddConnectorDialogProps) {
  const [kind, setKind] = useState<ConnectorKind>("webhook");
  const [queue, setQueue] = useState(noQueue.value);
  const isForeign = foreignSecretKinds.includes(kind);
  return (
    <FormDialog
      title="Add a connector"
      submit="Add"
      action={create}
      onDone={onCreated}
      read={(text) => ({
        id: text("id"),
        name: text("name"),
        kind,
        queueId: queue === noQueue.value ? null : Number(queue),
        secret: secretIn(text, "secret"),
      })}
    >
      {(faultOf) => (
        <>
          <SelectField label="Source system" options={kinds} value={kind} onValueChange={setKind} />
          <WayInFields
            nameHint="Shown in the timeline and the audit trail."
            path="webhook path after /api/hooks/"
            faultOf={faultOf}
          />
          <SecretChoice
            label="Secret"
            name="secret"
            typed={isForeign ? "Enter it here" : "Make a new one"}
            isTyped={isForeign}
            hint="The one the other system makes for this webhook; it can be entered later."
            secrets={secrets}
            error={faultOf("secret")}
          />
          <SelectField
            label="Queue for new tickets"
            error={faultOf("queueId")}
            options={[noQueue, ...queues.map(({ id, name }) => ({ value: String(id), label: name }))]}
            value={queue}
            onValueChange={setQueue}
          />
        </>
      )}
    </FormDialog>
  );
}
