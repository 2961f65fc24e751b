/** What the API keys page does. */
"use server";
import { createApiKey, revokeApiKey } from "#lib/team/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/keys" };

export const createApiKeyAction = action(createApiKey, page);
export const revokeApiKeyAction = action(revokeApiKey, page);
