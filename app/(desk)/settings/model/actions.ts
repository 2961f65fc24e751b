/** What the model page does. */
"use server";
import { removeModelEndpoint, saveModelEndpoint } from "#lib/settings/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/model" };

export const saveModelEndpointAction = action(saveModelEndpoint, page);
export const removeModelEndpointAction = action(removeModelEndpoint, page);
