/** What the policy page does. */
"use server";
import { writePolicy } from "#lib/settings/commands";
import { action } from "../../../action";

export const writePolicyAction = action(writePolicy, { refreshes: "/settings/policy" });
