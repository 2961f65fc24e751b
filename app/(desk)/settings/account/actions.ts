/** What the page of one's own account does. */
"use server";
import { endSession } from "#lib/team/sessions/commands";
import { action } from "../../../action";

export const endSessionAction = action(endSession, { refreshes: "/settings/account" });
