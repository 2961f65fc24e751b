/** What the page of SLA policies does. */
"use server";
import { writePolicy } from "#lib/settings/commands";
import { action } from "../../../action";

export const writeSlaAction = action(writePolicy, { refreshes: "/settings/sla" });
