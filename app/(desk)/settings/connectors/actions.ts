/** What the connectors page does. */
"use server";
import {
  createConnector,
  rotateSecret,
  setOutgoing,
  setUpConnector,
  switchConnector,
} from "#lib/connectors/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/connectors" };

export const createConnectorAction = action(createConnector, page);
export const rotateSecretAction = action(rotateSecret, page);
export const setOutgoingAction = action(setOutgoing, page);
export const setUpConnectorAction = action(setUpConnector, page);
export const switchConnectorAction = action(switchConnector, page);
