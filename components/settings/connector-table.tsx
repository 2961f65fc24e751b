/** The ways in and out: where each delivers to, where replies go, whether it is on; a new secret is shown once, with what to paste. */
"use client";
import { Webhook } from "lucide-react";
import { useState } from "react";
import {
  type Connector,
  foreignSecretKinds,
  outgoingKinds,
  type RotateSecretInput,
  setupKinds,
} from "#lib/connectors/model";
import type { ServerAction } from "#lib/platform/model";
import { oldSecretStays } from "#lib/secrets/model";
import type { Queue } from "#lib/team/model";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { ListTable, Td } from "../ui/table";
import { useAction } from "../use-action";
import {
  AddConnectorDialog,
  type CreateConnector,
  connectorKindLabels,
  type MadeConnector,
} from "./add-connector-dialog";
import { recipeFor, recipeLabels } from "./connector-recipe";
import { EnterSecretDialog } from "./enter-secret-dialog";
import { OutgoingDialog, type SetOutgoing } from "./outgoing-dialog";
import { EnableButton, RotateButton } from "./row-buttons";
import { type Secret, SecretDialog } from "./secret-dialog";
import { type SetUp, SetUpDialog } from "./set-up-dialog";

type ConnectorTableProps = {
  connectors: Connector[];
  queues: Queue[];
  /** The names of the secrets connectors can use. */
  secrets: readonly string[];
  now: Date;
  /** Where other systems reach Vigil, for instance `https://vigil.example.com`. */
  origin: string;
  create: CreateConnector;
  rotate: ServerAction<RotateSecretInput, MadeConnector>;
  setEnabled: ServerAction<{ id: string; isEnabled: boolean }>;
  setOutgoing: SetOutgoing;
  setUp: SetUp;
};

export function ConnectorTable({
  connectors,
  queues,
  secrets,
  now,
  origin,
  ...actions
}: ConnectorTableProps) {
  const [secret, setSecret] = useState<Secret | null>(null);
  // One that is used by name, or was entered, is not shown.
  const show = (made: MadeConnector, words: string) => made.secret && setSecret(secretOf(made, words));
  const rotation = useAction("connector-table.rotation", actions.rotate, (made) =>
    show(made, oldSecretStays),
  );
  const switching = useAction(null, actions.setEnabled);
  const busy = rotation.busy || switching.busy;

  function secretOf({ id, kind, name, secret }: MadeConnector, description: string): Secret {
    const recipe = { label: recipeLabels[kind], code: recipeFor({ kind, origin, id, secret }) };
    return { title: `Secret of ${name}`, description, value: secret, recipe };
  }

  return (
    <>
      <PageHeader
        title="Connectors"
        description="Receive tickets and alerts from other systems and send replies back. An acknowledged delivery is always stored."
        actions={
          <AddConnectorDialog
            queues={queues}
            create={actions.create}
            secrets={secrets}
            onCreated={(made) => show(made, "The other system needs it to send to Vigil.")}
          />
        }
      />
      <Refusal>{rotation.refusal ?? switching.refusal}</Refusal>
      {connectors.length === 0 ? (
        <EmptyState icon={<Webhook />} title="No connectors yet">
          Add a connector for each system: a help desk that can call a webhook, or the monitoring you have.
        </EmptyState>
      ) : (
        <ListTable label="Connectors" columns={["Connector", "Webhook path", "Queue", "State"]}>
          {connectors.map((connector) => (
            <tr key={connector.id}>
              <Td>
                <p className="font-medium">{connector.name}</p>
                <p className="text-sm text-ink-muted">
                  {connectorKindLabels[connector.kind]}
                  {connector.secretName && `, secret ${connector.secretName}`}
                </p>
              </Td>
              <Td className="text-sm leading-5">
                <p className="font-mono">/api/hooks/{connector.id}</p>
                {connector.outgoingUrl && (
                  <p className="max-w-56 truncate text-ink-muted" title={connector.outgoingUrl}>
                    Replies to {new URL(connector.outgoingUrl).host}
                  </p>
                )}
              </Td>
              <Td className="text-ink-muted">{connector.queueName ?? "None"}</Td>
              <Td className="whitespace-nowrap">
                <State connector={connector} now={now} />
              </Td>
              <Td className="text-right whitespace-nowrap">
                {setupKinds.includes(connector.kind) && (
                  <SetUpDialog connector={connector} setUp={actions.setUp} />
                )}
                {outgoingKinds.includes(connector.kind) && (
                  <OutgoingDialog connector={connector} setOutgoing={actions.setOutgoing} />
                )}
                {foreignSecretKinds.includes(connector.kind) || secrets.length > 0 || connector.secretName ? (
                  <EnterSecretDialog
                    connector={connector}
                    secrets={secrets}
                    enter={actions.rotate}
                    onDone={(made) => !foreignSecretKinds.includes(made.kind) && show(made, oldSecretStays)}
                  />
                ) : (
                  <RotateButton busy={busy} onRotate={() => rotation.run({ id: connector.id })} />
                )}
                <EnableButton
                  busy={busy}
                  enabled={connector.enabled}
                  onSet={(isEnabled) => switching.run({ id: connector.id, isEnabled })}
                />
              </Td>
            </tr>
          ))}
        </ListTable>
      )}
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}

function State({ connector, now }: { connector: Connector; now: Date }) {
  const { enabled, previousUntil, isSecretRevoked } = connector;
  if (!enabled) return <Badge>Disabled</Badge>;
  if (isSecretRevoked) return <Badge tone="critical">Secret revoked</Badge>;
  if (!previousUntil || previousUntil <= now) return <Badge tone="positive">Enabled</Badge>;
  return (
    <Badge tone="caution">
      Old secret ends <RelativeTime time={previousUntil} />
    </Badge>
  );
}
