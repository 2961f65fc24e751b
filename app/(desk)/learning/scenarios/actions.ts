/** What the scenarios page does. */
"use server";
import { removeScenario, saveScenario, startScenarios } from "#lib/scenarios/commands";
import { action } from "../../../action";

export const saveScenarioAction = action(saveScenario);
export const removeScenarioAction = action(removeScenario);
export const startScenariosAction = action(startScenarios);
