/** What the page of actions does. */
"use server";
import { askAutonomy, confirmAutonomy, revokeAutonomy } from "#lib/remediation/autonomy/commands";
import { writePolicy } from "#lib/settings/commands";
import { action } from "../../action";

const page = { refreshes: "/actions" };

export const stopActionsAction = action(writePolicy, page);
export const askAutonomyAction = action(askAutonomy, page);
export const confirmAutonomyAction = action(confirmAutonomy, page);
export const revokeAutonomyAction = action(revokeAutonomy, page);
