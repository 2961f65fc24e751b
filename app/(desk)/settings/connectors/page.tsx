/** Ways in for other systems, and out to them. */
import type { Metadata } from "next";
import { ConnectorTable } from "#components/settings/connector-table";
import { connectors } from "#lib/connectors/queries";
import { secretNames } from "#lib/secrets/queries";
import { queues } from "#lib/team/queries";
import { publicOrigin } from "../../../origin";
import { requireCtx } from "../../../session";
import {
  createConnectorAction,
  rotateSecretAction,
  setOutgoingAction,
  setUpConnectorAction,
  switchConnectorAction,
} from "./actions";

export const metadata: Metadata = { title: "Connectors" };

export default async function ConnectorsPage() {
  const ctx = await requireCtx("connector.manage");
  const [all, allQueues, secrets, origin] = await Promise.all([
    connectors(ctx),
    queues(ctx),
    secretNames(ctx, "signs"),
    publicOrigin(),
  ]);
  return (
    <ConnectorTable
      connectors={all}
      queues={allQueues}
      secrets={secrets}
      now={ctx.now()}
      origin={origin}
      create={createConnectorAction}
      rotate={rotateSecretAction}
      setEnabled={switchConnectorAction}
      setOutgoing={setOutgoingAction}
      setUp={setUpConnectorAction}
    />
  );
}
