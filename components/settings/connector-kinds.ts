/** What each kind of connector is called. */
import type { ConnectorKind } from "#lib/connectors/model";

export const connectorKindNames: Record<ConnectorKind, string> = {
  webhook: "Signed webhook",
  alertmanager: "Prometheus Alertmanager",
};
