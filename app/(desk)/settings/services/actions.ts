/** Says whom services serve, and what they depend on. */
"use server";
import { importDependencies } from "#lib/catalogue/commands";
import { importServiceMap } from "#lib/major/service-map/commands";
import { ignoreDependency } from "#lib/topology/commands";
import { action } from "../../../action";

export const importServiceMapAction = action(importServiceMap, { refreshes: "/settings/services" });
export const importDependenciesAction = action(importDependencies, { refreshes: "/settings/services" });
export const ignoreDependencyAction = action(ignoreDependency, { refreshes: "/settings/services" });
