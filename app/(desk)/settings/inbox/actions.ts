/** What the inbox page of the settings does. */
"use server";
import { writePolicy } from "#lib/settings/commands";
import { action } from "../../../action";

export const writeDeskAction = action(writePolicy, { refreshes: "/settings/inbox" });
