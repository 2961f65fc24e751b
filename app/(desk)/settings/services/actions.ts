/** Says whom services serve. */
"use server";
import { importServiceMap } from "#lib/major/service-map/commands";
import { action } from "../../../action";

export const importServiceMapAction = action(importServiceMap, { refreshes: "/settings/services" });
