/** What analysts do with incidents from the desk. */
"use server";
import { mergeIncident, splitIncident } from "#lib/incidents/commands";
import { action } from "../../action";

export const splitIncidentAction = action(splitIncident);
export const mergeIncidentAction = action(mergeIncident);
