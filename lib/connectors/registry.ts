/** The systems Vigil takes events from: add a driver and its line here, and its kind in model.ts. */
import { alertmanager } from "./alertmanager/driver";
import type { ConnectorDriver } from "./delivery";
import type { ConnectorKind } from "./model";
import { webhook } from "./webhook";

export const connectorDrivers = { webhook, alertmanager } satisfies Record<ConnectorKind, ConnectorDriver>;
