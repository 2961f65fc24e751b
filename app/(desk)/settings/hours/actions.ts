/** What the page of working hours does. */
"use server";
import { writePolicy } from "#lib/settings/commands";
import { action } from "../../../action";

export const writeHoursAction = action(writePolicy, { refreshes: "/settings/hours" });
