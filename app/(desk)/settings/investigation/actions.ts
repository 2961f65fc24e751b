/** What the investigation page does. */
"use server";
import { setToolPolicy } from "#lib/investigation/commands";
import { writePolicy } from "#lib/settings/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/investigation" };

export const writeInvestigationAction = action(writePolicy, page);
export const setToolPolicyAction = action(setToolPolicy, page);
